import { randomUUID } from "node:crypto";
import * as analyticsQueries from "@/db/queries/analytics";
import * as attentionQueries from "@/db/queries/attention";
import * as callRecordQueries from "@/db/queries/call-records";
import * as callQueries from "@/db/queries/calls";
import * as recordingQueries from "@/db/queries/recordings";
import * as messageQueries from "@/db/queries/messages";
import * as outboundQueries from "@/db/queries/outbound-calls";
import * as toolUseQueries from "@/db/queries/tool-uses";
import * as webhookQueries from "@/db/queries/webhooks";
import {
  ours,
  stranger,
  nothing,
  empty,
  harmless,
  strangersOwn,
  type Attempt,
  isRefused,
  message,
  refused,
} from "./stranger";

const claim = () => ({
  tokenHash: "x",
  twilioCallSid: ours.call.twilioCallSid ?? "",
  streamSid: "MZ",
  bridgeId: "b",
});
const event = () => ({
  callId: ours.call.id,
  source: "twilio" as const,
  externalKey: randomUUID(),
  type: "call_received" as const,
  occurredAt: new Date(),
  payload: {},
});
const turn = () => ({
  position: 0,
  role: "agent" as const,
  text: "changed",
  originalText: null,
  interrupted: false,
  offsetMs: 0,
  spokenAt: new Date(),
});
const recording = () => ({
  callId: ours.call.id,
  source: "elevenlabs" as const,
  externalId: randomUUID(),
  storageKey: "stolen",
  contentType: "audio/mpeg",
  sizeBytes: 1,
});
const allTime = () => ({
  timeZone: "UTC",
  startedFrom: new Date(0),
  startedBefore: new Date(8_000_000_000_000),
  agentId: ours.agentId,
});

/** Of calls and what is kept of them: events, words, recordings, uses of tools, messages and webhooks. */
export const CALLS_ATTEMPTS: Record<string, Attempt> = {
  beginToolUse: [
    () =>
      toolUseQueries
        .beginToolUse(stranger, {
          callId: ours.call.id,
          toolCallId: "x",
          name: "x",
          source: "bridge",
          arguments: {},
        })
        .catch(() => undefined),
    nothing,
  ],
  findToolUse: [
    () => toolUseQueries.findToolUse(stranger, { callId: ours.call.id, toolCallId: ours.toolCallId }),
    nothing,
  ],
  finishToolUse: [
    () =>
      toolUseQueries.finishToolUse(
        stranger,
        { callId: ours.call.id, toolCallId: ours.toolCallId },
        { result: "x", isError: false, durationMs: 1 },
      ),
    harmless,
  ],
  listToolUses: [() => toolUseQueries.listToolUses(stranger, ours.call.id), empty],
  findCall: [() => callQueries.findCall(stranger, ours.call.id), nothing],
  lockCall: [() => callQueries.lockCall(stranger, ours.call.id), nothing],
  createCall: [
    () =>
      refused(
        callQueries.createCall(stranger, {
          direction: "inbound",
          mode: "bridge",
          status: "queued",
          fromNumber: "+34600000000",
          toNumber: "+34600000001",
          twilioCallSid: ours.call.twilioCallSid,
        }),
      ),
    (answer) => answer !== "done",
  ],
  updateCall: [() => callQueries.updateCall(stranger, ours.call.id, { title: "changed" }), harmless],
  insertCallEvent: [
    () => refused(callQueries.insertCallEvent(stranger, event())),
    (answer) => answer === "refused",
  ],
  listCallEvents: [() => callQueries.listCallEvents(stranger, ours.call.id), empty],
  claimStreamToken: [
    () => callQueries.claimStreamToken(stranger, ours.call.id, claim()),
    (answer) => answer === "wrong",
  ],
  upsertTurns: [
    () => refused(callQueries.upsertTurns(stranger, ours.call.id, "es", [turn()])),
    (answer) => answer === "refused",
  ],
  listTurns: [() => callQueries.listTurns(stranger, ours.call.id), empty],
  nextTurnPosition: [
    () => callQueries.nextTurnPosition(stranger, ours.call.id),
    (position) => position === 0,
  ],
  listCalls: [
    () => callQueries.listCalls(stranger, { agentId: ours.agentId, words: "cita" }, { limit: 10 }),
    empty,
  ],
  listLiveCalls: [() => callQueries.listLiveCalls(stranger), empty],
  listWaitingCalls: [() => attentionQueries.listWaitingCalls(stranger), empty],
  findAttention: [() => attentionQueries.findAttention(stranger, ours.call.id), nothing],
  setAttentionDone: [
    () => attentionQueries.setAttentionDone(stranger, ours.call.id, "user:stranger"),
    nothing,
  ],
  notifyTenant: [() => callQueries.notifyTenant(stranger, { type: "agents" }), harmless],
  notifyHangUp: [() => callQueries.notifyHangUp(stranger, randomUUID()), harmless],
  keepWebhook: [
    () =>
      webhookQueries.keepWebhook(stranger, {
        provider: "twilio",
        kind: "voice",
        externalId: "the same",
        callId: null,
        body: {},
      }),
    (answer) => (answer as { fresh: boolean }).fresh,
  ],
  finishWebhook: [() => webhookQueries.finishWebhook(stranger, ours.webhookId, "changed"), harmless],
  findCallByConversation: [
    () => callQueries.findCallByConversation(stranger, ours.call.elevenLabsConversationId ?? ""),
    nothing,
  ],
  findLastContact: [() => outboundQueries.findLastContact(stranger, ours.call.toNumber), nothing],
  findCallByIdempotencyKey: [
    () => outboundQueries.findCallByIdempotencyKey(stranger, ours.call.idempotencyKey ?? ""),
    nothing,
  ],
  readOutboundUse: [
    () => outboundQueries.readOutboundUse(stranger, { dayStart: new Date(0), toNumber: ours.call.toNumber }),
    (answer) => Object.values(answer as object).every((value) => value === 0 || value === false),
  ],
  listKnownCallSids: [
    () => outboundQueries.listKnownCallSids(stranger, [ours.call.twilioCallSid ?? ""]),
    empty,
  ],
  findCallByCallSid: [() => callQueries.findCallByCallSid(stranger, ours.call.twilioCallSid ?? ""), nothing],
  insertRecording: [() => refused(recordingQueries.insertRecording(stranger, recording())), isRefused],
  findRecording: [() => recordingQueries.findRecording(stranger, ours.recordingId), nothing],
  findRecordingOf: [
    () => recordingQueries.findRecordingOf(stranger, "elevenlabs", ours.call.elevenLabsConversationId ?? ""),
    nothing,
  ],
  listRecordings: [() => recordingQueries.listRecordings(stranger, ours.call.id), empty],
  readFigures: [
    () => analyticsQueries.readFigures(stranger, allTime()),
    (answer) => (answer as { kind: string; calls: number }[]).every(({ calls }) => calls === 0),
  ],
  figuresStatement: [async () => typeof analyticsQueries.figuresStatement, harmless],
  pageOfCalls: [
    () => callRecordQueries.pageOfCalls(stranger, {}, { offset: 0, limit: 100 }),
    (answer) => (answer as { rows: { tenantId: string }[] }).rows.every((row) => strangersOwn(row)),
  ],
  findSameMessage: [() => messageQueries.findSameMessage(stranger, ours.call.id, "Llámeme"), nothing],
  findMessage: [() => messageQueries.findMessage(stranger, ours.messageId), nothing],
  insertMessage: [() => refused(messageQueries.insertMessage(stranger, message())), isRefused],
  findMessageOfRecording: [
    () => messageQueries.findMessageOfRecording(stranger, ours.messageRecordingSid),
    nothing,
  ],
  hasMessageOfCall: [() => messageQueries.hasMessageOfCall(stranger, ours.call.id), nothing],
  lockMessage: [() => messageQueries.lockMessage(stranger, ours.messageId), nothing],
  updateMessage: [() => messageQueries.updateMessage(stranger, ours.messageId, { doneBy: "x" }), nothing],
  insertMessageNote: [
    () => refused(messageQueries.insertMessageNote(stranger, { messageId: ours.messageId, text: "x" })),
    isRefused,
  ],
  listMessageNotes: [() => messageQueries.listMessageNotes(stranger, [ours.messageId]), empty],
  findLastAdvisor: [() => messageQueries.findLastAdvisor(stranger, ours.call.id), nothing],
  countMessages: [
    () => messageQueries.countMessages(stranger, { callId: ours.call.id }),
    (answer) => Object.values(answer as object).every((value) => value === 0),
  ],
  listMessages: [
    () =>
      messageQueries.listMessages(
        stranger,
        { callId: ours.call.id },
        { isByDue: false, after: undefined, limit: 10 },
      ),
    empty,
  ],
};
