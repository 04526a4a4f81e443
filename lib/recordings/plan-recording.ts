import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Scope } from "@/db/client";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { listConsents } from "@/db/queries/consents";
import { findContactsByNumber } from "@/db/queries/contacts";
import { getTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { outsideNumber } from "@/lib/calls/outside-number";
import { recordCallEvents } from "@/lib/calls/record-event";
import { wantsAudio } from "./await-audio";
import { type Notice, noticeFor } from "./rules";

/** `off`: the business keeps no audio. `declined`: this person does not want it. Else what they hear first; null: nothing. */
type RecordingPlan = "off" | "declined" | { notice: Notice | null };

/** Whether a call is recorded, and what has to be said before. That somebody does not want it is an event of the call. */
export async function planRecording(scope: Scope, call: Call): Promise<RecordingPlan> {
  if (!(await wantsAudio(scope))) return "off";
  const number = outsideNumber(call);
  if (await hasRefused(scope, call, number)) {
    await declineRecording(scope, call.id, "refused");
    return "declined";
  }
  const { recordingNotice, country } = await getTenant(scope);
  const person = number === null ? undefined : parsePhoneNumberFromString(number);
  return { notice: noticeFor(recordingNotice, country, person?.country ?? null) };
}

/**
 * Whether what is said in the conference is recorded: nobody who has not been told is. Of a call that Twilio records as a whole the
 * recording goes on there (twilio.md §7).
 */
export async function recordsConference(scope: Scope, call: Call): Promise<boolean> {
  if (call.recordingSid !== null) return false;
  const plan = await planRecording(scope, call);
  if (typeof plan === "string") return false;
  const known = await listEventsOfTypes(scope, call.id, [RECORDING_DECLINED, "recording_announced"]);
  const isDeclined = known.some(({ type }) => type === RECORDING_DECLINED);
  return !isDeclined && (plan.notice === null || known.length > 0);
}

/** `refused`: the person said so once; `not_announced`: they ought to hear of it first, and nobody can tell them. */
export async function declineRecording(
  scope: Scope,
  callId: string,
  reason: "refused" | "not_announced",
): Promise<void> {
  await recordCallEvents(scope, callId, [
    {
      source: "system",
      externalKey: RECORDING_DECLINED,
      type: RECORDING_DECLINED,
      occurredAt: new Date(),
      payload: { reason },
    },
  ]);
}

const RECORDING_DECLINED = "recording_declined";

/** The last decision counts, by whatever way it came; where several people share the number it is not known whose call it is. */
async function hasRefused(
  scope: Scope,
  { contactId }: Pick<Call, "contactId">,
  number: string | null,
): Promise<boolean> {
  const id = contactId ?? (number === null ? null : await soleContact(scope, number));
  if (id === null) return false;
  const last = (await listConsents(scope, id)).find(({ purpose }) => purpose === "recording");
  const isExpired = last?.expiresAt != null && last.expiresAt <= new Date();
  return last?.decision === "refused" && !isExpired;
}

async function soleContact(scope: Scope, number: string): Promise<string | null> {
  const [only, ...others] = await findContactsByNumber(scope, number);
  return only && others.length === 0 ? only.id : null;
}
