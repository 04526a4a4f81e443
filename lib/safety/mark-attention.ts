import { createHash } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError } from "@/lib/errors";
import type { AttentionReason } from "@/lib/vocabulary";
import { detectConcern } from "./detect";

interface Need {
  reason: AttentionReason;
  /** What the caller said. */
  words: string;
  /** When they said it. */
  at: Date;
}

/**
 * Says that a person has to look at a call. The same words again, heard live, reported by a tool and read in a transcript, are one fact;
 * an emergency outranks a request for advice; nothing but a person takes it back. Throws `not_found` for a call of another tenant.
 */
export async function markAttention(scope: Scope, callId: string, need: Need): Promise<void> {
  const { reason, words, at } = need;
  await withTransaction(scope, async (inner) => {
    const before = await lockCall(inner, callId);
    if (!before) throw new AppError("not_found", `call ${callId}`);
    const now = await recordCallEvents(inner, callId, [
      {
        source: "system",
        externalKey: `attention:${reason}:${markOf(words)}`,
        type: "attention_needed",
        occurredAt: at,
        payload: { reason, words },
        fact: { type: "attention_needed", at, reason },
      },
    ]);
    const isNews =
      now.attentionReason !== before.attentionReason || now.attentionDoneAt !== before.attentionDoneAt;
    if (isNews) await notifyTenant(inner, { type: "messages" });
  });
}

/** Marks a call for every sentence of its caller that is a concern. */
export async function markSpokenConcerns(
  scope: Scope,
  callId: string,
  turns: readonly { role: string; text: string; spokenAt: Date }[],
): Promise<void> {
  for (const { role, text, spokenAt } of turns) {
    const concern = role === "caller" ? detectConcern(text) : undefined;
    if (concern)
      await markAttention(scope, callId, { reason: concern.kind, words: concern.words, at: spokenAt });
  }
}

/** Two transcripts of one sentence may differ in marks and capitals. */
function markOf(words: string): string {
  const letters = words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return createHash("sha256").update(letters).digest("hex").slice(0, 16);
}
