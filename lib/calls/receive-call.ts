import { type Scope, withTransaction } from "@/db/client";
import { createCall, ForeignCallError } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { NumberRoute } from "@/db/queries/unscoped";
import type { Call } from "@/db/schema/calls";
import type { Agent } from "@/db/schema/agents";
import { AppError } from "@/lib/errors";
import { decideRung, firstRung, type LineFacts } from "@/lib/ladder/decide-rung";
import { agentFacts, businessFacts } from "@/lib/ladder/line-facts";
import { attendAgain, stepDown } from "@/lib/ladder/step-down";
import type { Answer } from "@/lib/modes/mode";
import { hangUp, reject, type Twiml } from "@/lib/providers/twilio/twiml";
import type { SentenceKey } from "@/lib/vocabulary";
import { waitInRoom } from "@/lib/transfers/place-caller";
import type { VoiceRequest } from "./interpret-twilio";
import { recordCallEvents } from "./record-event";
import { sayAndHangUp } from "./say-and-hang-up";

/** `sentence`: all that can be said. */
type Obstacle = { code: string; message: string; sentence: SentenceKey };

const NO_AGENT: Obstacle = {
  code: "no_agent",
  message: "No agent is assigned to the number.",
  sentence: "no_agent",
};

const inactive = ({ name }: Agent): Obstacle => ({
  code: "agent_inactive",
  message: `The agent ${name} is switched off.`,
  sentence: "agent_inactive",
});

/** Twilio asks what to do with an inbound call. The same question asked twice is one call. */
export async function receiveCall(scope: Scope, request: VoiceRequest, route: NumberRoute): Promise<Answer> {
  const { agent } = route;
  return withTransaction(scope, async (inner) => {
    const call = await openInboundCall(inner, request, route);
    if (call.endedAt !== null) return hangUp();
    // Asked again about a caller who waits for an advisor: they go on waiting (documented-api.md).
    const transfer = call.answeredAt === null ? undefined : await findLastTransfer(inner, call.id);
    if (transfer?.endedAt === null) return waitInRoom(inner, call, transfer);
    if (agent?.status === "active") return attend(inner, call, agent);
    const obstacle = agent ? inactive(agent) : NO_AGENT;
    await noteObstacle(inner, call, obstacle);
    return sayAndHangUp(inner, { agentId: agent?.id ?? null }, obstacle.sentence);
  });
}

/** The agent has the caller, unless it is known that it cannot: then what is left of the line has them, and nobody waits for a vendor. */
async function attend(inner: Scope, call: Call, agent: Agent): Promise<Answer> {
  const facts = agentFacts(await businessFacts(inner), { ...agent, mode: call.mode });
  const { code } = decideRung(facts);
  if (code === null) return attendAgain(inner, call);
  await noteObstacle(inner, call, { code, message: messageOf(code, facts) });
  return stepDown(inner, call, { from: firstRung(call.mode), code });
}

async function noteObstacle(
  inner: Scope,
  call: Call,
  { code, message, sentence }: { code: string; message: string; sentence?: SentenceKey },
): Promise<void> {
  const at = new Date();
  await recordCallEvents(inner, call.id, [
    {
      source: "system",
      externalKey: `answer:${code}`,
      type: "answer_given",
      occurredAt: at,
      payload: { reason: code, ...(sentence === undefined ? {} : { sentence }) },
      fact: { type: "went_wrong", at, code, message },
    },
  ]);
}

/** For the technician: the vendor's own words where it said any. */
function messageOf(code: string, { down }: LineFacts): string {
  switch (code) {
    case "agent_not_linked":
      return "The agent is not linked to ElevenLabs.";
    case "trial_account":
      return "A Twilio trial account cannot carry the agent's voice.";
    case "agent_down":
      return down.get("agent") ?? "";
    case "voice_down":
      return down.get("voice") ?? "";
    case "model_down":
      return down.get("model") ?? "";
    case "house_key_spent":
      return "The house has paid for as much of the language model as it does for a business in 24 hours.";
    default:
      return "The agent lacks something to speak by turns.";
  }
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
