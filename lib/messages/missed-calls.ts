import type { Scope } from "@/db/client";
import { findAdvisor } from "@/db/queries/advisors";
import { findLastAdvisor, hasMessageOfCall } from "@/db/queries/messages";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import type { Message } from "@/db/schema/messages";
import type { Transfer } from "@/db/schema/transfers";
import { outsideNumber } from "@/lib/calls/outside-number";
import { keepMessage } from "./keep-message";
import { missedOf } from "./missed-call";
import { askedForMessage, keepSilentTask } from "./silent-task";
import { TASK_WORDS } from "./task-words";

/**
 * A task for whoever was not attended to, once per call; in the transaction that holds the call. Undefined when somebody was, or the
 * call has left a message or a task already.
 */
export async function keepMissedCall(inner: Scope, call: Call): Promise<Message | undefined> {
  // Whoever was asked for a message is told of by its recording, or has left before there was one.
  const asked = await askedForMessage(inner, call);
  if (asked !== undefined) return asked === "hung_up" ? keepSilentTask(inner, call) : undefined;
  const missed = missedOf(call);
  if (missed === undefined || (await hasMessageOfCall(inner, call.id))) return undefined;
  const words = TASK_WORDS[(await getTenant(inner)).language];
  const text = words.missed[missed];
  return keepMessage(inner, call, {
    kind: "missed_call",
    ...endOf(call),
    text: outsideNumber(call) === null ? `${text} ${words.withheld}` : text,
  });
}

/** Since when somebody waits for a call: the news of its end may have come late. */
const endOf = ({ endedAt }: Call) => (endedAt === null ? {} : { takenAt: endedAt });

/**
 * A task for whoever gave up while waiting for an advisor, or when nobody had come, and for that advisor; in the transaction that holds the
 * call. Undefined when something else came of the call, or it has left a message or a task already.
 */
export async function keepHungUpOnHold(
  inner: Scope,
  call: Call,
  transfer: Pick<Transfer, "reason" | "status">,
): Promise<Message | undefined> {
  if (call.outcome !== null && call.outcome !== "no_outcome") return undefined;
  if (await hasMessageOfCall(inner, call.id)) return undefined;
  const advisorId = await findLastAdvisor(inner, call.id);
  const advisor = advisorId === undefined ? undefined : await findAdvisor(inner, advisorId);
  const words = TASK_WORDS[(await getTenant(inner)).language];
  const toldOf = transfer.status === "returned_to_agent" ? words.nobodyCame : words.hungUpOnHold;
  const said = [toldOf(advisor?.name ?? null)];
  if (transfer.reason.trim() !== "") said.push(words.reason(transfer.reason));
  if (outsideNumber(call) === null) said.push(words.withheld);
  return keepMessage(inner, call, {
    kind: "hung_up_on_hold",
    ...endOf(call),
    text: said.join("\n"),
    advisorId: advisor?.id ?? null,
  });
}
