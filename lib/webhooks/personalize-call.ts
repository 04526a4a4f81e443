import { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { findAgentByVendorId, findNumber } from "@/db/queries/agents";
import { createCall, ForeignCallError } from "@/db/queries/calls";
import { finishWebhook, keepWebhook } from "@/db/queries/webhooks";
import { getTenant } from "@/db/queries/team";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import { openInitiation } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { callVariables } from "@/lib/agents/variables";
import { log } from "@/lib/log";
import type { Initiation } from "@/lib/providers/elevenlabs/telephony";
import { noticeWords } from "@/lib/recordings/open-recording";
import { storable } from "@/lib/storable";

/** What ElevenLabs sends while the telephone rings (elevenlabs.md §3); who withholds their number has none, or a word. */
export const personalizationRequest = z.looseObject({
  caller_id: z.string().max(200).nullish(),
  agent_id: z.string().min(1).max(200),
  called_number: z.string().max(200).nullish(),
  call_sid: z.string().max(64).nullish(),
});
type PersonalizationRequest = z.output<typeof personalizationRequest>;

/** Without `type` the call is dropped, and nobody says why. */
export type Personalization = Initiation & { type: "conversation_initiation_client_data" };

const CALL_SID = /^CA[0-9a-fA-F]{32}$/;

/**
 * Puts a call on record that ElevenLabs is about to answer, and says what its agent has to know: a value for every variable the
 * agent names. An agent or number that is not ours still gets an answer; silence would drop the call.
 */
export async function personalizeCall(
  scope: Scope,
  request: PersonalizationRequest,
): Promise<Personalization> {
  const agent = await findAgentByVendorId(scope, request.agent_id);
  if (!agent) log.warn({ tenantId: scope.tenantId }, "personalization of an agent that is not ours");
  const call = agent && (await openCall(scope, request, agent));
  const init = call ? await initiationFor(scope, call) : await withoutCall(scope, request, agent);
  return { type: "conversation_initiation_client_data", ...init };
}

/** ElevenLabs has the caller already: the agent itself tells them that it records. */
async function initiationFor(scope: Scope, call: Call): Promise<Initiation> {
  return (await openInitiation(scope, call, undefined, await noticeWords(scope, call))).init;
}

async function openCall(
  scope: Scope,
  request: PersonalizationRequest,
  agent: Agent,
): Promise<Call | undefined> {
  const sid = request.call_sid ?? "";
  if (!CALL_SID.test(sid)) return undefined;
  const number = await findNumber(scope, { phoneNumber: request.called_number ?? "" });
  const kept = await keepWebhook(scope, {
    provider: "elevenlabs",
    kind: "conversation_initiation",
    externalId: `conversation_initiation:${sid}`,
    callId: null,
    body: storable({ ...request }),
  });
  try {
    return await withTransaction(scope, async (inner) => {
      const { call } = await createCall(inner, {
        direction: "inbound",
        mode: "native",
        status: "queued",
        agentId: agent.id,
        numberId: number?.id ?? null,
        fromNumber: request.caller_id || "anonymous",
        toNumber: request.called_number || "unknown",
        twilioCallSid: sid,
      });
      const at = call.startedAt;
      const known = await recordCallEvents(inner, call.id, [
        {
          source: "elevenlabs",
          externalKey: "personalized",
          type: "personalized",
          occurredAt: at,
          payload: { from: call.fromNumber, to: call.toNumber },
          fact: { type: "progressed", status: "ringing", at },
        },
      ]);
      if (kept.fresh) await finishWebhook(inner, kept.id, null);
      return known;
    });
  } catch (error) {
    if (!(error instanceof ForeignCallError)) throw error;
    await finishWebhook(scope, kept.id, "a call of another business");
    return undefined;
  }
}

/** A request that names no call, or no agent of ours. */
async function withoutCall(
  scope: Scope,
  request: PersonalizationRequest,
  agent: Agent | undefined,
): Promise<Initiation> {
  const tenant = await getTenant(scope);
  return {
    conversation_config_override: {},
    dynamic_variables: callVariables(agent ? [agent.prompt, agent.firstMessage] : [], {
      builtIn: {
        ...NOBODY,
        business_name: tenant.name,
        caller_number: request.caller_id ?? "",
        called_number: request.called_number ?? "",
      },
      defaults: agent?.variables ?? {},
      given: {},
    }),
  };
}

const NOBODY = {
  call_id: "",
  business_name: "",
  caller_number: "",
  called_number: "",
  contact_name: "",
  contact_language: "",
  next_appointment: "",
  purpose: "",
  advisors: "",
};
