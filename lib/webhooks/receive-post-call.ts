import type { Scope } from "@/db/client";
import { finishWebhook, keepWebhook } from "@/db/queries/webhooks";
import { listAccountsOfElevenLabsAgents } from "@/db/queries/unscoped";
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

/** What names an agent in the text of a body. */
const AGENT_NAMED = /"agent_id"\s*:\s*"([\w-]{1,64})"/g;
/** A conversation is handed from agent to agent, but not for ever. */
const MAX_NAMED = 20;

/**
 * A post-call webhook (elevenlabs.md §4). The agents it names say whose it could be; the secret that signed the raw body says whose
 * it is. Only then is it read: anybody can send eight megabytes of brackets. 200 for whatever no redelivery can cure.
 */
export async function receivePostCall(raw: Buffer, signature: string | null): Promise<Received> {
  const tenantId = await findSigner(raw, signature);
  if (!tenantId) return { status: 401 };
  const body = readJson(raw);
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

async function findSigner(raw: Buffer, signature: string | null): Promise<TenantId | undefined> {
  if (signature === null) return undefined;
  const candidates = await listAccountsOfElevenLabsAgents(agentsNamedIn(raw));
  return candidates.find((account) =>
    isElevenLabsSignature(openElevenLabsAccount(account).webhookSecret, signature, raw),
  )?.tenantId;
}

function agentsNamedIn(raw: Buffer): string[] {
  const named = new Set<string>();
  for (const [, agentId = ""] of raw.toString("latin1").matchAll(AGENT_NAMED)) {
    named.add(agentId);
    if (named.size === MAX_NAMED) break;
  }
  return [...named];
}

function readJson(raw: Buffer): unknown {
  try {
    return storable(JSON.parse(raw.toString("utf8")) as unknown);
  } catch {
    return undefined;
  }
}
