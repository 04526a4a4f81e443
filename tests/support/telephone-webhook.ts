import { createHmac, randomBytes } from "node:crypto";
import type { Answer } from "./client";
import { newMobile } from "./telephone";
import type { Business } from "./tenant";

export type Fields = Record<string, string>;

/** `X-Twilio-Signature` (twilio.md §1.1), worked out here so that it cannot share a misreading with the product. */
export function twilioSignature(authToken: string, url: string, fields: Fields = {}): string {
  const text =
    url +
    Object.keys(fields)
      .toSorted()
      .map((name) => name + (fields[name] ?? ""))
      .join("");
  return createHmac("sha1", authToken).update(text, "utf8").digest("base64");
}

export function newCallSid(): string {
  return `CA${randomBytes(16).toString("hex")}`;
}

/** What Twilio says of a call that comes in. */
export function voiceFields(business: Business, further: Fields = {}): Fields {
  return {
    CallSid: newCallSid(),
    AccountSid: business.accountSid,
    ApiVersion: "2010-04-01",
    From: newMobile(),
    To: business.number,
    CallStatus: "ringing",
    Direction: "inbound",
    ...further,
  };
}

/** Posts to one of our doors as Twilio does; `authToken` null leaves the signature away. */
export async function postWebhook(
  business: Business,
  path: string,
  fields: Fields,
  authToken: string | null = business.authToken,
): Promise<Answer> {
  const url = business.house.webUrl + path;
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      ...(authToken === null ? {} : { "x-twilio-signature": twilioSignature(authToken, url, fields) }),
    },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
