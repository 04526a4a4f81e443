import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { listTurns } from "@/db/queries/calls";
import { findLastReply, insertReply } from "@/db/queries/replies";
import { getTenant } from "@/db/queries/team";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import type { Reply } from "@/db/schema/replies";
import { BACK_AGAIN } from "@/lib/calls/back-again";
import { conversationFacts } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError } from "@/lib/errors";
import { openRecording } from "@/lib/recordings/open-recording";
import { resumptionOf } from "@/lib/transfers/resumption";
import { greetingOf } from "@/lib/turns/greeting";
import { listenAfter } from "@/lib/turns/listen";
import { prepareGreeting } from "@/lib/turns/prepare-greeting";
import type { CallMode } from "./mode";
import { placeByTwilio } from "./place-by-twilio";

/** Twilio listens and plays, a language model writes, ElevenLabs speaks: one question and one answer at a time. */
export const turnsMode: CallMode = {
  async answer(scope, call) {
    const [agent, tenant, last] = await Promise.all([
      call.agentId ? findAgent(scope, call.agentId) : undefined,
      getTenant(scope),
      findLastReply(scope, call.id),
    ]);
    if (!agent) throw new AppError("conflict", "no_agent");
    const opening = await openRecording(scope, call);
    // Asked again: what was being said is said again.
    if (last && !(await isBack(scope, call, last.createdAt)))
      return listenAfter(scope, { agent, tenant, reply: last, opening });
    const reply = await begin(scope, call, (last?.position ?? -1) + 1);
    return listenAfter(scope, { agent, tenant, reply, opening });
  },

  // What Twilio plays to them is not ours to mix.
  holds: () => false,

  async dial(scope, call) {
    // Ready before anybody picks up; a greeting that is not will be made then.
    void prepareGreeting({ tenantId: scope.tenantId, actor: scope.actor }, call);
    return placeByTwilio(scope, call, `/voice-calls/webhook/incoming/${call.id}`);
  },
};

/** A transfer that ended after the last word of the agent. */
async function isBack(scope: Scope, call: Call, lastSpokeAt: Date): Promise<boolean> {
  const transfer = await findLastTransfer(scope, call.id);
  return transfer?.endedAt != null && transfer.endedAt > lastSpokeAt;
}

/** The first words of the agent, or of an agent that takes up what broke off. */
async function begin(scope: Scope, call: Call, position: number): Promise<Reply> {
  const facts = await conversationFacts(scope, call);
  const turns = await listTurns(scope, call.id);
  const resume = await resumptionOf(scope, call.id, turns);
  // Another way of carrying the call may have had them before.
  const opening = turns.length === 0 ? greetingOf(facts) : BACK_AGAIN[facts.agent.language];
  const said = resume ? (await resume(facts.agent.language)).firstMessage : opening;
  const reply = await insertReply(scope, {
    callId: call.id,
    position,
    heard: null,
    fixedText: said,
    turnPosition: (turns.at(-1)?.position ?? -1) + 1,
  });
  const at = new Date();
  await recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: `answer:turns:${position}`,
      type: "answer_given",
      occurredAt: at,
      payload: { reason: "turns" },
      fact: { type: "progressed", status: "in_progress", at },
    },
  ]);
  return reply;
}
