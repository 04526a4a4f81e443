import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { readObject } from "./read-object";

const TIMEOUT_MS = 12_000;
const WEBHOOKS = "/v1/workspace/webhooks";
const SECRETS = "/v1/convai/secrets";
/** Of a hundred secrets each. */
const MAX_PAGES = 10;

/** A webhook of the workspace (elevenlabs.md §4.3); whether it retries is not told. */
export interface VendorWebhook {
  id: string;
  name: string;
  url: string;
  isDisabled: boolean;
  /** The vendor gave it up after failures in a row. */
  isAutoDisabled: boolean;
  /** HTTP status of the last delivery that failed. */
  lastFailureCode: number | null;
  lastFailureAt: Date | null;
}

/** GET /v1/workspace/webhooks. */
export async function listWebhooks(apiKey: string): Promise<VendorWebhook[]> {
  const answer = await askPlainly(apiKey, "GET", WEBHOOKS, { timeoutMs: TIMEOUT_MS });
  const { webhooks } = (await readObject(answer)) as { webhooks?: Record<string, unknown>[] };
  return (webhooks ?? []).map((webhook) => {
    const code = webhook["most_recent_failure_error_code"];
    const at = webhook["most_recent_failure_timestamp"];
    return {
      id: String(webhook["webhook_id"]),
      name: String(webhook["name"]),
      url: String(webhook["webhook_url"]),
      isDisabled: webhook["is_disabled"] === true,
      isAutoDisabled: webhook["is_auto_disabled"] === true,
      lastFailureCode: typeof code === "number" ? code : null,
      lastFailureAt: typeof at === "number" ? new Date(at * 1000) : null,
    };
  });
}

/** POST /v1/workspace/webhooks. The secret is told here and never again; sent once. */
export async function createWebhook(
  apiKey: string,
  { name, url }: { name: string; url: string },
): Promise<{ id: string; secret: string }> {
  const answer = await askPlainly(apiKey, "POST", WEBHOOKS, {
    timeoutMs: TIMEOUT_MS,
    body: { settings: { auth_type: "hmac", name, webhook_url: url } },
  });
  const { webhook_id: id, webhook_secret: secret } = await readObject(answer);
  if (typeof id === "string" && typeof secret === "string") return { id, secret };
  throw new ProviderError("elevenlabs", "answer without the webhook's secret", { permanent: false });
}

/** PATCH /v1/workspace/webhooks/{id}: at work, with retries, which can be asked for only here (elevenlabs.md §4.4). */
export async function enableWebhook(
  apiKey: string,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await askPlainly(apiKey, "PATCH", `${WEBHOOKS}/${encodeURIComponent(id)}`, {
    timeoutMs: TIMEOUT_MS,
    body: { is_disabled: false, name, retry_enabled: true },
  });
}

/** DELETE /v1/workspace/webhooks/{id}. One that is gone already is a success. */
export async function deleteWebhook(apiKey: string, webhookId: string): Promise<void> {
  try {
    await askPlainly(apiKey, "DELETE", `${WEBHOOKS}/${encodeURIComponent(webhookId)}`, {
      timeoutMs: TIMEOUT_MS,
    });
  } catch (error) {
    if (!(error instanceof ProviderError && error.httpStatus === 404)) throw error;
  }
}

/** GET /v1/convai/secrets, every page; values are never told. */
export async function listSecrets(apiKey: string): Promise<{ id: string; name: string }[]> {
  const secrets: { id: string; name: string }[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ page_size: "100", ...(cursor === undefined ? {} : { cursor }) });
    const answer = await askPlainly(apiKey, "GET", `${SECRETS}?${query}`, { timeoutMs: TIMEOUT_MS });
    const said = (await readObject(answer)) as {
      secrets?: { secret_id: string; name: string }[];
      next_cursor?: string | null;
    };
    secrets.push(...(said.secrets ?? []).map(({ secret_id: id, name }) => ({ id, name })));
    cursor = said.next_cursor ?? undefined;
    if (cursor === undefined) break;
  }
  return secrets;
}

/** POST /v1/convai/secrets. Sent once: after an error, look with `listSecrets`. */
export async function createSecret(
  apiKey: string,
  { name, value }: { name: string; value: string },
): Promise<string> {
  const answer = await askPlainly(apiKey, "POST", SECRETS, {
    timeoutMs: TIMEOUT_MS,
    body: { type: "new", name, value },
  });
  const { secret_id: id } = (await readObject(answer)) as { secret_id?: unknown };
  if (typeof id === "string") return id;
  throw new ProviderError("elevenlabs", "answer without the secret's id", { permanent: false });
}
