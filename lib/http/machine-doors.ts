import "server-only";
import { after } from "next/server";
import type { Scope } from "@/db/client";
import { answerMachine } from "@/lib/machines/answer-machine";
import { carryOutMachineOrder } from "@/lib/machines/carry-out";
import { takeVerdict } from "@/lib/machines/take-verdict";
import { machineRequest, verdictOf } from "@/lib/machines/verdict";
import { voiceRequest } from "@/lib/calls/interpret-twilio";
import { callParams } from "@/lib/calls/schema";
import { log } from "@/lib/log";
import { hangUp } from "@/lib/providers/twilio/twiml";
import { locatePlacedCallById } from "./twilio-doors";
import { twilioRoute } from "./twilio-route";

/** Twilio has found out who picked up (documented address). */
export const machineDetected = twilioRoute({
  summary: "Twilio: whether a machine answered a call that we placed (documented address)",
  kind: "machine",
  params: callParams,
  form: machineRequest,
  externalId: (form) => `${form.CallSid}:${form.AnsweredBy}`,
  locate: (fields, _query, { callId }) => locatePlacedCallById(fields, callId),
  unknown: () => null,
  async handler(scope, form, { call }) {
    const order = await takeVerdict(scope, call.id, {
      verdict: verdictOf(form.AnsweredBy),
      source: "twilio",
      at: new Date(),
      durationMs: form.MachineDetectionDuration === undefined ? null : Number(form.MachineDetectionDuration),
    });
    if (!order) return null;
    const outer: Scope = { tenantId: scope.tenantId, actor: scope.actor };
    return () => {
      // What cannot be done now the sweep does (attend-to-machine.ts).
      after(() =>
        carryOutMachineOrder(outer, order).catch((error: unknown) =>
          log.error({ err: error, callId: call.id }, "machine not attended to"),
        ),
      );
      return Promise.resolve(null);
    };
  },
});

/** A mailbox listens, or has heard the message. */
export const machineListens = twilioRoute({
  summary: "Twilio: what a mailbox is to hear",
  kind: "machine-message",
  params: callParams,
  form: voiceRequest,
  externalId: (form) => form.CallSid,
  async locate(fields, query, { callId }) {
    const found = await locatePlacedCallById(fields, callId);
    return found && { ...found, isHeard: query.get("heard") === "1" };
  },
  unknown: hangUp,
  handler: (scope, _form, { call, isHeard }) => answerMachine(scope, call.id, isHeard),
});
