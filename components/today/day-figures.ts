import type { CallView } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";

export type DayFigures = { calls: number; answered: number; missed: number; averageSeconds: number | null };

/** A call counts as answered when somebody of the business spoke on it; a running one is neither yet. */
export function figuresOf(
  calls: readonly Pick<CallView, "status" | "answeredAt" | "durationSeconds">[],
): DayFigures {
  const ended = calls.filter((call) => isFinal(call.status));
  const answered = ended.filter((call) => call.answeredAt !== null && call.status !== "failed");
  const lengths = answered.flatMap((call) => (call.durationSeconds === null ? [] : [call.durationSeconds]));
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  return {
    calls: calls.length,
    answered: answered.length,
    missed: ended.length - answered.length,
    averageSeconds: lengths.length > 0 ? total / lengths.length : null,
  };
}
