import { randomBytes } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { newMobile } from "../support/telephone";
import type { Business } from "../support/tenant";

interface Answer {
  status: number;
  text: string;
}

export const newCallSid = () => `CA${randomBytes(16).toString("hex")}`;

/** A form every Twilio door understands. */
export function voiceForm(business: Business, fields: Record<string, string> = {}): Record<string, string> {
  return {
    CallSid: newCallSid(),
    AccountSid: business.accountSid,
    From: newMobile(),
    To: business.number,
    CallStatus: "ringing",
    StreamSid: `MZ${randomBytes(16).toString("hex")}`,
    StreamEvent: "stream-started",
    RecordingSid: `RE${randomBytes(16).toString("hex")}`,
    RecordingStatus: "completed",
    MessageSid: `SM${randomBytes(16).toString("hex")}`,
    MessageStatus: "sent",
    AnsweredBy: "human",
    ...fields,
  };
}

/** As Twilio sends it, signed with the business's own token. */
export async function sendTwilioForm(
  business: Business,
  path: string,
  fields: Record<string, string | string[]>,
): Promise<Answer> {
  const url = business.house.webUrl + path;
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );
  // What is signed is what arrives: half a surrogate pair becomes U+FFFD on its way.
  const arriving = Object.fromEntries(
    [...new Set(body.keys())].map((name) => {
      const values = body.getAll(name);
      return [
        name,
        values.length === 1 ? (values[0] ?? "").toWellFormed() : values.map((value) => value.toWellFormed()),
      ];
    }),
  );
  const signature = getExpectedTwilioSignature(business.authToken, url, arriving);
  const response = await fetch(url, { method: "POST", headers: { "x-twilio-signature": signature }, body });
  return { status: response.status, text: await response.text() };
}
