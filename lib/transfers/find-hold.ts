import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall, lockCall } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import { findLastTransfer, type TransferWithAttempts, updateTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { holdMusic } from "@/lib/hold-music/hold-music";
import { log } from "@/lib/log";
import type { Hold } from "@/lib/media/port";
import { sentenceAudio } from "@/lib/sentences/speak-sentence";
import type { Language } from "@/lib/vocabulary";
import { sentenceOfCall } from "./brief";
import { advanceTransfer } from "./move-transfer";
import { briefingOf } from "./resumption";

/**
 * What a bridge that holds the caller does: music while somebody is rung, and the agent again when nobody came. That nobody came is told
 * once. Asking also does what a process that died has left undone.
 */
export async function findHold(scope: Scope, callId: string): Promise<Hold | undefined> {
  // First, because most calls have none.
  const transfer = await findLastTransfer(scope, callId);
  const call = transfer && (await findCall(scope, callId));
  if (!call) return undefined;
  const agent = call.agentId ? await findAgent(scope, call.agentId) : undefined;
  const language = agent?.language ?? (await getTenant(scope)).language;
  if (transfer.endedAt === null) {
    advanceTransfer(scope, { callId, transferId: transfer.id }).catch((error: unknown) =>
      log.warn({ err: error, callId }, "transfer could not be looked after"),
    );
    return waiting(scope, call, transfer, language);
  }
  if (!(await claimReturn(scope, callId, transfer))) return undefined;
  return returned(scope, call, transfer, language);
}

async function waiting(
  scope: Scope,
  call: Call,
  transfer: TransferWithAttempts,
  language: Language,
): Promise<Hold> {
  const music = await holdMusic(scope);
  const hold = { transferId: transfer.id, phase: "waiting" as const, music, briefing: WAITING[language] };
  // What the agent asked for it has announced itself.
  if (transfer.requestedBy === "agent") return hold;
  const { text, mulaw } = await sentenceAudio(
    scope,
    await sentenceOfCall(scope, call, "connecting", transfer),
  );
  return { ...hold, words: { text, audio: mulaw } };
}

async function returned(
  scope: Scope,
  call: Call,
  transfer: TransferWithAttempts,
  language: Language,
): Promise<Hold> {
  const hold = {
    transferId: transfer.id,
    phase: "returned" as const,
    music: Buffer.alloc(0),
    briefing: briefingOf(transfer, language),
  };
  if (transfer.failure === "taken_back" || transfer.failure === null) return hold;
  const { text, mulaw } = await sentenceAudio(
    scope,
    await sentenceOfCall(scope, call, "no_answer", transfer),
  );
  return { ...hold, words: { text, audio: mulaw } };
}

/** True for whoever asks first: the sentence is said once, also when two bridges have had the call. */
function claimReturn(scope: Scope, callId: string, { id, status }: TransferWithAttempts): Promise<boolean> {
  if (status !== "returned_to_agent") return Promise.resolve(false);
  return withTransaction(scope, async (inner) => {
    await lockCall(inner, callId);
    const now = await findLastTransfer(inner, callId);
    if (now?.id !== id || now.callerArrivedAt !== null || now.callerSentAt !== null) return false;
    await updateTransfer(inner, id, { callerArrivedAt: new Date() });
    return true;
  });
}

const WAITING: Record<Language, string> = {
  es: "La persona está en espera con música mientras se llama a un asesor. No hable por su cuenta. Si le habla, conteste con una frase corta y amable, y diga que se sigue intentando. No termine la llamada.",
  en: "The caller is on hold with music while an advisor is being called. Do not speak unless spoken to. If they speak to you, answer with one short kind sentence and say that we keep trying. Do not end the call.",
};
