import type { Scope } from "@/db/client";
import { listClosures } from "@/db/queries/agenda";
import { notifyTenant } from "@/db/queries/calls";
import { findLastAdvisor, insertMessage, type NewMessage } from "@/db/queries/messages";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import type { Message } from "@/db/schema/messages";
import { outsideNumber } from "@/lib/calls/outside-number";
import { dueOf } from "./due-of";
import { tellMessage } from "./tell-message";
import { summaryDueAt, toldBy } from "./words-schedule";

type Left = Pick<NewMessage, "text"> & Partial<NewMessage>;

/**
 * Keeps what a call left for a person, with a deadline, and tells of it (lib/messages/tell-message.ts); in the caller's transaction. Left
 * out are the call's contact and number, and the advisor whose telephone rang last for it. Undefined when it is on record already.
 */
export async function keepMessage(inner: Scope, call: Call, left: Left): Promise<Message | undefined> {
  const { isUrgent = false, takenAt = new Date() } = left;
  const isUnwritten = left.transcriptState === "pending";
  const made = await insertMessage(inner, {
    callId: call.id,
    contactId: call.contactId,
    name: null,
    number: outsideNumber(call),
    takenAt,
    dueAt: await dueFor(inner, { takenAt, isUrgent }),
    ...left,
    isUrgent,
    advisorId:
      left.advisorId === undefined ? ((await findLastAdvisor(inner, call.id)) ?? null) : left.advisorId,
    transcriptNextAt: isUnwritten ? toldBy(takenAt) : summaryDueAt(left.text, takenAt),
  });
  if (!made) return undefined;
  // Somebody may hear it already; whoever is far away is told with its words.
  if (isUnwritten) await notifyTenant(inner, { type: "messages" });
  else await tellMessage(inner, made);
  return made;
}

/** By when somebody should call back, by the business's own hours and closures. */
export async function dueFor(inner: Scope, left: Pick<Message, "takenAt" | "isUrgent">): Promise<Date> {
  const { openingHours, timeZone } = await getTenant(inner);
  const closures = (await listClosures(inner)).filter(({ staffId }) => staffId === null);
  return dueOf({ ...left, openingHours, timeZone, closures });
}
