import { z } from "zod";
import { recordCallEvents } from "@/lib/calls/record-event";
import { paragraphs } from "@/lib/text";
import { CALL_OUTCOMES } from "@/lib/vocabulary";
import { openDesk } from "./desk";
import { settledOutcome } from "./settle";
import type { Tool } from "./tool";

const parameters = z.object({
  outcome: z.enum(CALL_OUTCOMES).describe("What the call was good for."),
  notes: paragraphs(1000).optional().describe("One sentence for the receptionist."),
});

export const reportResult: Tool<typeof parameters> = {
  name: "report_result",
  description:
    "Report what the call was good for, once it is settled and again if the caller changes their mind.",
  parameters,
  async execute(scope, use, { outcome: said, notes }) {
    const desk = await openDesk(scope, use.callId);
    // What was done outweighs what is said of it.
    const outcome = settledOutcome(desk) ?? said;
    const at = new Date();
    await recordCallEvents(scope, use.callId, [
      {
        source: use.source,
        externalKey: `tool:${use.toolCallId}:result`,
        type: "result_reported",
        occurredAt: at,
        payload: { outcome, notes: notes ?? null, ...(outcome === said ? {} : { said }) },
        fact: { type: "result_reported", at, outcome, notes: notes ?? null },
      },
    ]);
    // Nothing for the caller: the agent goes on with its own words.
    return { result: "Noted.", isError: false };
  },
};
