import type { Scope } from "@/db/client";
import { finishWebhook, keepWebhook } from "@/db/queries/calls";
import { listTenantsOfElevenLabsAgent } from "@/db/queries/unscoped";
import { openElevenLabsAccount } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { isElevenLabsSignature } from "@/lib/providers/elevenlabs/webhook-signature";
import { storable } from "@/lib/storable";
import type { TenantId } from "@/lib/vocabulary";
import {
  findReportedCall,
  type PostCallWebhook,
  postCallWebhook,
  reportConversation,
} from "./report-conversation";

type Received = { status: 200; note: string | null } | { status: 400 | 401 };

/**
 * A post-call webhook (elevenlabs.md §4). Its agent says whose it could be; the secret that signed the raw body says whose it is.
 * 200 for whatever no redelivery can cure.
 */
export async function receivePostCall(raw: Buffer, signature: string | null): Promise<Received> {
  const body = readJson(raw);
  const tenantId = await findSigner(raw, body, signature);
  if (!tenantId) return { status: 401 };
  const parsed = postCallWebhook.safeParse(body);
  if (!parsed.success) {
    log.warn(
      { tenantId, faults: parsed.error.issues.map((issue) => issue.path.join(".")) },
      "post-call webhook not understood",
    );
    return { status: 400 };
  }
  const scope: Scope = { tenantId, actor: "elevenlabs" };
  const call = await findReportedCall(scope, parsed.data);
  const { type, event_timestamp, data } = parsed.data;
  const kept = await keepWebhook(scope, {
    provider: "elevenlabs",
    kind: type,
    externalId: `${type}:${data.conversation_id}:${event_timestamp}`,
    callId: call?.id ?? null,
    body: parsed.data satisfies PostCallWebhook,
  });
  if (!kept.fresh) return { status: 200, note: "known already" };
  const note = call ? await reportConversation(scope, call, parsed.data) : "no call of this conversation";
  await finishWebhook(scope, kept.id, note);
  return { status: 200, note };
}

async function findSigner(
  raw: Buffer,
  body: unknown,
  signature: string | null,
): Promise<TenantId | undefined> {
  const agentId = (body as { data?: { agent_id?: unknown } } | null | undefined)?.data?.agent_id;
  if (signature === null || typeof agentId !== "string" || agentId.length > 200) return undefined;
  const candidates = await listTenantsOfElevenLabsAgent(agentId);
  return candidates.find((account) =>
    isElevenLabsSignature(openElevenLabsAccount(account).webhookSecret, signature, raw),
  )?.tenantId;
}

function readJson(raw: Buffer): unknown {
  try {
    return storable(JSON.parse(raw.toString("utf8")) as unknown);
  } catch {
    return undefined;
  }
}
