import type { CallWithAgent } from "@/db/queries/calls";
import type { Turn } from "@/db/schema/calls";
import { costOf } from "@/lib/elevenlabs-api/records";
import { documentedStatus } from "@/lib/elevenlabs-api/status";
import type { VoiceCallDetail, VoiceCallRecord } from "./schema";

/** A call in the words of the documented addresses. */
export function toVoiceCall(call: CallWithAgent): VoiceCallRecord {
  const { metadata } = call;
  const text = (name: string) => {
    const value = metadata[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };
  return {
    id: call.id,
    tenant_id: call.tenantId,
    user_id: text("userId"),
    direction: call.direction,
    status: documentedStatus(call.status),
    twilio_call_sid: call.twilioCallSid,
    from_number: call.fromNumber,
    to_number: call.toNumber,
    contact_name: call.contactName,
    business_name: text("businessName"),
    created_at: call.startedAt,
    started_at: call.startedAt,
    ended_at: call.endedAt,
    duration_seconds: call.durationSeconds,
    outcome: call.outcome,
    notes: call.notes ?? call.summary,
    summary: call.summary,
    qualification_score: call.qualificationScore,
    sentiment: call.sentiment,
    intent: call.intent,
    cost: costOf(call),
    error_message: call.errorMessage,
    metadata,
  };
}

/** Their transcripts know two sides: whoever speaks for the business, and the person outside. What the tools answered is not said. */
export function toConversation(
  turns: readonly Pick<Turn, "role" | "text" | "spokenAt">[],
): VoiceCallDetail["conversation_transcript"] {
  return turns
    .filter(({ role }) => role !== "tool")
    .map(({ role, text, spokenAt }) => ({
      role: role === "caller" ? "user" : "assistant",
      content: text,
      timestamp: spokenAt,
    }));
}
