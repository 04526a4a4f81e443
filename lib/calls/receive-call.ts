import { type Scope, withTransaction } from "@/db/client";
import { createCall, ForeignCallError } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { NumberRoute } from "@/db/queries/unscoped";
import type { Call } from "@/db/schema/calls";
import { canSpeak } from "@/lib/agents/rules";
import { AppError } from "@/lib/errors";
import { stepDown } from "@/lib/ladder/step-down";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { hangUp, reject, type Twiml } from "@/lib/providers/twilio/twiml";
import type { SentenceKey } from "@/lib/vocabulary";
import { waitInRoom } from "@/lib/transfers/place-caller";
import type { VoiceRequest } from "./interpret-twilio";
import { recordCallEvents } from "./record-event";
import { sayAndHangUp } from "./say-and-hang-up";

/** `sentence`: all that can be said; null: there is an agent, who may be had in another way. */
type Obstacle = { code: string; message: string; sentence: SentenceKey | null };

/** Why no agent can take this call; undefined when one can. */
function findObstacle({ agent, account }: Pick<NumberRoute, "agent" | "account">): Obstacle | undefined {
  if (!agent) {
    return { code: "no_agent", message: "No agent is assigned to the number.", sentence: "no_agent" };
  }
  if (agent.status !== "active") {
    return {
      code: "agent_inactive",
      message: `The agent ${agent.name} is switched off.`,
      sentence: "agent_inactive",
    };
  }
  if (!canSpeak(agent)) {
    return {
      code: "agent_not_linked",
      message: "The agent is not linked to ElevenLabs.",
      sentence: null,
    };
  }
  if (account?.status === "trial" && agent.mode !== "turns") {
    // A trial account replaces <Stream> by Twilio's own spoken notice (twilio.md §3.7).
    return {
      code: "trial_account",
      message: "A Twilio trial account cannot carry the agent's voice.",
      sentence: null,
    };
  }
  return undefined;
}

/** Twilio asks what to do with an inbound call. The same question asked twice is one call. */
export async function receiveCall(scope: Scope, request: VoiceRequest, route: NumberRoute): Promise<Answer> {
  const obstacle = findObstacle(route);
  return withTransaction(scope, async (inner) => {
    const call = await openInboundCall(inner, request, route);
    if (call.endedAt !== null) return hangUp();
    // Asked again about a caller who waits for an advisor: they go on waiting (documented-api.md).
    const transfer = call.answeredAt === null ? undefined : await findLastTransfer(inner, call.id);
    if (transfer?.endedAt === null) return waitInRoom(inner, call, transfer);
    if (!obstacle) return modeOf(call).answer(inner, call);
    const at = new Date();
    await recordCallEvents(inner, call.id, [
      {
        source: "system",
        externalKey: `answer:${obstacle.code}`,
        type: "answer_given",
        occurredAt: at,
        payload: {
          reason: obstacle.code,
          ...(obstacle.sentence === null ? {} : { sentence: obstacle.sentence }),
        },
        fact: { type: "went_wrong", at, code: obstacle.code, message: obstacle.message },
      },
    ]);
    // An agent who is there and cannot be reached: what is left of the line has the caller.
    if (obstacle.sentence === null)
      return stepDown(inner, call, { code: obstacle.code, canRecord: route.account?.status !== "trial" });
    return sayAndHangUp(inner, { agentId: route.agent?.id ?? null }, obstacle.sentence);
  });
}

/** The call of this `CallSid`; made now if no webhook has spoken of it before. Throws `not_found` when another tenant has it. */
export async function openInboundCall(
  scope: Scope,
  request: VoiceRequest,
  { number, agent }: Pick<NumberRoute, "number" | "agent">,
): Promise<Call> {
  const { call } = await createCall(scope, {
    direction: "inbound",
    mode: agent?.mode ?? "bridge",
    status: "queued",
    agentId: agent?.id ?? null,
    numberId: number.id,
    fromNumber: request.From,
    toNumber: request.To,
    twilioCallSid: request.CallSid,
  }).catch((error: unknown) => {
    if (error instanceof ForeignCallError) throw new AppError("not_found", `call ${request.CallSid}`);
    throw error;
  });
  const at = call.startedAt;
  return recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      externalKey: "received",
      type: "call_received",
      occurredAt: at,
      payload: { from: request.From, to: request.To },
      fact: { type: "progressed", status: "ringing", at },
    },
  ]);
}

/** A call to a number we do not know: not answered, not billed. */
export function refuseCall(): Twiml {
  return reject();
}
