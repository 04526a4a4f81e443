import { createHash } from "node:crypto";
import type { Scope } from "@/db/client";
import { listAccountsOfElevenLabsAgents } from "@/db/queries/unscoped";
import { finishWebhook, keepWebhook } from "@/db/queries/webhooks";
import { openElevenLabsAccount } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { isElevenLabsSignature } from "@/lib/providers/elevenlabs/webhook-signature";
import { storable } from "@/lib/storable";
import type { TenantId } from "@/lib/vocabulary";
import { actOnPostCall } from "./act-on-post-call";
import { type AudioPlace, cutAudio } from "./post-call-audio";
import { type PostCall, postCallWebhook } from "./post-call-shapes";
import { findReportedCall, namesOfPostCall } from "./report-conversation";

type Received = { status: 200; note: string | null } | { status: 400 | 401 | 413 };

/** What names an agent in the text of a body. */
const AGENT_NAME = Buffer.from('"agent_id"');
const AGENT_VALUE = /^\s*:\s*"([\w-]{1,64})"/;
/** A conversation is handed from agent to agent, but not for ever. */
const MAX_NAMED = 20;
/** Of what is read as JSON; the sound is not. */
const MAX_READ_BYTES = 8 * 1024 * 1024;

/**
 * A post-call webhook (elevenlabs.md §4). The agents it names say whose it could be; the secret that signed the raw body says whose
 * it is. Only then is it read: anybody can send eight megabytes of brackets. 200 for whatever no redelivery can cure.
 */
export async function receivePostCall(raw: Buffer, signature: string | null): Promise<Received> {
  const tenantId = await findSigner(raw, signature);
  if (!tenantId) return { status: 401 };
  const { rest, audio } = cutAudio(raw);
  if (rest.byteLength > MAX_READ_BYTES) return { status: 413 };
  const parsed = postCallWebhook.safeParse(readJson(rest));
  if (!parsed.success) {
    log.warn(
      { tenantId, faults: parsed.error.issues.map((issue) => issue.path.join(".")) },
      "post-call webhook not understood",
    );
    return { status: 400 };
  }
  return keepAndAct({ tenantId, actor: "elevenlabs" }, parsed.data, { raw, rest, audio });
}

async function keepAndAct(
  scope: Scope,
  postCall: PostCall,
  body: { raw: Buffer; rest: Buffer; audio: AudioPlace | undefined },
): Promise<Received> {
  const { type, event_timestamp, data } = postCall.webhook;
  const call = await findReportedCall(scope, namesOfPostCall(postCall));
  // What has no conversation is known by its words.
  const what = data.conversation_id ?? createHash("sha256").update(body.rest).digest("hex");
  const kept = await keepWebhook(scope, {
    provider: "elevenlabs",
    kind: type,
    externalId: `${type}:${what}:${event_timestamp}`,
    callId: call?.id ?? null,
    body: postCall.webhook,
  });
  if (!kept.fresh) return { status: 200, note: "known already" };
  const note = call ? await actOnPostCall(scope, call, postCall, body) : "no call of this conversation";
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

/** Looked for in the bytes: a body may be many megabytes of sound, and nobody has vouched for it yet. */
function agentsNamedIn(raw: Buffer): string[] {
  const named = new Set<string>();
  for (let at = raw.indexOf(AGENT_NAME); at >= 0 && named.size < MAX_NAMED;) {
    const after = at + AGENT_NAME.length;
    const [, agentId] = AGENT_VALUE.exec(raw.toString("latin1", after, after + 100)) ?? [];
    if (agentId !== undefined) named.add(agentId);
    at = raw.indexOf(AGENT_NAME, after);
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
