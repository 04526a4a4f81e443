/** The fields of voice webhooks and status callbacks: twilio.md §2.1, §2.3. */
import { countryOf } from "./countries";
import type { CallEvent, Leg } from "./leg";
import type { Field } from "./signature";
import type { CallRecord } from "./store";

export function rfc2822(date: Date | string): string {
  return new Date(date).toUTCString().replace("GMT", "+0000");
}

export function voiceFields({ record, account }: Leg): Field[] {
  const fields: Field[] = [
    ["CallSid", record.sid],
    ["AccountSid", account.accountSid],
    ["ApiVersion", "2010-04-01"],
    ["CallStatus", record.status],
    ["Direction", record.direction],
    ["From", record.from],
    ["To", record.to],
    ["Caller", record.from],
    ["Called", record.to],
    ...places("From", record.from),
    ...places("Caller", record.from),
    ...places("To", record.to),
    ...places("Called", record.to),
  ];
  if (record.parentCallSid !== null) fields.push(["ParentCallSid", record.parentCallSid]);
  if (record.answeredBy !== null) fields.push(["AnsweredBy", record.answeredBy]);
  return fields;
}

export function callbackFields(leg: Leg, event: CallEvent): Field[] {
  const { record } = leg;
  const fields = voiceFields(leg).filter(([name]) => name !== "CallStatus");
  fields.push(
    ["CallStatus", event === "initiated" ? "initiated" : record.status],
    ["Timestamp", rfc2822(new Date())],
    ["CallbackSource", "call-progress-events"],
    ["SequenceNumber", String(leg.sequenceNumber)],
  );
  if (event === "completed") fields.push(...finalFields(record));
  return fields;
}

function finalFields(record: CallRecord): Field[] {
  const seconds = record.durationSeconds ?? 0;
  const fields: Field[] = [["CallDuration", String(seconds)]];
  if (record.status === "completed") fields.push(["Duration", String(Math.ceil(seconds / 60))]);
  const sipCodes = {
    completed: "200",
    busy: "486",
    failed: "404",
    "no-answer": "487",
    canceled: "487",
  } as const;
  if (record.status in sipCodes)
    fields.push(["SipResponseCode", sipCodes[record.status as keyof typeof sipCodes]]);
  return fields;
}

/** The vendor guesses places from the number; the sandbox guesses the country only. */
function places(party: string, number: string): Field[] {
  const country = countryOf(number) ?? "";
  return [
    [`${party}City`, ""],
    [`${party}State`, ""],
    [`${party}Zip`, ""],
    [`${party}Country`, country],
  ];
}
