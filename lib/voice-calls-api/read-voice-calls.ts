import type { z } from "zod";
import type { Scope } from "@/db/client";
import { pageOfCalls } from "@/db/queries/call-records";
import { findCall, listTurns } from "@/db/queries/calls";
import { listRecordings } from "@/db/queries/recordings";
import { env } from "@/env";
import { statusesOf } from "@/lib/elevenlabs-api/status";
import { AppError } from "@/lib/errors";
import { toConversation, toVoiceCall } from "./records";
import type { VoiceCallDetail, VoiceCallRecord, VoiceCallsQuery, voiceCallsFacts } from "./schema";

/** Turn-based calls in both directions, newest first. */
export async function listVoiceCalls(
  scope: Scope,
  { limit, offset, status }: VoiceCallsQuery,
): Promise<{ data: VoiceCallRecord[] } & z.output<typeof voiceCallsFacts>> {
  const filters = { mode: "turns" as const, statuses: status && statusesOf(status) };
  const { rows, total } = await pageOfCalls(scope, filters, { offset, limit });
  const data = rows.map(toVoiceCall);
  return { data, count: data.length, total, limit, offset };
}

/** Throws `not_found` for a call of another tenant, and for one that was not held in turns. */
export async function readVoiceCall(scope: Scope, callId: string): Promise<VoiceCallDetail> {
  const call = await findCall(scope, callId);
  if (call?.mode !== "turns") throw new AppError("not_found", `call ${callId}`);
  const [turns, recordings] = await Promise.all([listTurns(scope, callId), listRecordings(scope, callId)]);
  const recording = recordings.find(({ source }) => source === "twilio_call") ?? recordings[0];
  return {
    ...toVoiceCall(call),
    conversation_transcript: toConversation(turns),
    recording_url: recording ? `${env.PUBLIC_URL}/api/recordings/${recording.id}/audio` : null,
  };
}
