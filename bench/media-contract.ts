import { createHmac } from "node:crypto";
import { z } from "zod";

/** What the load generator and the measured server have agreed upon. */
export const AUTH_TOKEN = "bench";
export const ACCOUNT_SID = "AC00000000000000000000000000000001";
export const CALL_SID = "CA00000000000000000000000000000001";
export const PUBLIC_URL = "wss://bridge.example.com";

/** `hold`: a bridge all of whose callers wait for somebody. */
export type MediaServerKind = "bridge" | "plain" | "hold";

export const sampleSchema = z.object({
  /** On the server's own clock. */
  atMs: z.number(),
  cpuMs: z.number(),
  residentBytes: z.number(),
  /** Objects and buffers that are in use; only when a collection was asked for. */
  liveBytes: z.number(),
});
export type Sample = z.output<typeof sampleSchema>;

export const questionSchema = z.enum(["sample", "collect"]);
export type Question = z.output<typeof questionSchema>;

export const answerSchema = z.union([z.object({ port: z.number() }), sampleSchema]);

export function streamPath(callId: string): string {
  return `/ws/media-stream/${callId}`;
}

export function signatureOf(path: string): string {
  return createHmac("sha1", AUTH_TOKEN).update(`${PUBLIC_URL}${path}`).digest("base64");
}
