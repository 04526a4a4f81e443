import webhooks from "twilio/lib/webhooks/webhooks.js";

/**
 * Fields of a form body; a repeated one becomes a list, as the signature wants it (twilio.md §1.1). One pass: nobody has signed yet
 * when this reads thousands of fields.
 */
export function parseForm(raw: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(raw)) {
    const known = fields.get(name);
    if (known === undefined) fields.set(name, value);
    else if (typeof known === "string") fields.set(name, [known, value]);
    else known.push(value);
  }
  return Object.fromEntries(fields);
}

/** `url` is the public address Twilio called, query string included. False for anything that is not Twilio's signature. */
export function isTwilioSignature(
  authToken: string,
  signature: string | null,
  url: string,
  fields: Record<string, string | string[]>,
): boolean {
  if (!authToken || !signature) return false;
  try {
    return webhooks.validateRequest(authToken, signature, url, fields);
  } catch {
    return false;
  }
}
