import type { AgentWithNumbers } from "@/db/queries/agents";
import type { CallWithAgent } from "@/db/queries/calls";
import type { Call, Turn } from "@/db/schema/calls";
import type { CallRecord, DocumentedAgent } from "./schema";
import { documentedStatus } from "./status";

type Priced = Pick<Call, "costElevenLabsUsd" | "costTwilioUsd" | "costOpenAiUsd">;

/** What the vendors asked for together, rounded to a millionth of a dollar. */
export function costOf({ costElevenLabsUsd, costTwilioUsd, costOpenAiUsd }: Priced): number | null {
  const told = [costElevenLabsUsd, costTwilioUsd, costOpenAiUsd].filter((cost) => cost !== null);
  if (told.length === 0) return null;
  return Number(told.reduce((sum, cost) => sum + Number(cost), 0).toFixed(6));
}

export function conversationIdOf(call: Pick<Call, "id" | "elevenLabsConversationId">): string {
  return call.elevenLabsConversationId ?? call.id;
}

/** A call in the words of the documented addresses. */
export function toRecord(call: CallWithAgent): CallRecord {
  const { metadata } = call;
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) : null;
  return {
    id: call.id,
    conversation_id: conversationIdOf(call),
    call_sid: call.twilioCallSid,
    agent_id: call.agentId,
    agent_name: call.agent?.name ?? null,
    patient_id: text(metadata["patientId"]) ?? call.contactId,
    patient_name: call.contactName,
    appointment_id: text(metadata["appointmentId"]) ?? call.appointmentId,
    phone_number: call.direction === "inbound" ? call.fromNumber : call.toNumber,
    direction: call.direction,
    status: documentedStatus(call.status),
    started_at: call.startedAt,
    answered_at: call.answeredAt,
    ended_at: call.endedAt,
    duration_seconds: call.durationSeconds,
    outcome: call.outcome,
    summary: call.summary,
    cost: costOf(call),
    error_code: call.errorCode,
    error_message: call.errorMessage,
    metadata,
  };
}

/** Their transcripts call whoever is on the telephone the user. */
export function toTranscript(turns: Turn[]): { role: string; message: string; time_in_call_secs: number }[] {
  return turns.map(({ role, text, offsetMs }) => ({
    role: role === "caller" ? "user" : role,
    message: text,
    time_in_call_secs: Math.floor(offsetMs / 1000),
  }));
}

export function toDocumentedAgent(agent: AgentWithNumbers): DocumentedAgent {
  return {
    agent_id: agent.elevenLabsAgentId ?? agent.id,
    name: agent.name,
    conversation_config: {
      agent: {
        first_message: agent.firstMessage,
        language: agent.language,
        prompt: { prompt: agent.prompt },
      },
      tts: { voice_id: agent.voiceId },
    },
    id: agent.id,
    type: agent.type,
    status: agent.status,
    phone_numbers: agent.phoneNumbers,
  };
}
