import "server-only";
import { NextRequest } from "next/server";
import { z } from "zod";
import { findCallByTwilioSid, findLegAnywhere } from "@/db/queries/unscoped";
import {
  factOfStatus,
  instantOf,
  keyOfStatus,
  statusRequest,
  voiceRequest,
} from "@/lib/calls/interpret-twilio";
import { hangUp } from "@/lib/providers/twilio/twiml";
import { ADVISOR_STEPS, answerAdvisor } from "@/lib/transfers/answer-advisor";
import type { AttemptFact } from "@/lib/transfers/attempt";
import { moveTransfer } from "@/lib/transfers/move-transfer";
import { transferInit, transferInitAnswer, transferView } from "@/lib/transfers/schema";
import { initTransfer } from "@/lib/transfers/start-transfer";
import { afterwards } from "./after-transfer";
import { failure, success, UnreadableRequest } from "./answers";
import { readBytes } from "./body";
import { route, type RouteHandler } from "./route";
import { twilioRoute } from "./twilio-route";

/** The attempt in the address, else Twilio's own id: an order whose answer was lost is known by the first alone. */
async function locateLeg(fields: Record<string, string>, query: URLSearchParams) {
  const id = z.uuid().safeParse(query.get("attempt"));
  const found = await findLegAnywhere(
    id.success ? { attemptId: id.data } : { twilioCallSid: fields["CallSid"] ?? "" },
  );
  // The leg of an attempt is one call of Twilio's.
  if (!found || (found.legSid !== null && found.legSid !== fields["CallSid"])) return undefined;
  const { call, account, transferId, attemptId } = found;
  const step = ADVISOR_STEPS.find((name) => name === query.get("step")) ?? "answered";
  return {
    tenantId: call.tenantId,
    account,
    callId: call.id,
    leg: { callId: call.id, transferId, attemptId },
    step,
  };
}

const keyRequest = voiceRequest.extend({ Digits: z.string().max(32).optional() });

/** An advisor has answered, pressed a key, or left the conference. */
export const advisorAnswered = twilioRoute({
  summary: "Twilio: what an advisor's telephone is told",
  kind: "transfer-connect",
  form: keyRequest,
  externalId: (form) => `${form.CallSid}:${form.Digits ?? ""}`,
  locate: locateLeg,
  unknown: hangUp,
  async handler(scope, form, { leg, step }) {
    const { twiml, orders } = await answerAdvisor(scope, leg, {
      step,
      callSid: form.CallSid,
      digits: form.Digits,
    });
    return afterwards(scope, leg, orders, twiml);
  },
});

/** Twilio reports how an advisor's telephone stands. */
export const advisorStatus = twilioRoute({
  summary: "Twilio: how an advisor's telephone stands",
  kind: "transfer-status",
  form: statusRequest,
  externalId: (form) => `${form.CallSid}:${keyOfStatus(form)}`,
  locate: locateLeg,
  unknown: () => null,
  async handler(scope, form, { leg }) {
    const at = instantOf(form.Timestamp, new Date());
    const fact = factOfLeg(form.CallStatus, at, form.CallSid);
    const moved = await moveTransfer(
      scope,
      leg,
      fact ? [{ type: "attempt", attemptId: leg.attemptId, fact }] : [],
    );
    return afterwards(scope, leg, moved?.orders ?? [], null);
  },
});

/** Undefined for a word that says nothing new of a leg. */
function factOfLeg(word: string, at: Date, twilioCallSid: string): AttemptFact | undefined {
  const said = factOfStatus(word, at, null);
  if (said?.type === "ended") return { type: "ended", at, end: said.status, twilioCallSid };
  if (said?.status === "ringing") return { type: "ringing", at, twilioCallSid };
  if (said?.status === "in_progress") return { type: "answered", at, twilioCallSid };
  return said && { type: "dialled", at, state: "accepted", twilioCallSid, error: null };
}

const byKey = route({
  summary: "Ring an advisor for a call that is going on (documented address)",
  role: "operator",
  apiScope: "calls:write",
  body: transferInit,
  output: transferView,
  beside: transferInitAnswer,
  handler: ({ scope, body }) => initTransfer(scope, body),
});

const bySignature = twilioRoute({
  summary: "Ring an advisor for a call that is going on (documented address)",
  kind: "transfer-init",
  form: transferInit.extend(voiceRequest.pick({ AccountSid: true }).shape),
  externalId: (form) => `${form.CallSid}:${form.To}`,
  async locate(fields) {
    const found = await findCallByTwilioSid(fields["CallSid"] ?? "");
    return found && { tenantId: found.call.tenantId, account: found.account, callId: found.call.id };
  },
  unknown: () => null,
  // After the webhook's transaction: Twilio is asked, and whoever asked waits for its answer.
  handler: ({ tenantId, actor }, form) =>
    Promise.resolve(async () => {
      try {
        const { data, ...beside } = await initTransfer({ tenantId, actor }, form);
        return success(transferView.parse(data), transferInitAnswer.parse(beside));
      } catch (error) {
        return failure(error, { method: "POST", path: "/voice/transfer/init" });
      }
    }),
});

const MAX_FORM_BYTES = 16 * 1024;

/** Signed by Twilio, or with a key or a session; fields as a form or as JSON. */
export const transferInitDoor: RouteHandler = Object.assign(
  async (request: NextRequest, context: Parameters<RouteHandler>[1]) => {
    if (request.headers.has("x-twilio-signature")) return bySignature(request, context);
    const type = request.headers.get("content-type") ?? "";
    if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) return byKey(request, context);
    try {
      return await byKey(await asJson(request), context);
    } catch (error) {
      if (!(error instanceof UnreadableRequest)) throw error;
      return failure(error, { method: request.method, path: request.nextUrl.pathname });
    }
  },
  { spec: byKey.spec },
);

async function asJson(request: NextRequest): Promise<NextRequest> {
  const fields = new URLSearchParams((await readBytes(request, MAX_FORM_BYTES)).toString("utf8"));
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return new NextRequest(request.url, {
    method: "POST",
    headers,
    body: JSON.stringify(Object.fromEntries(fields)),
  });
}
