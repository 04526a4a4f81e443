import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { readObject } from "./read-object";

const TIMEOUT_MS = 12_000;
const TOOLS = "/v1/convai/tools";
/** Of a hundred each; a workspace with more tools is searched no further. */
const MAX_PAGES = 10;
/** The caller hears silence meanwhile. */
const RESPONSE_TIMEOUT_SECONDS = 15;

/** A tool as a model sees it. */
export interface ToolDescription {
  name: string;
  description: string;
  properties: Record<string, { type: string; description: string; enum?: string[] }>;
  required: string[];
}

type ToolConfig = Record<string, unknown>;

export interface VendorTool {
  id: string;
  config: ToolConfig;
}

/** A tool that is answered over our own socket; without `expects_response` the agent would not wait (elevenlabs.md §6.5). */
export function clientToolConfig({ name, description, properties, required }: ToolDescription): ToolConfig {
  return {
    type: "client",
    name,
    description,
    response_timeout_secs: RESPONSE_TIMEOUT_SECONDS,
    expects_response: true,
    parameters: { type: "object", properties, required },
  };
}

/** A tool that ElevenLabs asks over HTTPS; `fromVariables` are filled by the conversation, never by the model. */
export function webhookToolConfig(
  { name, description, properties, required }: ToolDescription,
  address: {
    url: string;
    header: { name: string; secretId: string };
    fromVariables: Record<string, string>;
  },
): ToolConfig {
  const filled = Object.entries(address.fromVariables).map(([parameter, variable]) => [
    parameter,
    { type: "string", dynamic_variable: variable },
  ]);
  return {
    type: "webhook",
    name,
    description,
    response_timeout_secs: RESPONSE_TIMEOUT_SECONDS,
    api_schema: {
      url: address.url,
      method: "POST",
      content_type: "application/json",
      request_headers: { [address.header.name]: { secret_id: address.header.secretId } },
      request_body_schema: {
        type: "object",
        description,
        properties: { ...properties, ...Object.fromEntries(filled) },
        required: [...required, ...Object.keys(address.fromVariables)],
      },
    },
  };
}

/** GET /v1/convai/tools, every page. */
export async function listTools(apiKey: string): Promise<VendorTool[]> {
  const tools: VendorTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ page_size: "100", ...(cursor === undefined ? {} : { cursor }) });
    const answer = await askPlainly(apiKey, "GET", `${TOOLS}?${query}`, { timeoutMs: TIMEOUT_MS });
    const said = (await readObject(answer)) as {
      tools?: { id: string; tool_config: ToolConfig }[];
      next_cursor?: string | null;
    };
    tools.push(...(said.tools ?? []).map(({ id, tool_config: config }) => ({ id, config })));
    cursor = said.next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  return tools;
}

/** POST /v1/convai/tools. Sent once: after an error, look with `listTools`. */
export async function createTool(apiKey: string, config: ToolConfig): Promise<string> {
  const answer = await askPlainly(apiKey, "POST", TOOLS, {
    timeoutMs: TIMEOUT_MS,
    body: { tool_config: config },
  });
  const { id } = (await readObject(answer)) as { id?: unknown };
  if (typeof id === "string") return id;
  throw new ProviderError("elevenlabs", "answer without the tool's id", { permanent: false });
}

/** PATCH /v1/convai/tools/{id}. */
export async function updateTool(apiKey: string, toolId: string, config: ToolConfig): Promise<void> {
  await askPlainly(apiKey, "PATCH", `${TOOLS}/${encodeURIComponent(toolId)}`, {
    timeoutMs: TIMEOUT_MS,
    body: { tool_config: config },
  });
}

/** True when everything that is wanted stands in what the vendor has, whatever else it says. */
export function includesConfig(given: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(given) &&
      given.length === wanted.length &&
      wanted.every((item, index) => includesConfig(given[index], item))
    );
  if (typeof wanted !== "object" || wanted === null) return given === wanted;
  if (typeof given !== "object" || given === null) return false;
  const facts = given as Record<string, unknown>;
  return Object.entries(wanted).every(([name, value]) => includesConfig(facts[name], value));
}
