import { type Scope, withTransaction } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall, lockCall, notifyTenant, upsertTurns } from "@/db/queries/calls";
import { claimReply, insertReplySentence, touchReply, updateReply } from "@/db/queries/replies";
import { getTenant } from "@/db/queries/team";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import type { Reply } from "@/db/schema/replies";
import { getElevenLabsCredentials } from "@/lib/accounts/credentials";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError, ProviderError } from "@/lib/errors";
import { isCurrent } from "./is-current";
import { askForPieces } from "@/lib/line/note-service";
import { log } from "@/lib/log";
import { recordSpeech } from "@/lib/model-uses/record-speech";
import { streamSpeech } from "@/lib/providers/elevenlabs/stream-speech";
import { sentenceAudio } from "@/lib/sentences/speak-sentence";
import { speakWords } from "@/lib/sentences/speak-words";
import { type Concern, detectConcern } from "@/lib/safety/detect";
import { speakEmergency } from "@/lib/safety/emergency-speech";
import { fixedWords } from "@/lib/safety/words";
import { storable } from "@/lib/storable";
import type { ReplyEnd, SentenceKey } from "@/lib/vocabulary";
import { concludeReply } from "./conclude-reply";
import { closeLiveReply, type LiveReply, openLiveReply } from "./live-reply";
import { writeReply } from "./write-reply";

/** Of the whole sound of one sentence. */
const SPEECH_MS = 10_000;
/** After so long without a word somebody who waits wonders whether the line is dead. */
const PATIENCE_MS = 2500;
/** Twilio waits 15 s for a sound (twilio.md §2.2), and comes for the rest when the first sentence has been heard. */
const REPLY_MS = 16_000;
/** How often whoever makes a reply says that they live. */
const SIGN_OF_LIFE_MS = 2000;
/** In which the model had nothing to say, one after the other, until somebody else has to help. */
const MOST_FAILURES = 2;

interface Speaking {
  scope: Scope;
  call: Call;
  agent: Agent;
  reply: Reply;
  live: LiveReply;
  sentences: { text: string; audio: Buffer }[];
  /** What ElevenLabs took for it so far, also for what was cut off. */
  credits: number;
}

/** Why nothing (more) can be said. */
type Failure = { vendor: "model" | "voice"; error: unknown };

/**
 * Makes a reply unless somebody else does: asks the model, speaks each sentence as soon as it is whole, puts on record what is heard. Resolves
 * when it has begun; nobody waits for its end but Twilio, which fetches the sound (reply-sound.ts). To be called after the transaction in which
 * the reply was written.
 */
export async function beginReply(scope: Scope, reply: Reply): Promise<LiveReply | undefined> {
  const outer: Scope = { tenantId: scope.tenantId, actor: scope.actor };
  if (!(await claimReply(outer, reply))) return undefined;
  const live = openLiveReply(reply.callId, reply.position);
  makeReply(outer, reply, live).catch((error: unknown) => {
    live.end();
    log.error({ err: error, callId: reply.callId, position: reply.position }, "reply not made");
  });
  return live;
}

async function makeReply(scope: Scope, reply: Reply, live: LiveReply): Promise<void> {
  const alive = setInterval(() => {
    giveSign(scope, reply, live).catch((error: unknown) => log.debug({ err: error }, "no sign of life"));
  }, SIGN_OF_LIFE_MS);
  try {
    const call = await findCall(scope, reply.callId);
    const agent = call?.agentId ? await findAgent(scope, call.agentId) : undefined;
    if (!call || !agent) return live.end();
    const speaking: Speaking = { scope, call, agent, reply, live, sentences: [], credits: 0 };
    const { next, failure } = await say(speaking);
    await recordSpeech(scope, call.id, speaking.credits);
    // Whoever is interrupted has said what was heard; what follows is another reply.
    if (live.signal.aborted || !(await isCurrent(scope, reply))) return;
    await finish(speaking, next, failure);
  } finally {
    clearInterval(alive);
    live.end();
    closeLiveReply(reply.callId, reply.position);
  }
}

/** Whoever spoke into it may have been heard by another process, which has no other way to say so while a model or a voice is waited for. */
async function giveSign(scope: Scope, reply: Reply, live: LiveReply): Promise<void> {
  await touchReply(scope, reply);
  if (!(await isCurrent(scope, reply))) live.stop();
}

async function finish(speaking: Speaking, next: ReplyEnd, failure: Failure | undefined): Promise<void> {
  const { scope, call, reply, live } = speaking;
  live.end();
  const failures = failure ? reply.failures + 1 : 0;
  const state = failure ? ("failed" as const) : ("done" as const);
  await updateReply(scope, reply, { state, next, failures });
  await concludeReply(scope, call, { position: reply.position, next });
}

async function say(speaking: Speaking): Promise<{ next: ReplyEnd; failure?: Failure }> {
  const { reply } = speaking;
  try {
    if (reply.fixedText !== null) {
      await speakFixed(speaking, reply.fixedText);
      return { next: reply.next };
    }
    const concern = reply.heard === null ? undefined : detectConcern(reply.heard);
    if (concern) {
      await speakConcern(speaking, concern);
      return { next: "listen" };
    }
    return { next: await speakModel(speaking) };
  } catch (error) {
    if (speaking.live.signal.aborted) return { next: "listen" };
    return help(speaking, {
      vendor: error instanceof ProviderError && error.vendor === "elevenlabs" ? "voice" : "model",
      error,
    });
  }
}

/** Words that are the same for many: from the cache, or made once. */
async function speakFixed(speaking: Speaking, text: string): Promise<void> {
  const { scope, agent, live } = speaking;
  const audio = await speakWords(scope, {
    text,
    language: agent.language,
    voiceId: voiceOf(agent),
    voiceSettings: agent.voiceSettings,
    timeoutMs: SPEECH_MS,
    // A greeting may name somebody.
    isPersonal: true,
    callId: speaking.call.id,
  });
  live.push(audio);
  live.endSentence();
  await keepSentence(speaking, { text, audio });
}

/** No model is asked: the words are fixed, and an emergency is answered whatever else fails. */
async function speakConcern(speaking: Speaking, { kind, language }: Concern): Promise<void> {
  const { scope, agent, live } = speaking;
  const { country } = await getTenant(scope);
  const text = fixedWords(kind, language, country);
  if (kind === "medical_advice") return speakFixed(speaking, text);
  const audio = await speakEmergency(scope, {
    language,
    country,
    voiceId: agent.voiceId,
    voiceSettings: agent.voiceSettings,
  });
  live.push(audio);
  live.endSentence();
  await keepSentence(speaking, { text, audio });
}

async function speakModel(speaking: Speaking): Promise<ReplyEnd> {
  const { scope, reply, live } = speaking;
  let hasWords = false;
  // Looking something up may take a while: nobody is left in silence.
  const impatience = setTimeout(() => {
    speakHouse(speaking, "one_moment", true).catch((error: unknown) =>
      log.warn({ err: error, callId: reply.callId }, "nothing to say meanwhile"),
    );
  }, PATIENCE_MS);
  try {
    const { callId, position } = reply;
    const signal = AbortSignal.any([live.signal, AbortSignal.timeout(REPLY_MS)]);
    const sentences = writeReply(scope, { callId, position, signal });
    for (let next = await sentences.next(); ; next = await sentences.next()) {
      if (next.done) {
        // Who was called may be a machine, to which nothing is said (lib/machines/screening.ts).
        const mayBeSilent = speaking.call.direction === "outbound";
        if (!hasWords && !mayBeSilent && next.value === "listen" && !live.signal.aborted)
          throw new ProviderError("openai", "the model said nothing", { permanent: false });
        return next.value;
      }
      clearTimeout(impatience);
      hasWords = true;
      if (live.signal.aborted) return "listen";
      await speakSentence(speaking, next.value);
    }
  } finally {
    clearTimeout(impatience);
  }
}

async function speakSentence(speaking: Speaking, text: string): Promise<void> {
  const { scope, agent, live, sentences } = speaking;
  const { apiKey } = await getElevenLabsCredentials(scope);
  const pieces: Buffer[] = [];
  const speech = askForPieces(scope, "voice", () =>
    streamSpeech(apiKey, {
      text,
      language: agent.language,
      voiceId: voiceOf(agent),
      voiceSettings: agent.voiceSettings,
      previousText: sentences.at(-1)?.text,
      timeoutMs: SPEECH_MS,
      onCredits: (credits) => {
        speaking.credits += credits;
      },
    }),
  );
  for await (const piece of speech) {
    if (live.signal.aborted) return;
    pieces.push(piece);
    live.push(piece);
  }
  live.endSentence();
  if (pieces.length === 0) throw new ProviderError("elevenlabs", "no sound", { permanent: false });
  await keepSentence(speaking, { text, audio: Buffer.concat(pieces) });
}

/** A sentence of the house, by the bundled recording where the voice cannot be had. */
async function speakHouse(speaking: Speaking, key: SentenceKey, onlyIntoSilence = false): Promise<void> {
  const { scope, agent, live } = speaking;
  const { text, mulaw } = await sentenceAudio(scope, {
    tenantId: scope.tenantId,
    key,
    language: agent.language,
    voiceId: agent.voiceId,
    voiceSettings: agent.voiceSettings,
  });
  if (live.signal.aborted || (onlyIntoSilence && live.hasSound)) return;
  live.push(mulaw);
  live.endSentence();
  await keepSentence(speaking, { text, audio: mulaw });
}

/** The model, or the voice, failed: a sentence in time; when it fails again, or no voice is left, a message is asked for. */
async function help(speaking: Speaking, failure: Failure): Promise<{ next: ReplyEnd; failure: Failure }> {
  const { scope, call, reply } = speaking;
  const { error, vendor } = failure;
  // What a database says holds what was to be written (lib/log.ts strips it, too).
  const isOurs = !(error instanceof ProviderError || error instanceof AppError);
  const message = isOurs ? "internal error" : error.message.slice(0, 500);
  log.warn({ err: error, tenantId: scope.tenantId, callId: call.id, vendor }, "reply failed");
  const isHopeless =
    vendor === "voice" ||
    error instanceof AppError ||
    (error instanceof ProviderError && error.permanent) ||
    reply.failures + 1 >= MOST_FAILURES;
  const at = new Date();
  await recordCallEvents(scope, call.id, [
    {
      source: "system",
      externalKey: `reply_failed:${reply.position}`,
      type: "reply_failed",
      occurredAt: at,
      payload: { message, vendor, ...(isHopeless ? { next: "voicemail" } : {}) },
      // What was made good again is no fault of the call.
      fact: isHopeless
        ? { type: "went_wrong", at, code: vendor === "voice" ? "voice_failed" : "model_failed", message }
        : undefined,
    },
  ]);
  // What was being said is finished by nobody: what follows tells the caller enough.
  if (isHopeless) return { next: "voicemail", failure };
  await speakHouse(speaking, "repeat_please");
  return { next: "listen", failure };
}

async function keepSentence(speaking: Speaking, said: { text: string; audio: Buffer }): Promise<void> {
  const { scope, call, agent, reply, live, sentences } = speaking;
  if (live.signal.aborted) return;
  const sentence = { text: storable(said.text), audio: said.audio };
  const isKept = await withTransaction(scope, async (inner) => {
    // Whoever takes what the caller says locks the call and then its turns: in another order the two would wait for each other.
    await lockCall(inner, call.id);
    if (!(await isCurrent(inner, reply))) return false;
    sentences.push(sentence);
    await insertReplySentence(inner, reply, { index: sentences.length - 1, ...sentence });
    if (reply.turnPosition === null) return true;
    const spokenAt = new Date();
    await upsertTurns(inner, call.id, agent.language, [
      storable({
        position: reply.turnPosition,
        role: "agent" as const,
        text: sentences.map((one) => one.text).join(" "),
        originalText: null,
        interrupted: false,
        offsetMs: Math.max(0, spokenAt.getTime() - (call.answeredAt ?? call.startedAt).getTime()),
        spokenAt,
      }),
    ]);
    await notifyTenant(inner, { type: "turns", callId: call.id });
    return true;
  });
  // Interrupted in another process, or hung up on: nobody heard it.
  if (!isKept) return live.stop();
  if (call.agentConnectedAt === null && sentences.length === 1) await noteAgent(scope, call.id);
}

/** Somebody speaks for the business now. */
async function noteAgent(scope: Scope, callId: string): Promise<void> {
  const at = new Date();
  await recordCallEvents(scope, callId, [
    {
      source: "system",
      externalKey: "turns:agent",
      type: "agent_connected",
      occurredAt: at,
      payload: {},
      fact: { type: "agent_connected", at, conversationId: null },
    },
  ]);
}

function voiceOf({ voiceId }: Agent): string {
  if (voiceId === null) throw new ProviderError("elevenlabs", "the agent has no voice", { permanent: true });
  return voiceId;
}
