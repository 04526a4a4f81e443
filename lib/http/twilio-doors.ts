import "server-only";
import { z } from "zod";
import {
  type CarriedCall,
  findAccountOfNotice,
  findCallAnywhere,
  findCallByTwilioSid,
  findRouteOfNumber,
  type NumberRoute,
} from "@/db/queries/unscoped";
import { answerPlacedCall, reportPlacedCall } from "@/lib/calls/answer-placed-call";
import { continueCall } from "@/lib/calls/continue-call";
import { keyOfStatus, statusRequest, streamRequest, voiceRequest } from "@/lib/calls/interpret-twilio";
import { openInboundCall, receiveCall, refuseCall } from "@/lib/calls/receive-call";
import { reportStatus, reportStream } from "@/lib/calls/report-status";
import { reportRecording } from "@/lib/recordings/report-recording";
import { bringPerson } from "@/lib/ladder/bring-person";
import { stepDown } from "@/lib/ladder/step-down";
import { askForMessage } from "@/lib/voicemail/ask-for-message";
import { recordingRequest, voicemailRequest } from "@/lib/voicemail/interpret-recording";
import { keepRecordedMessage } from "@/lib/voicemail/keep-recorded-message";
import { messageStatusRequest, reportNotice } from "@/lib/messages/report-notice";
import { hangUp } from "@/lib/providers/twilio/twiml";
import type { TenantId } from "@/lib/vocabulary";
import { placeCaller } from "@/lib/transfers/place-caller";
import { afterwards, leaveTransfer } from "./after-transfer";
import { twilioRoute } from "./twilio-route";

/** The number that was dialled says whose call it is. */
async function locateNumber(fields: Record<string, string>) {
  const route = await findRouteOfNumber(fields["To"] ?? "");
  return route && { tenantId: route.tenant.id, account: route.account, callId: null, route };
}

async function locateCall(fields: Record<string, string>) {
  return located(await findCallByTwilioSid(fields["CallSid"] ?? ""));
}

function located(found: CarriedCall | undefined) {
  return (
    found && {
      tenantId: found.call.tenantId,
      account: found.account,
      callId: found.call.id,
      call: found.call,
    }
  );
}

/** Our own id stands in the address, and Twilio speaks of that very call. */
export async function locateCallById(fields: Record<string, string>, callId: unknown) {
  const id = z.uuid().safeParse(callId);
  const found = id.success ? await findCallAnywhere(id.data) : undefined;
  return found?.call.twilioCallSid === fields["CallSid"] ? located(found) : undefined;
}

async function locatePlacedCall(fields: Record<string, string>, query: URLSearchParams) {
  return locatePlacedCallById(fields, query.get("call_id"));
}

/** A call that we placed: our own id stands in the address, because Twilio may speak of it before we know Twilio's. */
export async function locatePlacedCallById(fields: Record<string, string>, callId: unknown) {
  const id = z.uuid().safeParse(callId);
  const found = id.success ? await findCallAnywhere(id.data) : undefined;
  if (found?.call.direction !== "outbound") return undefined;
  const sid = found.call.twilioCallSid;
  return sid === null || sid === fields["CallSid"] ? located(found) : undefined;
}

/**
 * Twilio asks what to do with a call that has just come in; or comes for a caller whom a transfer sends elsewhere, by the id in the address.
 */
export const incomingCall = twilioRoute({
  summary: "Twilio: what to do with an inbound call, or with a caller in a transfer",
  kind: "voice",
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  async locate(fields, query) {
    if (query.has("call_id")) {
      const placed = await locateCallById(fields, query.get("call_id"));
      return placed && { ...placed, isAfterRoom: query.get("after") === "conference", route: undefined };
    }
    const dialled = await locateNumber(fields);
    return dialled && { ...dialled, call: undefined };
  },
  unknown: refuseCall,
  async handler(scope, form, target) {
    if (target.route) return receiveCall(scope, form, target.route);
    const placed = await placeCaller(scope, target.call.id, target.isAfterRoom);
    return afterwards(scope, placed.ids, placed.orders, placed.answer);
  },
});

/** Somebody has answered a call that we placed, and Twilio asks what to do. */
export const placedCallAnswered = twilioRoute({
  summary: "Twilio: what to do with a call that we placed",
  kind: "outbound",
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  locate: locatePlacedCall,
  unknown: hangUp,
  handler: (scope, form, { call }) => answerPlacedCall(scope, call.id, form),
});

/** Twilio reports progress. The report may come before the question: then it makes the call. */
export const callStatus = twilioRoute({
  summary: "Twilio: how a call stands",
  kind: "status",
  form: statusRequest,
  externalId: (form) => `${form.CallSid}:${keyOfStatus(form)}`,
  async locate(fields, query, { callId }) {
    if (callId !== undefined) {
      // Of the documented addresses of turn-based calls: the call that is named, or none.
      const named = (await locateCallById(fields, callId)) ?? (await locatePlacedCallById(fields, callId));
      return named && { ...named, route: undefined };
    }
    const known = (await locateCall(fields)) ?? (await locatePlacedCall(fields, query));
    if (known) return { ...known, route: undefined };
    const dialled = await locateNumber(fields);
    return dialled && { ...dialled, call: undefined };
  },
  unknown: () => null,
  async handler(scope, form, { call, route }) {
    if (call?.direction === "outbound") await reportPlacedCall(scope, call.id, form);
    const now = await reportStatus(
      scope,
      call ?? (await openInboundCall(scope, form, route satisfies NumberRoute)),
      form,
    );
    return now.endedAt === null ? null : leaveTransfer(scope, now.id);
  },
});

/** Twilio reports the life of a media stream. */
export const streamStatus = twilioRoute({
  summary: "Twilio: how a media stream stands",
  kind: "stream",
  form: streamRequest,
  externalId: (form) => `${form.StreamSid}:${form.StreamEvent}`,
  locate: locateCall,
  unknown: () => null,
  async handler(scope, form, { call }) {
    await reportStream(scope, call, form);
    return null;
  },
});

/** Twilio came to the end of a media stream and asks what follows. */
export const afterStream = twilioRoute({
  summary: "Twilio: what follows a media stream",
  kind: "after-stream",
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  locate: locateCall,
  unknown: hangUp,
  handler: (scope, _form, { call }) => continueCall(scope, call.id),
});

/** The key that brings a person, as the sentence says. */
const KEY_OF_PERSON = "1";

/** Nobody else can take the call: Twilio asks how a message is taken, and comes back when it was, or with a key pressed instead. */
export const voicemail = twilioRoute({
  summary: "Twilio: take a message after the tone",
  kind: "voicemail",
  form: voicemailRequest,
  externalId: (form) => `${form.CallSid}:${form.RecordingSid ?? form.RecordingUrl ?? form.Digits ?? ""}`,
  async locate(fields, query) {
    const found = await locateCall(fields);
    const part = (name: string) => query.get(name) === "1";
    return found && { ...found, isOver: part("done"), isOffered: part("offered"), hasFailed: part("failed") };
  },
  unknown: hangUp,
  async handler(scope, form, { call, isOver, isOffered, hasFailed }) {
    if (isOver) return keepRecordedMessage(scope, call, form);
    if (isOffered && form.Digits === KEY_OF_PERSON) {
      const placed = await bringPerson(scope, call.id);
      return afterwards(scope, placed.ids, placed.orders, placed.answer);
    }
    // An agent by turns has no more to say (lib/turns/conclude-reply.ts).
    if (hasFailed) return stepDown(scope, call, { from: "turns", code: call.errorCode ?? "turns_failed" });
    return askForMessage(scope, call);
  },
});

const recordingAddress = z.object({
  call_id: z.uuid(),
  for: z.enum(["message", "conference", "call"]).default("call"),
});

/** Twilio reports how a recording of ours stands. That of a conference may name another leg: the address names the call. */
export const recordingStatus = twilioRoute({
  summary: "Twilio: how a recording stands",
  kind: "recording",
  form: recordingRequest,
  externalId: (form) => `${form.RecordingSid}:${form.RecordingStatus}`,
  async locate(fields, query, { callId }) {
    const inPath = callId === undefined ? {} : { call_id: callId };
    const named = recordingAddress.safeParse({ ...Object.fromEntries(query), ...inPath });
    const found = named.success ? located(await findCallAnywhere(named.data.call_id)) : undefined;
    if (!named.success || !found) return undefined;
    const { for: purpose } = named.data;
    const isOfCall = purpose === "conference" || found.call.twilioCallSid === fields["CallSid"];
    return isOfCall ? { ...found, purpose } : undefined;
  },
  unknown: () => null,
  async handler(scope, form, { call, purpose }) {
    await reportRecording(scope, call.id, { request: form, purpose });
    return null;
  },
});

const noticeAddress = z.object({
  tenant: z.uuid().transform((id) => id as TenantId),
  notice: z.uuid(),
});

/** An SMS of ours: Twilio's id of it may not be known yet, so the address names ours. */
async function locateNotice(_fields: Record<string, string>, query: URLSearchParams) {
  const named = noticeAddress.safeParse(Object.fromEntries(query));
  if (!named.success) return undefined;
  const { tenant: tenantId, notice: noticeId } = named.data;
  const account = await findAccountOfNotice(tenantId, noticeId);
  return account && { tenantId, account, callId: null, noticeId };
}

/** Twilio reports what became of an SMS. */
export const messageStatus = twilioRoute({
  summary: "Twilio: what became of an SMS",
  kind: "message-status",
  form: messageStatusRequest,
  externalId: (form) => `${form.MessageSid}:${form.MessageStatus}`,
  locate: locateNotice,
  unknown: () => null,
  async handler(scope, form, { noticeId }) {
    await reportNotice(scope, noticeId, form);
    return null;
  },
});
