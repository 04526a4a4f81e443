import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a media stream's upgrade was signed with the account's Auth Token. Twilio signs the `wss://` URL,
 * sometimes with a slash added (twilio.md §1.5); `url` is without it.
 */
export function isSignedUpgrade(authToken: string, url: string, signature: string | undefined): boolean {
  if (signature === undefined || authToken === "") return false;
  const given = Buffer.from(signature);
  // Both are always computed: the time taken tells nothing.
  const matches = [url, `${url}/`].map((candidate) => {
    const expected = Buffer.from(createHmac("sha1", authToken).update(candidate, "utf8").digest("base64"));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return matches.includes(true);
}
