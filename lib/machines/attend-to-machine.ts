import type { Scope } from "@/db/client";
import { listCallEvents } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import type { TwilioCall } from "@/lib/providers/twilio/calls";
import { carryOutMachineOrder } from "./carry-out";
import { type MachineOrder, takeVerdict } from "./take-verdict";
import { verdictOf } from "./verdict";

/** Whoever took the verdict has told Twilio by then, or never will. */
const PATIENCE_MS = 5000;

/**
 * Twilio was asked about a call that we placed. That it knows who picked up is as good as its callback, which may have been lost; and
 * what it was not told after a verdict it is told now.
 */
export async function attendToMachine(
  scope: Scope,
  call: Call,
  { answeredBy }: Pick<TwilioCall, "answeredBy">,
): Promise<void> {
  if (call.direction !== "outbound") return;
  const order =
    call.answeredBy === null ? await takeAnswer(scope, call, answeredBy) : await openOrder(scope, call);
  if (order) await carryOutMachineOrder(scope, order);
}

async function takeAnswer(
  scope: Scope,
  { id }: Call,
  answeredBy: string | null,
): Promise<MachineOrder | undefined> {
  if (answeredBy === null) return undefined;
  const verdict = verdictOf(answeredBy);
  return takeVerdict(scope, id, { verdict, source: "twilio", at: new Date(), durationMs: null });
}

/** A machine is still on the line, long after it was to be hung up or to hear its message. */
async function openOrder(scope: Scope, call: Call): Promise<MachineOrder | undefined> {
  const isMachine = call.answeredBy === "machine" || call.answeredBy === "fax";
  if (!isMachine || call.endedAt !== null || call.hangUpRequestedAt !== null) return undefined;
  const events = await listCallEvents(scope, call.id);
  const detected = events.find(({ type }) => type === "machine_detected");
  const action = detected?.payload["action"];
  if (!detected || Date.now() - detected.receivedAt.getTime() < PATIENCE_MS) return undefined;
  // Once Twilio has come for the message, its document leads to the end by itself.
  if (events.some(({ payload }) => payload["reason"] === "machine_message")) return undefined;
  if (await findLastTransfer(scope, call.id)) return undefined;
  return action === "hang_up" || action === "leave_message" ? { type: action, call } : undefined;
}
