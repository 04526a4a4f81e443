import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { hasCallEvent } from "@/db/queries/call-events";
import { updateCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { sayAndHangUp } from "@/lib/calls/say-and-hang-up";
import { type Answer, modeOf } from "@/lib/modes/mode";
import type { Rung } from "@/lib/vocabulary";
import { askForMessage } from "@/lib/voicemail/ask-for-message";
import { decideRung, type LineFacts, mayOfferPerson } from "./decide-rung";
import { agentFacts, businessFacts, isSomebodyOnDuty } from "./line-facts";

const keyOf = (next: Rung) => `stepped_down:${next}`;

/**
 * Whoever stands on the rung `from` cannot attend to the caller, or not any more: they are served by what is left of the line. Inside the
 * transaction of the webhook that asks what follows. Each step is an event of the call; a call goes down, never up.
 */
export async function stepDown(
  inner: Scope,
  call: Call,
  { from, code }: { from: Rung; code: string },
): Promise<Answer> {
  // Asked again: the step was taken, and what is said by turns goes on.
  if (from === "agent" && call.mode === "turns") return modeOf(call).answer(inner, call);
  const facts = await factsOf(inner, call);
  const { rung: next } = decideRung(facts, from);
  const at = new Date();
  await recordCallEvents(inner, call.id, [
    {
      source: "system",
      externalKey: keyOf(next),
      type: "stepped_down",
      occurredAt: at,
      payload: { from, next, code },
    },
  ]);
  if (next === "apology") return sayAndHangUp(inner, call, "apology");
  if (next === "message_box")
    return askForMessage(inner, call, { offersPerson: await offersPerson(inner, call, facts) });
  await updateCall(inner, call.id, { mode: "turns" });
  const byTurns: Call = { ...call, mode: "turns" };
  return modeOf(byTurns).answer(inner, byTurns);
}

/** The caller comes back from somewhere: to whoever had them, or to the tone if that was all that was left. */
export async function attendAgain(inner: Scope, call: Call): Promise<Answer> {
  const isAtTone = await hasCallEvent(inner, call.id, {
    source: "system",
    externalKey: keyOf("message_box"),
  });
  return isAtTone ? askForMessage(inner, call) : modeOf(call).answer(inner, call);
}

async function factsOf(inner: Scope, call: Call): Promise<LineFacts> {
  const agent = call.agentId ? await findAgent(inner, call.agentId) : undefined;
  const { elevenLabsAgentId = null, voiceId = null } = agent ?? {};
  return agentFacts(await businessFacts(inner), { mode: call.mode, elevenLabsAgentId, voiceId });
}

/** Once in a call: who has rung for a person in vain is not asked to try again. */
async function offersPerson(inner: Scope, call: Call, facts: LineFacts): Promise<boolean> {
  if (call.direction !== "inbound" || (await findLastTransfer(inner, call.id)) !== undefined) return false;
  return mayOfferPerson(facts, await isSomebodyOnDuty(inner));
}
