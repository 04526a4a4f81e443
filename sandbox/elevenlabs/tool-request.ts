/** From a webhook tool and what is known in the conversation to the request of its server (elevenlabs.md §6.5). */
import { fillVariables } from "./agent-config";
import { isObject, type JsonObject } from "../json";
import type { OutgoingRequest } from "./outgoing";
import type { Workspace } from "./state";
import { fillObject } from "./tool-schema";

export interface ToolRequest {
  request: OutgoingRequest;
  /** As the transcript shows it: without secrets. */
  details: JsonObject;
}

const DEFAULT_TIMEOUT_SECONDS = 20;

export function createToolRequest(
  tool: JsonObject,
  given: { parameters: JsonObject; variables: JsonObject; secrets: Workspace["secrets"] },
): ToolRequest {
  const schema = isObject(tool["api_schema"]) ? tool["api_schema"] : {};
  const method = typeof schema["method"] === "string" ? schema["method"] : "GET";
  const pathParameters = textsOf({ properties: schema["path_params_schema"] ?? {} }, given);
  const queryParameters = textsOf(schema["query_params_schema"], given);
  const url = urlOf(String(schema["url"]), { pathParameters, queryParameters, variables: given.variables });
  const hasBody = isObject(schema["request_body_schema"]) && method !== "GET";
  const content = hasBody
    ? fillObject(schema["request_body_schema"], given.parameters, given.variables)
    : undefined;
  const isForm = schema["content_type"] === "application/x-www-form-urlencoded";
  const body =
    content && (isForm ? new URLSearchParams(asTexts(content)).toString() : JSON.stringify(content));
  const headers = headersOf(schema["request_headers"], given);
  const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
  const timeoutSeconds = Number(tool["response_timeout_secs"] ?? DEFAULT_TIMEOUT_SECONDS);
  return {
    request: {
      target: "elevenlabs.tool",
      name: String(tool["name"]),
      url,
      method,
      headers: { ...(body === undefined ? {} : { "content-type": type }), ...headers.sent },
      body,
      timeoutMs: timeoutSeconds * 1000,
    },
    details: {
      type: "webhook",
      method,
      url,
      headers: headers.shown,
      path_params: pathParameters,
      query_params: queryParameters,
      body: body ?? null,
    },
  };
}

function urlOf(
  template: string,
  given: {
    pathParameters: Record<string, string>;
    queryParameters: Record<string, string>;
    variables: JsonObject;
  },
): string {
  // First the conversation's variables, so that the single brackets that are left are the path's.
  const withVariables = fillVariables(template, given.variables);
  const path = withVariables.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given.pathParameters[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
  const query = new URLSearchParams(given.queryParameters).toString();
  return query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

/** Plain texts, secrets of the workspace and variables of the conversation, which alone may be `secret__…` (§1.3). */
function headersOf(
  declared: unknown,
  { variables, secrets }: { variables: JsonObject; secrets: Workspace["secrets"] },
): { sent: Record<string, string>; shown: Record<string, string> } {
  const sent: Record<string, string> = {};
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(declared) ? declared : {})) {
    if (typeof value === "string") sent[name] = shown[name] = value;
    else if (isObject(value) && typeof value["secret_id"] === "string")
      sent[name] = secrets.get(value["secret_id"])?.value ?? "";
    else if (isObject(value) && typeof value["variable_name"] === "string")
      sent[name] = asText(variables[value["variable_name"]]);
  }
  return { sent, shown };
}

function textsOf(
  schema: unknown,
  { parameters, variables }: { parameters: JsonObject; variables: JsonObject },
): Record<string, string> {
  return asTexts(fillObject(schema, parameters, variables));
}

function asTexts(values: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value)]));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
