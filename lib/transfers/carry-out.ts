import type { Scope } from "@/db/client";
import { claimLegCheck, listKnownLegSids, type TransferWithAttempts } from "@/db/queries/transfers";
import { listKnownCallSids } from "@/db/queries/outbound-calls";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { pickLostOrder } from "@/lib/calls/find-lost-order";
import { factOfStatus } from "@/lib/calls/interpret-twilio";
import { AppError, ProviderError } from "@/lib/errors";
import { noted } from "@/lib/line/note-service";
import { log } from "@/lib/log";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import {
  dialTwilioCall,
  endTwilioCall,
  fetchTwilioCall,
  limitTwilioCall,
  listTwilioCalls,
  redirectTwilioCall,
} from "@/lib/providers/twilio/calls";
import type { AttemptFact } from "./attempt";
import type { TransferNews } from "./move-transfer";
import { prepareSentences } from "./brief";
import { ringSecondsOf } from "./surroundings";

type Attempt = TransferWithAttempts["attempts"][number];

/** Something to be done at Twilio. */
export type Order =
  | { type: "dial"; call: Call; transfer: TransferWithAttempts; attempt: Attempt }
  | { type: "send_caller" | "end_call"; call: Call }
  | { type: "hang_up_leg" | "check_leg"; call: Call; attempt: Attempt };

/** An advisor and a caller may talk as long as Twilio lets them: their call is no agent's. */
const LEG_SECONDS = 14_400;
/** One leg is asked about, or hung up, once in that time. */
const CHECK_SECONDS = 4;

/** What is known after it that was not known before. */
export async function carryOut(scope: Scope, order: Order): Promise<TransferNews[]> {
  try {
    const credentials = await getTwilioCredentials(scope);
    switch (order.type) {
      case "dial":
        return [newsOf(order.attempt, await dial(scope, credentials, order))];
      case "send_caller":
        await sendCaller(credentials, order.call);
        return [];
      case "end_call":
        if (order.call.twilioCallSid) await endTwilioCall(credentials, order.call.twilioCallSid);
        return [];
      case "hang_up_leg":
      case "check_leg":
        return await lookAfterLeg(scope, credentials, order);
    }
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    log.warn(
      { err: error, tenantId: scope.tenantId, callId: order.call.id, order: order.type },
      "transfer: Twilio was not told",
    );
    return order.type === "dial" ? [newsOf(order.attempt, refused(error.message, error.message))] : [];
  }
}

function newsOf({ id: attemptId }: Attempt, fact: AttemptFact): TransferNews {
  return { type: "attempt", attemptId, fact };
}

function refused(code: string, message: string): AttemptFact {
  return {
    type: "dialled",
    at: new Date(),
    state: "refused",
    twilioCallSid: null,
    error: { code, message },
  };
}

async function dial(
  scope: Scope,
  credentials: TwilioCredentials,
  { call, transfer, attempt }: Extract<Order, { type: "dial" }>,
): Promise<AttemptFact> {
  prepareSentences(scope, call, transfer).catch((error: unknown) =>
    log.warn({ err: error, callId: call.id }, "sentences of a transfer not spoken ahead"),
  );
  if (attempt.position === 1) giveTime(scope, credentials, call);
  const tenant = await getTenant(scope);
  const at = new Date();
  try {
    const twilioCallSid = await noted(scope, "telephone", () =>
      dialTwilioCall(credentials, {
        to: attempt.number,
        from: ownNumberOf(call),
        url: `${env.PUBLIC_URL}/voice/transfer/connect?attempt=${attempt.id}`,
        fallbackUrl: `${env.PUBLIC_URL}/webhooks/twilio/fallback`,
        statusCallback: `${env.PUBLIC_URL}/voice/transfer/status?attempt=${attempt.id}`,
        ringSeconds: ringSecondsOf(tenant),
        timeLimitSeconds: LEG_SECONDS,
      }),
    );
    return { type: "dialled", at, state: "accepted", twilioCallSid, error: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { mayHaveHappened: isLost, vendorCode, vendor, message } = error;
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id, isLost }, "advisor not rung");
    return {
      type: "dialled",
      at,
      state: isLost ? "unknown" : "refused",
      twilioCallSid: null,
      error: { code: vendorCode ?? vendor, message },
    };
  }
}

/** Twilio would end a call that we placed when the agent's time is up, also while its person speaks with another (twilio.md §3.1). */
function giveTime(scope: Scope, credentials: TwilioCredentials, call: Call): void {
  if (call.direction !== "outbound" || call.twilioCallSid === null) return;
  limitTwilioCall(credentials, call.twilioCallSid, LEG_SECONDS).catch((error: unknown) =>
    log.warn({ err: error, tenantId: scope.tenantId, callId: call.id }, "time limit of the agent stays"),
  );
}

/** The number of the business in this call: what an advisor's telephone shows. */
function ownNumberOf({ direction, fromNumber, toNumber }: Call): string {
  return direction === "inbound" ? toNumber : fromNumber;
}

/** Twilio asks at once what the caller is to hear; the answer is worked out then (place-caller.ts). */
async function sendCaller(credentials: TwilioCredentials, call: Call): Promise<void> {
  if (!call.twilioCallSid) return;
  await redirectTwilioCall(
    credentials,
    call.twilioCallSid,
    `${env.PUBLIC_URL}/voice/incoming?call_id=${call.id}`,
  );
}

async function lookAfterLeg(
  scope: Scope,
  credentials: TwilioCredentials,
  { type, call, attempt }: Extract<Order, { type: "hang_up_leg" | "check_leg" }>,
): Promise<TransferNews[]> {
  if (!(await claimLegCheck(scope, attempt.id, CHECK_SECONDS))) return [];
  const { twilioCallSid } = attempt;
  if (twilioCallSid === null) return findLostLeg(scope, credentials, call, attempt);
  if (type === "hang_up_leg") await endTwilioCall(credentials, twilioCallSid);
  const found = await fetchTwilioCall(credentials, twilioCallSid);
  const now = new Date();
  if (!found) return [newsOf(attempt, { type: "ended", at: now, end: "failed", twilioCallSid })];
  const said = factOfStatus(found.status, found.endedAt ?? now, found.durationSeconds);
  if (said?.type === "ended")
    return [newsOf(attempt, { type: "ended", at: said.at, end: said.status, twilioCallSid })];
  // Ringing longer than it was told to, or answered by somebody who never presses a key: enough.
  if (type === "check_leg") await endTwilioCall(credentials, twilioCallSid);
  return [];
}

/** An order whose answer was lost: what Twilio knows of a call between the two numbers that nobody else has claimed. */
async function findLostLeg(
  scope: Scope,
  credentials: TwilioCredentials,
  call: Call,
  attempt: Attempt,
): Promise<TransferNews[]> {
  const listed = await listTwilioCalls(credentials, { to: attempt.number, from: ownNumberOf(call) });
  const sids = listed.map(({ sid }) => sid);
  const claimed = new Set([
    ...(await listKnownCallSids(scope, sids)),
    ...(await listKnownLegSids(scope, sids)),
  ]);
  const unclaimed = listed.filter(({ sid }) => !claimed.has(sid));
  const at = new Date();
  const found = pickLostOrder({ startedAt: attempt.dialledAt }, unclaimed, at);
  const dropped = newsOf(attempt, { type: "dropped", at });
  // Nobody waits for it any more; should it turn up after all, it is hung up.
  if (!found) return [dropped, newsOf(attempt, refused("lost", "Twilio never received the order."))];
  const { sid: twilioCallSid } = found;
  return [dropped, newsOf(attempt, { type: "dialled", at, state: "accepted", twilioCallSid, error: null })];
}
