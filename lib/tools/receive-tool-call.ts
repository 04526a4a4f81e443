import { createHash } from "node:crypto";
import { z } from "zod";
import type { Scope } from "@/db/client";
import { findCall, listCallEvents } from "@/db/queries/calls";
import { finishWebhook, keepWebhook } from "@/db/queries/webhooks";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { storable } from "@/lib/storable";
import { runTool } from "./run-tool";

export const toolParams = z.object({ name: z.string().max(64) });

/** What ElevenLabs sends of a webhook tool (elevenlabs.md §6.5): two variables of the conversation, the rest is the model's. */
export const toolRequest = z.looseObject({
  call_id: z.unknown().optional(),
  conversation_id: z.unknown().optional(),
});

interface ToolAnswer {
  result: string;
  is_error: boolean;
}

const NO_CALL =
  "This action belongs to no call that is known here. Tell the caller it could not be done and that somebody will call back.";

/**
 * A native agent uses a tool. The call is the one the conversation was opened with, never one the model names; whatever is wrong, the
 * agent gets a sentence it can use. The same delivery twice is one use.
 */
export async function receiveToolCall(
  scope: Scope,
  { call_id: callId, conversation_id: conversationId, ...parameters }: z.output<typeof toolRequest>,
  { name: given }: Record<string, string | string[] | undefined>,
): Promise<ToolAnswer> {
  const name = storable(String(given).slice(0, 64));
  const call = await findCallOf(scope, callId, conversationId);
  if (!call) return { result: NO_CALL, is_error: true };
  const startedAt = new Date();
  const key = await keyOfUse(scope, call.id, { name, parameters, conversationId });
  const kept = await keepWebhook(scope, {
    provider: "elevenlabs",
    kind: "tool",
    externalId: `${call.id}:${key}`,
    callId: call.id,
    body: { name, parameters },
  });
  // Run again even when it is a repetition: a tool does one use once, and the agent needs its answer.
  const { result, isError } = await runTool(
    scope,
    { callId: call.id, toolCallId: key, source: "elevenlabs" },
    { name, parameters },
  );
  if (kept.fresh) {
    const durationMs = Date.now() - startedAt.getTime();
    await recordCallEvents(scope, call.id, [
      {
        source: "elevenlabs",
        externalKey: `tool:${key}`,
        type: "tool_used",
        occurredAt: startedAt,
        payload: { name, toolCallId: key, toolType: "webhook", isError, durationMs, timedOut: false },
      },
    ]);
    await finishWebhook(scope, kept.id, result.slice(0, 500));
  }
  return { result, is_error: isError };
}

/** Undefined for a call of another business, and for a conversation that is not this call's. */
async function findCallOf(scope: Scope, callId: unknown, conversationId: unknown): Promise<Call | undefined> {
  const id = z.uuid().safeParse(callId);
  const call = id.success ? await findCall(scope, id.data) : undefined;
  const known = call?.elevenLabsConversationId;
  const isOther =
    typeof conversationId === "string" && conversationId !== "" && known && known !== conversationId;
  if (!call || !isOther) return call;
  // A caller who came back from a transfer has another conversation, whose name nobody tells us before it is over.
  return (await wasRegisteredAgain(scope, call.id)) ? call : undefined;
}

async function wasRegisteredAgain(scope: Scope, callId: string): Promise<boolean> {
  const events = await listCallEvents(scope, callId);
  const answers = events.filter(
    ({ type, payload }) => type === "answer_given" && payload["reason"] === "registered",
  );
  return answers.length > 1;
}

/**
 * The vendor gives a use no name of its own. The same arguments as last time are the same delivery again; a caller who changes their
 * mind and then changes it back makes a third use.
 */
async function keyOfUse(
  scope: Scope,
  callId: string,
  {
    name,
    parameters,
    conversationId,
  }: { name: string; parameters: Record<string, unknown>; conversationId: unknown },
): Promise<string> {
  const sorted = Object.entries(parameters).toSorted(([one], [other]) => one.localeCompare(other));
  const mark = createHash("sha256")
    .update(JSON.stringify([conversationId, sorted]))
    .digest("hex")
    .slice(0, 16);
  const uses = (await listCallEvents(scope, callId))
    .filter(({ type, source }) => type === "tool_used" && source === "elevenlabs")
    .map(({ payload }) => payload["toolCallId"])
    .filter((key): key is string => typeof key === "string" && key.startsWith(`${name}:`));
  const last = uses.at(-1) ?? "";
  return last.endsWith(`:${mark}`) ? last : `${name}:${uses.length}:${mark}`;
}
