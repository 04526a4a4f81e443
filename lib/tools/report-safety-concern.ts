import { z } from "zod";
import { markAttention } from "@/lib/safety/mark-attention";
import { fixedWords } from "@/lib/safety/words";
import { ATTENTION_REASONS } from "@/lib/vocabulary";
import { paragraphs } from "@/lib/text";
import { answer } from "./answer";
import { openDesk } from "./desk";
import type { Tool } from "./tool";

const parameters = z.object({
  kind: z.enum(ATTENTION_REASONS).describe("What it is about."),
  words: paragraphs(300, 1).describe("What the caller said, in the caller's own words."),
});

export const reportSafetyConcern: Tool<typeof parameters> = {
  name: "report_safety_concern",
  description:
    "Use it at once when the caller may be speaking of a medical emergency, or asks for medical advice. Then say exactly what it answers.",
  parameters,
  async execute(scope, use, { kind, words }) {
    const { spoken } = await openDesk(scope, use.callId);
    await markAttention(scope, use.callId, { reason: kind, words, at: new Date() });
    return answer({ status: "done", say: fixedWords(kind, spoken.language, spoken.country) });
  },
};
