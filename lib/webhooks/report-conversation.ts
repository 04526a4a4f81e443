import { z } from "zod";
import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall, findCallByConversation, listTurns, upsertTurns } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";

const YEAR_3000_SECONDS = 32_503_680_000;
/** One statement has at most 65,535 parameters, ten for each turn. */
const MAX_TURNS = 5000;

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

/** What we read of a post-call webhook; most of it can be missing or null (elevenlabs.md §4.2). */
export const postCallWebhook = z.looseObject({
  type: z.string().min(1).max(100),
  event_timestamp: z.number().nonnegative().max(YEAR_3000_SECONDS),
  data: z.looseObject({
    agent_id: z.string().min(1).max(200),
    conversation_id: z.string().min(1).max(200),
    transcript: maybe(
      z.array(
        z.looseObject({
          role: z.string(),
          message: maybe(z.string()),
          time_in_call_secs: maybe(z.number().min(0).max(86_400)),
          interrupted: maybe(z.boolean()),
        }),
      ),
    ),
    analysis: maybe(
      z.looseObject({
        call_successful: maybe(z.string()),
        transcript_summary: maybe(z.string()),
        call_summary_title: maybe(z.string()),
      }),
    ),
    metadata: maybe(
      z.looseObject({
        cost_fiat: maybe(z.number().min(0).max(1_000_000)),
        termination_reason: maybe(z.string()),
        error: maybe(z.looseObject({ code: maybe(z.number()), reason: maybe(z.string()) })),
      }),
    ),
    conversation_initiation_client_data: maybe(
      z.looseObject({ dynamic_variables: maybe(z.record(z.string(), z.unknown())) }),
    ),
    failure_reason: maybe(z.string()),
  }),
});
export type PostCallWebhook = z.output<typeof postCallWebhook>;

/** The call a webhook speaks of: by conversation, else by the id we gave the conversation as a variable. */
export async function findReportedCall(scope: Scope, webhook: PostCallWebhook): Promise<Call | undefined> {
  const known = await findCallByConversation(scope, webhook.data.conversation_id);
  if (known) return known;
  const ours = z
    .uuid()
    .safeParse(webhook.data.conversation_initiation_client_data?.dynamic_variables?.["call_id"]);
  return ours.success ? findCall(scope, ours.data) : undefined;
}

/** Puts the vendor's account of the conversation on record. Answers a note when there was nothing to do. */
export async function reportConversation(
  scope: Scope,
  call: Call,
  webhook: PostCallWebhook,
): Promise<string | null> {
  if (webhook.type !== "post_call_transcription") return `nothing to do for ${webhook.type}`;
  const { data } = webhook;
  const at = new Date(webhook.event_timestamp * 1000);
  await recordCallEvents(scope, call.id, [
    {
      source: "elevenlabs",
      externalKey: `${webhook.type}:${data.conversation_id}`,
      type: "conversation_reported",
      occurredAt: at,
      payload: {
        conversationId: data.conversation_id,
        terminationReason: data.metadata?.termination_reason ?? null,
        error: data.metadata?.error ?? null,
      },
      fact: {
        type: "conversation_reported",
        at,
        conversationId: data.conversation_id,
        title: data.analysis?.call_summary_title ?? null,
        summary: data.analysis?.transcript_summary ?? null,
        successful: successOf(data.analysis?.call_successful),
        costElevenLabsUsd: data.metadata?.cost_fiat == null ? null : data.metadata.cost_fiat.toFixed(6),
      },
    },
  ]);
  await fillTranscript(scope, call, data.transcript ?? []);
  return null;
}

function successOf(word: string | null | undefined): boolean | null {
  if (word === "success") return true;
  return word === "failure" ? false : null;
}

/** The bridge heard the call itself; the vendor's transcript only helps where a bridge died before it wrote anything. */
async function fillTranscript(
  scope: Scope,
  call: Call,
  transcript: NonNullable<PostCallWebhook["data"]["transcript"]>,
): Promise<void> {
  if ((await listTurns(scope, call.id)).length > 0) return;
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  const start = call.answeredAt ?? call.startedAt;
  const spoken = transcript
    .filter((turn) => turn.message && (turn.role === "agent" || turn.role === "user"))
    .slice(0, MAX_TURNS);
  await upsertTurns(
    scope,
    call.id,
    agent?.language ?? "es",
    spoken.map((turn, position) => ({
      position,
      role: turn.role === "agent" ? "agent" : "caller",
      text: turn.message ?? "",
      originalText: null,
      interrupted: turn.interrupted === true,
      offsetMs: Math.round((turn.time_in_call_secs ?? 0) * 1000),
      spokenAt: new Date(start.getTime() + (turn.time_in_call_secs ?? 0) * 1000),
    })),
  );
}
