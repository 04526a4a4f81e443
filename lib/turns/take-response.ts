import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { lockCall, nextTurnPosition, notifyTenant, upsertTurns } from "@/db/queries/calls";
import { findReply, findLastReply, insertReply, listReplySentences } from "@/db/queries/replies";
import { getTenant } from "@/db/queries/team";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import type { Reply } from "@/db/schema/replies";
import type { Tenant } from "@/db/schema/tenants";
import { maxDurationOf } from "@/lib/calls/initiation";
import { AppError } from "@/lib/errors";
import { stepDown } from "@/lib/ladder/step-down";
import type { Answer } from "@/lib/modes/mode";
import { hangUp, playAndHangUp } from "@/lib/providers/twilio/twiml";
import { markSpokenConcerns } from "@/lib/safety/mark-attention";
import { sentenceAddress } from "@/lib/sentences/sentence-address";
import { sentenceText } from "@/lib/sentences/sentence-text";
import { storable } from "@/lib/storable";
import { waitInRoom } from "@/lib/transfers/place-caller";
import { decideResponse, type Heard, type Response } from "./decide-response";
import { heardUpTo } from "./heard-up-to";
import { findLiveReply } from "./live-reply";
import { listenAfter } from "./listen";
import { replyAddress } from "./reply-address";
import { beginReply } from "./speak-reply";

interface Conversation {
  scope: Scope;
  call: Call;
  agent: Agent;
  tenant: Tenant;
}

/**
 * Twilio tells what it heard after the reply at `position`, and asks what follows. The same asked twice, or late, gets the same kind of answer and
 * makes nothing anew. Throws `not_found` for a call of another tenant.
 */
export async function takeResponse(
  scope: Scope,
  callId: string,
  { position: asked, heard }: { position: number | undefined; heard: Heard },
): Promise<Answer> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    if (call.endedAt !== null || call.hangUpRequestedAt !== null) return hangUp();
    const transfer = await findLastTransfer(inner, callId);
    if (transfer?.endedAt === null) return waitInRoom(inner, call, transfer);
    const [agent, tenant, reply, last] = await Promise.all([
      call.agentId ? findAgent(inner, call.agentId) : undefined,
      getTenant(inner),
      asked === undefined ? undefined : findReply(inner, { callId, position: asked }),
      findLastReply(inner, callId),
    ]);
    if (!agent || !last) return hangUp();
    const conversation: Conversation = { scope: inner, call, agent, tenant };
    // Told again: what was said to it then is said again.
    if (reply && last.position > reply.position) return sayAgain(conversation, last);
    // The documented address names no reply: then it is about the last one.
    const isTimeUp = await hasTalkedEnough(conversation);
    return answer(conversation, last, decideResponse(last, heard, isTimeUp));
  });
}

async function answer(conversation: Conversation, reply: Reply, response: Response): Promise<Answer> {
  const { scope, call } = conversation;
  switch (response.type) {
    case "hang_up":
      return hangUp();
    case "voicemail":
      return stepDown(scope, call, { from: "turns", code: call.errorCode ?? "turns_failed" });
    case "say":
      return sayOfHouse(conversation, reply, response);
    case "answer":
      return hearWords(conversation, reply, response.words);
  }
}

/** The caller's words are on record before anybody thinks about them. */
async function hearWords(conversation: Conversation, reply: Reply, words: string): Promise<Answer> {
  const { scope, call, agent } = conversation;
  const now = new Date();
  await cutShort(conversation, reply, words, now);
  const position = await nextTurnPosition(scope, call.id);
  const turn = {
    position,
    role: "caller" as const,
    text: words,
    originalText: null,
    interrupted: false,
    offsetMs: sinceAnswer(call, now),
    spokenAt: now,
  };
  await upsertTurns(scope, call.id, agent.language, [storable(turn)]);
  await markSpokenConcerns(scope, call.id, [turn]);
  await notifyTenant(scope, { type: "turns", callId: call.id });
  const next = await insertReply(scope, {
    callId: call.id,
    position: reply.position + 1,
    heard: storable(words),
    fixedText: null,
    turnPosition: position + 1,
    failures: reply.failures,
  });
  const twiml = await listenAfter(scope, { ...conversation, reply: next });
  return async () => {
    await beginReply(scope, next);
    return twiml;
  };
}

/** Of what was being said the transcript keeps what could be heard; nobody goes on making the rest. */
async function cutShort(
  { scope, call, agent }: Conversation,
  reply: Reply,
  words: string,
  now: Date,
): Promise<void> {
  findLiveReply(call.id, reply.position)?.stop();
  if (reply.turnPosition === null || reply.fetchedAt === null) return;
  const sentences = await listReplySentences(scope, reply);
  const heard = heardUpTo(sentences, { fetchedAt: reply.fetchedAt, now, words });
  if (heard === undefined) return;
  await upsertTurns(scope, call.id, agent.language, [
    {
      position: reply.turnPosition,
      role: "agent",
      text: heard,
      originalText: sentences.map(({ text }) => text).join(" "),
      interrupted: true,
      offsetMs: sinceAnswer(call, reply.createdAt),
      spokenAt: reply.createdAt,
    },
  ]);
}

/** A sentence of the house, which can be heard whatever else fails. */
async function sayOfHouse(
  conversation: Conversation,
  reply: Reply,
  { key, misses, next }: Extract<Response, { type: "say" }>,
): Promise<Answer> {
  const { scope, call, agent, tenant } = conversation;
  const now = new Date();
  findLiveReply(call.id, reply.position)?.stop();
  const text = await sentenceText(scope, { key, language: agent.language });
  const position = await nextTurnPosition(scope, call.id);
  const said = await insertReply(scope, {
    callId: call.id,
    position: reply.position + 1,
    heard: null,
    fixedText: text,
    turnPosition: position,
    next,
    misses,
    failures: reply.failures,
  });
  await upsertTurns(scope, call.id, agent.language, [
    {
      position,
      role: "agent",
      text,
      originalText: null,
      interrupted: false,
      offsetMs: sinceAnswer(call, now),
      spokenAt: now,
    },
  ]);
  await notifyTenant(scope, { type: "turns", callId: call.id });
  const { tenantId } = scope;
  const { language, voiceId, voiceSettings } = agent;
  const audioUrl = sentenceAddress({ tenantId, key, language, voiceId, voiceSettings });
  if (next === "hang_up") return playAndHangUp(audioUrl);
  return listenAfter(scope, { agent, tenant, reply: said, audioUrls: [audioUrl] });
}

function sayAgain({ scope, agent, tenant }: Conversation, reply: Reply): Answer | Promise<Answer> {
  const { callId, position } = reply;
  const { tenantId } = scope;
  // A goodbye of the house is one sentence, and then the end.
  if (reply.next === "hang_up" && reply.fixedText !== null)
    return playAndHangUp(replyAddress({ tenantId, callId, position, part: "first" }));
  return listenAfter(scope, { agent, tenant, reply });
}

async function hasTalkedEnough({ scope, call }: Conversation): Promise<boolean> {
  const talkedMs = Date.now() - (call.answeredAt ?? call.startedAt).getTime();
  return talkedMs > (await maxDurationOf(scope, call)) * 1000;
}

function sinceAnswer(call: Call, at: Date): number {
  return Math.max(0, at.getTime() - (call.answeredAt ?? call.startedAt).getTime());
}
