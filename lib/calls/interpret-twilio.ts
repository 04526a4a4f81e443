import { z } from "zod";
import type { CallFact, TelephoneEnd } from "./facts";

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`));

/** Twilio adds fields without notice (twilio.md §1.1): these are the ones we read. */
export const voiceRequest = z.object({
  CallSid: sid("CA"),
  AccountSid: sid("AC"),
  From: z.string().max(200).default("anonymous"),
  To: z.string().min(1).max(200),
  CallStatus: z.string().max(40).optional(),
});
export type VoiceRequest = z.output<typeof voiceRequest>;

export const statusRequest = voiceRequest.extend({
  CallStatus: z.string().min(1).max(40),
  SequenceNumber: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  CallDuration: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  Timestamp: z.string().max(100).optional(),
});
export type StatusRequest = z.output<typeof statusRequest>;

export const streamRequest = z.object({
  CallSid: sid("CA"),
  AccountSid: sid("AC"),
  StreamSid: z.string().min(1).max(64),
  StreamEvent: z.string().min(1).max(64),
  StreamError: z.string().max(2000).optional(),
  Timestamp: z.string().max(100).optional(),
});
export type StreamRequest = z.output<typeof streamRequest>;

const ENDS = new Map<string, TelephoneEnd>([
  ["completed", "completed"],
  ["busy", "busy"],
  ["no-answer", "no_answer"],
  ["failed", "failed"],
  ["canceled", "canceled"],
]);

/** Twilio's word for where the telephone call stands; undefined for a word we do not know (kept as an event all the same). */
export function factOfStatus(
  word: string,
  at: Date,
  durationSeconds: number | null,
): Extract<CallFact, { type: "progressed" | "ended" }> | undefined {
  const end = ENDS.get(word);
  if (end) return { type: "ended", status: end, at, durationSeconds };
  if (word === "initiated" || word === "ringing") return { type: "progressed", status: word, at };
  if (word === "in-progress") return { type: "progressed", status: "in_progress", at };
  return undefined;
}

/** When Twilio says it happened; now, when it says nothing usable. */
export function instantOf(timestamp: string | undefined, now: Date): Date {
  const said = new Date(timestamp ?? Number.NaN);
  const year = said.getUTCFullYear();
  return year >= 2000 && year < 3000 ? said : now;
}

/** The same callback delivered twice has the same key (twilio.md §2.4). */
export function keyOfStatus(request: StatusRequest): string {
  return `status:${request.SequenceNumber ?? request.CallStatus}`;
}
