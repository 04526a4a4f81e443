import type { Scope } from "@/db/client";
import { findAccount, findAgent } from "@/db/queries/agents";
import { updateCall } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { findOpenAiCredentials } from "@/lib/accounts/credentials";
import { sayAndHangUp } from "@/lib/calls/say-and-hang-up";
import { recordCallEvents } from "@/lib/calls/record-event";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { askForMessage } from "@/lib/voicemail/ask-for-message";

/** Who attends to a caller, from best to last (DESIGN §5): the agent at ElevenLabs, the same agent by turns, a recorded question and a tone. */
export type Rung = "agent" | "turns" | "message_box" | "apology";

/**
 * The agent cannot be had, or not any more: the caller is served by what is left of the line. Inside the transaction of the webhook that asks what
 * follows. Each step is an event of the call; a call goes down, never up. `canRecord`: a trial account of Twilio neither streams nor records, it
 * speaks itself instead (twilio.md §3.7); it plays and listens.
 */
export async function stepDown(
  inner: Scope,
  call: Call,
  { code, canRecord = true }: { code: string; canRecord?: boolean },
): Promise<Answer> {
  // Asked again: the step was taken, and whoever talks by turns finds the message box by itself (lib/turns/speak-reply.ts).
  if (call.mode === "turns") return modeOf(call).answer(inner, call);
  const rest: Rung = canRecord ? "message_box" : "apology";
  const next: Rung = (await canTalkByTurns(inner, call)) ? "turns" : rest;
  const at = new Date();
  await recordCallEvents(inner, call.id, [
    {
      source: "system",
      externalKey: `stepped_down:${next}`,
      type: "stepped_down",
      occurredAt: at,
      payload: { from: "agent" satisfies Rung, next, code },
    },
  ]);
  if (next === "message_box") return askForMessage(inner, call);
  if (next === "apology") return sayAndHangUp(inner, call, "apology");
  await updateCall(inner, call.id, { mode: "turns" });
  const byTurns: Call = { ...call, mode: "turns" };
  return modeOf(byTurns).answer(inner, byTurns);
}

/** A voice and a language model: whether they work is seen when they are asked, and the next step follows from that. */
async function canTalkByTurns(inner: Scope, call: Call): Promise<boolean> {
  const [agent, account, model] = await Promise.all([
    call.agentId ? findAgent(inner, call.agentId) : undefined,
    findAccount(inner, "elevenlabs"),
    findOpenAiCredentials(inner),
  ]);
  return agent?.voiceId != null && account !== undefined && model !== undefined;
}
