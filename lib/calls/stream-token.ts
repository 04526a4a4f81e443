import { createHash, randomBytes } from "node:crypto";

/** Twilio connects within seconds of the TwiML; a token that lies about longer is of no use to anybody honest. */
export const STREAM_TOKEN_SECONDS = 120;

/** One-time password of a media stream; only its hash is kept. */
export function newStreamToken(): { token: string; hash: string; expiresAt: Date } {
  const token = randomBytes(32).toString("base64url");
  return {
    token,
    hash: hashStreamToken(token),
    expiresAt: new Date(Date.now() + STREAM_TOKEN_SECONDS * 1000),
  };
}

export function hashStreamToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
