import { z } from "zod";
import { listAdvisors } from "@/lib/advisors/list-advisors";
import { log } from "@/lib/log";
import { sentenceText } from "@/lib/sentences/sentence-text";
import { matchName } from "@/lib/spoken/read-name";
import { carryOutOrders } from "@/lib/transfers/move-transfer";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { MAX_BRIEF } from "@/lib/transfers/schema";
import type { Scope } from "@/db/client";
import type { ToolResult } from "./tool";
import { answer } from "./answer";
import { type Desk, openDesk } from "./desk";
import { hasDoneEnough } from "./settle";
import type { Tool } from "./tool";

const parameters = z.object({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe("Why a person is wanted, in a few words and in the caller's language."),
  brief: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .describe(
      "Two short sentences for the person who takes the call, in the caller's language: who is calling and what was said so far.",
    ),
  skill: z
    .string()
    .trim()
    .max(60)
    .describe("What it is about, such as invoices or prices, if the caller said it.")
    .optional(),
  advisor: z
    .string()
    .trim()
    .max(80)
    .describe("The person the caller wants to speak with, if they named one.")
    .optional(),
});

export const transferToAdvisor: Tool<typeof parameters> = {
  name: "transfer_to_advisor",
  description:
    "Put the caller through to a person. Use it when the caller asks for one, or when only a person can help. Say what it answers, then wait: music plays while somebody is called. If nobody comes you have the caller again and offer to take a message.",
  parameters,
  async execute(scope, use, { reason, brief, skill, advisor }) {
    const desk = await openDesk(scope, use.callId);
    if (hasDoneEnough(desk, "transfer_to_advisor"))
      return answer({ status: "failed", say: desk.words.enough });
    const wanted = advisor === undefined ? undefined : await findByName(scope, advisor);
    const asked = await requestTransfer(scope, use.callId, {
      by: "agent",
      reason,
      brief: brief.slice(0, MAX_BRIEF),
      ...(skill === undefined ? {} : { skill }),
      ...(wanted === undefined ? {} : { advisorId: wanted }),
      language: desk.spoken.language,
    });
    if (asked.transfer === null) return nobody(desk);
    const ids = { callId: use.callId, transferId: asked.transfer.id };
    // The agent has something to say meanwhile; what is lost with this process the sweep does.
    carryOutOrders(scope, ids, asked.orders).catch((error: unknown) =>
      log.warn({ err: error, ...ids }, "transfer not begun yet"),
    );
    const say = await sentenceText(scope, {
      key: "connecting",
      language: desk.spoken.language,
      values: asked.advisorName === null ? {} : { advisor: asked.advisorName },
    });
    return answer({ status: "done", say });
  },
};

async function nobody({ scope, spoken }: Desk): Promise<ToolResult> {
  const say = await sentenceText(scope, { key: "nobody_available", language: spoken.language });
  return answer({ status: "failed", say });
}

/** Undefined for a name that nobody, or more than one, answers to: then whoever is on duty is asked. */
async function findByName(scope: Scope, said: string): Promise<string | undefined> {
  const advisors = await listAdvisors(scope);
  const same = advisors.filter(({ name }) => matchName(said, name) === "same");
  const close = same.length > 0 ? same : advisors.filter(({ name }) => matchName(said, name) === "partial");
  return close.length === 1 ? close[0]?.id : undefined;
}
