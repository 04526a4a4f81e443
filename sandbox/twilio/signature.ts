/** X-Twilio-Signature, computed the vendor's way: twilio.md §1.1 (the rules) and §1.4 (the vectors of the test). */
import { createHmac } from "node:crypto";

export type Field = readonly [name: string, value: string];

/** `url` as it will be requested; the fragment is not signed, nor user and password, nor a port under https and wss. */
export function signatureOf(authToken: string, url: string, fields: readonly Field[] = []): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of fields) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  const signed = [...values.keys()]
    .sort(byBytes)
    .flatMap((name) => [...(values.get(name) ?? [])].sort(byBytes).map((value) => name + value));
  return createHmac("sha1", authToken)
    .update(signedUrl(url) + signed.join(""), "utf8")
    .digest("base64");
}

/** The exact text stays (case, encoding, trailing slash): a parsed and reprinted URL could differ. */
function signedUrl(url: string): string {
  const [withoutFragment = ""] = url.split("#", 1);
  return withoutFragment
    .replace(/^(\w+:\/\/)[^/?@]*@/, "$1")
    .replace(/^((?:https|wss):\/\/[^/?]*?):\d+(?=[/?]|$)/, "$1");
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
