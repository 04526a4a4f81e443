import type { ValidateFunction } from "ajv";
import { at, closed, compile, faultsOf, isJson, type Json, readSpec } from "./specs-schema";

interface Request {
  vendor: "twilio" | "elevenlabs";
  method?: string | undefined;
  path?: string | undefined;
  body?: unknown;
  message?: unknown;
}

interface Operation {
  id: string;
  pattern: RegExp;
  method: string;
  parameters: Json[];
  query: Set<string>;
  body: Json | undefined;
  isForm: boolean;
}

const MULTIPART = "multipart/form-data";

const TWILIO = readSpec("twilio-api-v2010.json");
const TWILIO_ADDITIONS = readSpec("twilio-api-v2010.sdk-additions.json");
const ELEVENLABS = patched(
  readSpec("elevenlabs-rest.openapi.json"),
  readSpec("elevenlabs-rest.sdk-additions.json"),
);

/** Addresses and prices stand in the SDK's typings only: the release is trimmed, and prices have a document of their own. */
const TWILIO_PATHS = { ...TWILIO, paths: { ...at(TWILIO, "paths"), ...at(TWILIO_ADDITIONS, "paths") } };
const twilioOperations = operationsOf(TWILIO_PATHS, "application/x-www-form-urlencoded", (id, schema) => {
  const further = at(TWILIO_ADDITIONS, "form")[id];
  const names = Array.isArray(further) ? further.map(String) : [];
  return {
    ...schema,
    properties: { ...at(schema, "properties"), ...Object.fromEntries(names.map((name) => [name, {}])) },
  };
});
const elevenLabsOperations = operationsOf(ELEVENLABS, "application/json", (_, schema) => schema);
const twilioSchemas = closed(TWILIO["schemas"]);
const elevenLabsSchemas = closed(ELEVENLABS["schemas"]);
const validators = new Map<string, ValidateFunction>();

/** Address, parameters and body of a request against the vendor's OpenAPI document. */
export function judgeRestRequest(request: Request): string[] {
  const isTwilio = request.vendor === "twilio";
  const url = new URL(request.path ?? "", "http://vendor");
  const operation = (isTwilio ? twilioOperations : elevenLabsOperations).find(
    ({ method, pattern }) => method === request.method?.toLowerCase() && pattern.test(url.pathname),
  );
  if (!operation) return [`no such operation: ${request.method} ${url.pathname}`];
  const body = isTwilio ? request.body : request.message;
  return [...judgeQuery(operation, url, isTwilio), ...judgeBody(operation, body, isTwilio)];
}

function judgeQuery(operation: Operation, url: URL, isTwilio: boolean): string[] {
  const { id, parameters, query } = operation;
  const given = Object.fromEntries(url.searchParams);
  const path = operation.pattern.exec(url.pathname)?.groups ?? {};
  const described = (place: string) => parameters.filter((parameter) => parameter["in"] === place);
  const schema = (place: string) => {
    const names = described(place).map((parameter) => [String(parameter["name"]), parameter["schema"] ?? {}]);
    const required = described(place).filter((parameter) => parameter["required"] === true);
    return {
      type: "object",
      properties: {
        ...(place === "query" ? Object.fromEntries([...query].map((name) => [name, {}])) : {}),
        ...Object.fromEntries(names),
      },
      required: required.map((parameter) => String(parameter["name"])),
      additionalProperties: false,
    };
  };
  const schemas = isTwilio ? twilioSchemas : elevenLabsSchemas;
  return [
    ...faultsOf(validator(`${id} path`, schema("path"), schemas, true), { ...path }),
    ...faultsOf(validator(`${id} query`, schema("query"), schemas, true), given),
  ];
}

function judgeBody({ id, body, isForm }: Operation, given: unknown, isTwilio: boolean): string[] {
  const isEmpty = given === undefined || (isJson(given) && Object.keys(given).length === 0);
  if (!body) return isEmpty ? [] : ["a body that the operation does not have"];
  if (isTwilio) {
    const schema = { ...body, additionalProperties: false };
    return faultsOf(validator(id, schema, twilioSchemas, true), withLists(body, withoutCleared(given)));
  }
  return faultsOf(validator(id, at({ closed: closed(body) }, "closed"), elevenLabsSchemas, isForm), given);
}

/** The document says what a SID looks like, and has no word for the empty text that takes one away from a number. */
const CLEARED_BY_EMPTY = new Set(["VoiceApplicationSid", "TrunkSid"]);

function withoutCleared(given: unknown): unknown {
  if (!isJson(given)) return given;
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== "" || !CLEARED_BY_EMPTY.has(name)),
  );
}

/** A form cannot tell one value from a list of one. */
function withLists(schema: Json, given: unknown): unknown {
  if (!isJson(given)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const isList = at(schema, "properties", name)["type"] === "array";
      return [name, isList && !Array.isArray(value) ? [value] : value];
    }),
  );
}

function validator(key: string, schema: Json, schemas: unknown, coerce: boolean): ValidateFunction {
  const known = validators.get(key);
  if (known) return known;
  const made = compile(schema, schemas, coerce);
  validators.set(key, made);
  return made;
}

function operationsOf(
  document: Json,
  mediaType: string,
  complete: (id: string, schema: Json) => Json,
): Operation[] {
  const queries = at(document, "query");
  const operations = Object.entries(at(document, "paths")).flatMap(([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {}).map(([method, spec]): Operation => {
      const operation = isJson(spec) ? spec : {};
      const id = String(operation["operationId"]);
      const content = at(operation, "requestBody", "content");
      // A form with files; what it holds was text, like all of a form.
      const isMultipart = mediaType === "application/json" && MULTIPART in content;
      const schema = at(content, isMultipart ? MULTIPART : mediaType, "schema");
      const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"].filter(isJson) : [];
      const further = queries[id];
      return {
        id,
        method,
        pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+?)")}$`),
        parameters,
        query: new Set(Array.isArray(further) ? further.map(String) : []),
        body: Object.keys(schema).length === 0 ? undefined : complete(id, schema),
        isForm: isMultipart || mediaType !== "application/json",
      };
    }),
  );
  // A fixed word in an address goes before a placeholder in the same position.
  return operations.toSorted(
    (a, b) => a.pattern.source.split("(?<").length - b.pattern.source.split("(?<").length,
  );
}

/** The newer SDK's knowledge on top of the document, as its header says. */
function patched(document: Json, additions: Json): Json {
  const result = structuredClone(document);
  result["paths"] = { ...at(result, "paths"), ...at(additions, "paths") };
  result["schemas"] = { ...at(result, "schemas"), ...at(additions, "schemas") };
  result["query"] = additions["query"];
  const patches = Array.isArray(additions["patches"]) ? additions["patches"].filter(isJson) : [];
  for (const patch of patches) apply(result, patch);
  return result;
}

function apply(document: Json, patch: Json): void {
  const names = String(patch["at"])
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const target = names.reduce<unknown>(
    (inner, name) => (Array.isArray(inner) ? inner[Number(name)] : isJson(inner) ? inner[name] : undefined),
    document,
  );
  if (!isJson(target)) throw new Error(`patch leads nowhere: ${String(patch["at"])}`);
  const list = (name: string): unknown[] => {
    const value = target[name];
    return Array.isArray(value) ? value : [];
  };
  const listed = Array.isArray(patch["names"]) ? patch["names"] : [];
  const values = Array.isArray(patch["values"]) ? patch["values"] : [];
  switch (patch["op"]) {
    case "enum":
      target["enum"] = [...list("enum"), ...values];
      return;
    case "property":
      target["properties"] = { ...at(target, "properties"), [String(patch["name"])]: patch["value"] };
      return;
    case "optional":
      target["required"] = list("required").filter((name) => !listed.includes(name));
      return;
    case "variant": {
      const name = "oneOf" in target ? "oneOf" : "anyOf";
      target[name] = [...list(name), patch["value"]];
      return;
    }
    default:
      throw new Error(`unknown patch ${String(patch["op"])}`);
  }
}
