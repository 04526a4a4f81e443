import { z } from "zod";
import { LINE_SERVICES, LINE_STATES, RUNGS } from "@/lib/vocabulary";

export const lineView = z.object({
  /** All of them, in the order of the vocabulary. */
  services: z.array(
    z.object({
      service: z.enum(LINE_SERVICES),
      state: z.enum(LINE_STATES),
      /** Since when it is in this state; null: nothing was noticed yet. */
      since: z.coerce.date().nullable(),
      /** The vendor's last refusal, in its words; null while it is up. */
      error: z.string().nullable(),
    }),
  ),
  /** Who attends to callers now, of all its numbers the worst; null: no number has an agent that is switched on. */
  callersGet: z.enum(RUNGS).nullable(),
  /** Whoever is asked for a message may press a key and speak with an advisor who is on duty. */
  isPersonOffered: z.boolean(),
  numbers: z.array(
    z.object({
      numberId: z.uuid(),
      /** E.164. */
      phoneNumber: z.string(),
      agentName: z.string(),
      rung: z.enum(RUNGS),
      /** Why nobody better attends to them; null: the best does. */
      code: z.string().nullable(),
    }),
  ),
});
export type LineView = z.output<typeof lineView>;
