import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { readObject } from "./read-object";

// Plain requests: the SDK drops keys it does not know and refuses values the vendor itself sends back (elevenlabs.md §9.3, §9.4).

const TIMEOUT_MS = 12_000;
const AGENTS = "/v1/convai/agents";

/** An agent in the vendor's words, unknown fields and all (elevenlabs.md §6.1–§6.4). */
export type VendorAgent = Record<string, unknown>;

const pathOf = (vendorAgentId: string) => `${AGENTS}/${encodeURIComponent(vendorAgentId)}`;

/** GET /v1/convai/agents/{id}. Throws ProviderError with `httpStatus` 404 for one that is not in the workspace. */
export async function fetchVendorAgent(apiKey: string, vendorAgentId: string): Promise<VendorAgent> {
  const answer = await askPlainly(apiKey, "GET", pathOf(vendorAgentId), { timeoutMs: TIMEOUT_MS });
  return readObject(answer);
}

/** POST /v1/convai/agents/create. Sent once: after an error that may have happened, look with `findVendorAgentByTag`. */
export async function createVendorAgent(apiKey: string, body: VendorAgent): Promise<string> {
  const answer = await askPlainly(apiKey, "POST", `${AGENTS}/create`, { timeoutMs: TIMEOUT_MS, body });
  const { agent_id: id } = await readObject(answer);
  if (typeof id === "string") return id;
  throw new ProviderError("elevenlabs", "answer without agent_id", { permanent: false });
}

/** PATCH /v1/convai/agents/{id}: only what is sent changes (deep merge). Returns the agent as it is then. */
export async function patchVendorAgent(
  apiKey: string,
  vendorAgentId: string,
  patch: VendorAgent,
): Promise<VendorAgent> {
  const answer = await askPlainly(apiKey, "PATCH", pathOf(vendorAgentId), {
    timeoutMs: TIMEOUT_MS,
    body: patch,
  });
  return readObject(answer);
}

/** DELETE /v1/convai/agents/{id}. One that is gone already is a success. */
export async function deleteVendorAgent(apiKey: string, vendorAgentId: string): Promise<void> {
  try {
    await askPlainly(apiKey, "DELETE", pathOf(vendorAgentId), { timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof ProviderError && error.httpStatus === 404)) throw error;
  }
}

/** The agent of the workspace that carries this tag; undefined when there is none. */
export async function findVendorAgentByTag(apiKey: string, tag: string): Promise<string | undefined> {
  const query = new URLSearchParams({ tags: tag, page_size: "100", sort_by: "created_at" });
  const answer = await askPlainly(apiKey, "GET", `${AGENTS}?${query}`, { timeoutMs: TIMEOUT_MS });
  const { agents } = (await readObject(answer)) as { agents?: { agent_id?: string; tags?: string[] }[] };
  // What a vendor filters by is not taken on trust where a second agent would be the price.
  return agents?.find(({ tags }) => tags?.includes(tag))?.agent_id;
}
