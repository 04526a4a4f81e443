import { askPlainly } from "./ask";

const TIMEOUT_MS = 10_000;

export interface WorkspaceAnswer {
  /** How far the vendor's clock is ahead of ours, by the `Date` of its answer. */
  clockAheadSeconds: number | null;
}

/** GET /v1/convai/settings: whether the key is good, and what time it is there. Throws ProviderError, 401 for a wrong key. */
export async function checkWorkspace(apiKey: string): Promise<WorkspaceAnswer> {
  const answer = await askPlainly(apiKey, "GET", "/v1/convai/settings", { timeoutMs: TIMEOUT_MS });
  const theirs = Date.parse(answer.headers.get("date") ?? "");
  return { clockAheadSeconds: Number.isNaN(theirs) ? null : Math.round((theirs - Date.now()) / 1000) };
}
