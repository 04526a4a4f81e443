import { z } from "zod";
import { MAX_BRIEF, type TransferOrder } from "@/lib/transfers/schema";

const MAX_REASON = 200;

/** The dialog's fields; empty is nobody in particular, no skill, nothing to say. */
export const transferForm = z.object({
  advisorId: z.string(),
  skill: z.string(),
  reason: z.string().trim().max(MAX_REASON),
  brief: z.string().trim().max(MAX_BRIEF),
});
export type TransferForm = z.output<typeof transferForm>;

/** A skill narrows who is chosen; of somebody chosen by name nothing more is asked. */
export function orderOf({ advisorId, skill, reason, brief }: TransferForm): TransferOrder {
  return {
    ...(advisorId && { advisorId }),
    ...(skill && !advisorId && { skill }),
    ...(reason && { reason }),
    ...(brief && { brief }),
  };
}

/** What the advisor might be told: who it is and what they said last, in their words and so in their language. */
export function briefFrom(name: string | null, saidLast: string | undefined): string {
  const said = saidLast ? `«${saidLast.trim()}»` : "";
  const brief = [name, said].filter(Boolean).join(": ");
  if (brief.length <= MAX_BRIEF) return brief;
  return `${brief.slice(0, MAX_BRIEF - 2).toWellFormed()}…»`;
}
