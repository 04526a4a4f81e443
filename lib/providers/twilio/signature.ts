import webhooks from "twilio/lib/webhooks/webhooks.js";

/** Fields of a form body; a repeated one becomes a list, as the signature wants it (twilio.md §1.1). */
export function parseForm(raw: string): Record<string, string | string[]> {
  const form = new URLSearchParams(raw);
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return fields;
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
