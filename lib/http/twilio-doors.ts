import "server-only";
import { z } from "zod";
import {
  type CarriedCall,
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
import { hangUp } from "@/lib/providers/twilio/twiml";
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

/** A call that we placed: our own id stands in the address, because Twilio may speak of it before we know Twilio's. */
async function locatePlacedCall(fields: Record<string, string>, query: URLSearchParams) {
  const id = z.uuid().safeParse(query.get("call_id"));
  const found = id.success ? await findCallAnywhere(id.data) : undefined;
  if (found?.call.direction !== "outbound") return undefined;
  const sid = found.call.twilioCallSid;
  return sid === null || sid === fields["CallSid"] ? located(found) : undefined;
}

/** Twilio asks what to do with a call that has just come in. */
export const incomingCall = twilioRoute({
  summary: "Twilio: what to do with an inbound call",
  kind: "voice",
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  locate: locateNumber,
  unknown: refuseCall,
  handler: (scope, form, { route }) => receiveCall(scope, form, route),
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
  async locate(fields, query) {
    const known = (await locateCall(fields)) ?? (await locatePlacedCall(fields, query));
    if (known) return { ...known, route: undefined };
    const dialled = await locateNumber(fields);
    return dialled && { ...dialled, call: undefined };
  },
  unknown: () => null,
  async handler(scope, form, { call, route }) {
    if (call?.direction === "outbound") await reportPlacedCall(scope, call.id, form);
    await reportStatus(
      scope,
      call ?? (await openInboundCall(scope, form, route satisfies NumberRoute)),
      form,
    );
    return null;
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
