import type { Scope } from "@/db/client";
import { listQuietCalls, touchBridgeCalls } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { attendToMachine } from "@/lib/machines/attend-to-machine";
import { fetchTwilioCall, type TwilioCall } from "@/lib/providers/twilio/calls";
import { findLostOrder } from "./find-lost-order";
import { endIfHungUp } from "./hang-up-call";
import { factOfStatus } from "./interpret-twilio";
import { type NewCallEvent, recordCallEvents } from "./record-event";

const BATCH = 100;
/** Twilio ends every call after four hours, unless told otherwise (twilio.md §3.6). */
const LONGEST_CALL_MS = 4 * 3_600_000;

/** Asks Twilio about calls without news for `quietSeconds` and closes them truthfully. Answers how many it closed. */
export async function sweepCalls(quietSeconds: number): Promise<number> {
  let closed = 0;
  for (const call of await listQuietCalls(quietSeconds, BATCH)) {
    const scope: Scope = { tenantId: call.tenantId, actor: "system" };
    try {
      if (await settle(scope, call)) closed += 1;
    } catch (error) {
      log.warn({ err: error, tenantId: call.tenantId, callId: call.id }, "quiet call could not be settled");
      // Behind the others, or those that nobody can settle would take every turn.
      await touchBridgeCalls([call.id]);
    }
  }
  return closed;
}

async function settle(scope: Scope, call: Call): Promise<boolean> {
  const now = new Date();
  const answer = await askTwilio(scope, call, now);
  const events = [foundOrder(call, answer, now), closingEvent(call, answer, now)].filter(
    (event) => event !== undefined,
  );
  if (events.length === 0) await touchBridgeCalls([call.id]);
  const settled = events.length === 0 ? call : await recordCallEvents(scope, call.id, events);
  await endIfHungUp(scope, settled);
  if (answer) await attendToMachine(scope, settled, answer);
  return settled.endedAt !== null;
}

/** Undefined: Twilio could not be asked, or cannot know yet. Null: it knows no such call. */
async function askTwilio(scope: Scope, call: Call, now: Date): Promise<TwilioCall | null | undefined> {
  try {
    if (call.twilioCallSid) {
      return (await fetchTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid)) ?? null;
    }
    return call.direction === "outbound" ? await findLostOrder(scope, call, now) : null;
  } catch (error) {
    if (error instanceof ProviderError || error instanceof AppError) return undefined;
    throw error;
  }
}

/** An order whose answer was lost, or that a process took with it when it died, turns out to have been obeyed. */
function foundOrder(call: Call, answer: TwilioCall | null | undefined, now: Date): NewCallEvent | undefined {
  if (!answer || call.twilioCallSid !== null) return undefined;
  return {
    source: "twilio",
    externalKey: "accepted",
    type: "dial_accepted",
    occurredAt: answer.createdAt ?? now,
    payload: { callSid: answer.sid, asked: true },
    fact: {
      type: "dialled",
      at: answer.createdAt ?? now,
      state: "accepted",
      twilioCallSid: answer.sid,
      conversationId: null,
      error: null,
    },
  };
}

/** What the sweep concludes from Twilio's answer; undefined while the call may still be going on. Pure. */
export function closingEvent(
  call: Pick<Call, "startedAt">,
  answer: Pick<TwilioCall, "status" | "durationSeconds" | "endedAt"> | null | undefined,
  now: Date,
): NewCallEvent | undefined {
  const fact = answer && factOfStatus(answer.status, answer.endedAt ?? now, answer.durationSeconds);
  if (fact?.type === "ended") {
    return {
      source: "twilio",
      externalKey: "fetched",
      type: "status_reported",
      occurredAt: fact.at,
      payload: { status: answer?.status ?? "", durationSeconds: fact.durationSeconds, asked: true },
      fact,
    };
  }
  const overdue = now.getTime() - call.startedAt.getTime() > LONGEST_CALL_MS;
  if (answer !== null && !overdue) return undefined;
  return {
    source: "system",
    externalKey: "lost",
    type: "call_lost",
    occurredAt: now,
    payload: { known: answer !== null },
    fact: { type: "ended", status: "failed", at: now, durationSeconds: null },
  };
}
