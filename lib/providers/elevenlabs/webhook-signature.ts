import { createHmac, timingSafeEqual } from "node:crypto";

const MAX_SKEW_SECONDS = 1800;

/**
 * `ElevenLabs-Signature: t=<unix s>,v0=<hex>`, HMAC-SHA256 over `t.body` with the secret as given (elevenlabs.md §4.5).
 * Thirty minutes of tolerance both ways; the vendor's own helper forgets the future.
 */
export function isElevenLabsSignature(
  secret: string,
  header: string | null,
  body: Buffer,
  nowSeconds = Math.floor(Date.now() / 1000),
): boolean {
  const parts = (header ?? "").split(",").map((part) => part.trim());
  const stamp = parts.find((part) => part.startsWith("t="))?.slice(2) ?? "";
  if (!secret || !/^\d{1,12}$/.test(stamp) || Math.abs(nowSeconds - Number(stamp)) > MAX_SKEW_SECONDS)
    return false;
  const expected = createHmac("sha256", secret).update(`${stamp}.`).update(body).digest();
  return parts
    .filter((part) => /^v0=[0-9a-f]{64}$/.test(part))
    .some((part) => timingSafeEqual(Buffer.from(part.slice(3), "hex"), expected));
}
