import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { ATTENTION_REASONS } from "@/lib/vocabulary";

const attentionFacts = {
  attentionReason: z.enum(ATTENTION_REASONS),
  /** When the caller said it. */
  attentionAt: z.coerce.date(),
  /** What the caller said, their own sentence. */
  words: z.string(),
};

/** A call that waits for a person. */
export const waitingCallView = callView.extend(attentionFacts);
export type WaitingCallView = z.output<typeof waitingCallView>;

/** Why a call needs a person, and who has seen to it. */
export const attentionView = z.object({
  ...attentionFacts,
  attentionDoneAt: z.coerce.date().nullable(),
  /** A member's name, the name of an API key; empty for who left the team. */
  attentionDoneBy: z.string().nullable(),
});
export type AttentionView = z.output<typeof attentionView>;
