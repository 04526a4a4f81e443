import type { Business } from "./tenant";

/** The business as a customer of its vendors: what a person could do in their consoles, by their own interfaces. */

type Json = Record<string, unknown>;

export async function atElevenLabs(
  business: Business,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  body?: Json,
): Promise<Json> {
  const answer = await fetch(business.sandbox.url + path, {
    method,
    headers: { "xi-api-key": business.apiKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return read(answer, `${method} ${path}`);
}

/** `path` below the account, such as `/IncomingPhoneNumbers.json`. */
export async function atTwilio(
  business: Business,
  method: "GET" | "POST",
  path: string,
  fields?: Record<string, string>,
): Promise<Json> {
  const { accountSid, authToken } = business;
  const answer = await fetch(`${business.sandbox.url}/2010-04-01/Accounts/${accountSid}${path}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
    ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
  });
  return read(answer, `${method} ${path}`);
}

async function read(answer: Response, what: string): Promise<Json> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Json);
}
