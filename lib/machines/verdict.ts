import { z } from "zod";
import { ANSWERED_BY, type AnsweredBy } from "@/lib/vocabulary";

/** What `AsyncAmdStatusCallback` brings (twilio.md §8). */
export const machineRequest = z.object({
  CallSid: z.string().regex(/^CA[0-9a-fA-F]{32}$/),
  AccountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  AnsweredBy: z.string().min(1).max(40),
  MachineDetectionDuration: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

/** Who picked up, as the telephone company judged it. */
export interface Verdict {
  answeredBy: AnsweredBy;
  /** Its own word: `machine_start`, `machine_end_beep` … */
  word: string;
  /** The machine has finished speaking: what is said now is recorded. */
  isListening: boolean;
}

/** A word that we do not know is a human's: whoever it is, they are spoken with. */
export function verdictOf(word: string): Verdict {
  const isMachine = word.startsWith("machine_");
  const said = isMachine ? "machine" : ANSWERED_BY.find((one) => one === word);
  return { answeredBy: said ?? "unknown", word, isListening: word.startsWith("machine_end_") };
}
