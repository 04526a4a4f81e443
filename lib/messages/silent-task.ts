import type { Scope } from "@/db/client";
import { hasCallEvent } from "@/db/queries/call-events";
import { hasMessageOfCall } from "@/db/queries/messages";
import { hasMessageFetch } from "@/db/queries/recording-fetches";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import type { Message } from "@/db/schema/messages";
import { outsideNumber } from "@/lib/calls/outside-number";
import { keepMessage } from "./keep-message";
import { TASK_WORDS } from "./task-words";

/** Key of the event that says so. */
export const ASKED_FOR_MESSAGE = "voicemail";

/**
 * A task for whoever was asked for a message and said nothing, once per call; in the transaction that holds the call. Undefined when the
 * call has left a message or a task already.
 */
export async function keepSilentTask(inner: Scope, call: Call): Promise<Message | undefined> {
  if (await hasMessageOfCall(inner, call.id)) return undefined;
  const words = TASK_WORDS[(await getTenant(inner)).language];
  return keepMessage(inner, call, {
    kind: "missed_call",
    text: outsideNumber(call) === null ? `${words.silent} ${words.withheld}` : words.silent,
  });
}

/**
 * Undefined for a call that was not asked for a message, or that something else came of. `hung_up`: it is over, and nothing was recorded
 * of it, so that no report of a recording will come.
 */
export async function askedForMessage(inner: Scope, call: Call): Promise<"recorded" | "hung_up" | undefined> {
  const { direction, endedAt, hangUpRequestedAt, outcome } = call;
  if (direction !== "inbound" || endedAt === null || hangUpRequestedAt !== null) return undefined;
  if (outcome !== null && outcome !== "no_outcome") return undefined;
  const isAsked = await hasCallEvent(inner, call.id, { source: "system", externalKey: ASKED_FOR_MESSAGE });
  if (!isAsked) return undefined;
  return (await hasMessageFetch(inner, call.id)) ? "recorded" : "hung_up";
}
