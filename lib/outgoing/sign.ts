import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** 32 random bytes (Standard Webhooks 1.0.0, "Signature scheme": 24 to 64), as receivers' libraries expect to be given them. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(32).toString("base64");
}

/**
 * The value of `webhook-signature`: one signature for each secret, so that a receiver may hold either while a secret is replaced. `body`
 * is what is sent, to the byte; the time is that of the attempt, in seconds.
 */
export function signatureOf(
  secrets: readonly string[],
  { id, timestampSeconds, body }: { id: string; timestampSeconds: number; body: string },
): string {
  const signed = `${id}.${timestampSeconds}.${body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), "base64");
      return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
    })
    .join(" ");
}
