import type { Reply } from "@/db/schema/replies";
import { detectConcern } from "@/lib/safety/detect";
import type { SentenceKey } from "@/lib/vocabulary";

/** What Twilio heard after a reply (twilio.md §4.5). */
export interface Heard {
  /** Absent, or empty: nothing. */
  speech: string | undefined;
  /** 0 to 1; absent where the recogniser does not say. */
  confidence: number | undefined;
  digits: string | undefined;
}

export type Response =
  /** Somebody said something: the agent answers. */
  | { type: "answer"; words: string }
  /** A sentence of the house; `next` follows it. */
  | { type: "say"; key: SentenceKey; misses: number; next: "listen" | "hang_up" }
  | { type: "hang_up" }
  | { type: "voicemail" };

/** What is less sure than this is asked again; a recogniser that hears noise guesses. */
const MIN_CONFIDENCE = 0.3;
/** Of an utterance, in the transcript. Twilio listens for 60 s. */
const MAX_WORDS = 20_000;
const SILENCES = ["still_there", "cannot_hear"] as const satisfies SentenceKey[];
const MISHEARINGS = ["say_again", "say_differently"] as const satisfies SentenceKey[];

/** What follows what was heard, or not heard. Pure. */
export function decideResponse(
  reply: Pick<Reply, "next" | "misses">,
  heard: Heard,
  isTimeUp: boolean,
): Response {
  const words = wordsOf(heard);
  if (words === undefined && reply.next === "hang_up") return { type: "hang_up" };
  if (words === undefined && reply.next === "voicemail") return { type: "voicemail" };
  // Nobody who may be in danger is asked to repeat it, or told that the time is up.
  if (words !== undefined && detectConcern(words)?.kind === "medical_emergency")
    return { type: "answer", words };
  if (isTimeUp) return { type: "say", key: "time_is_up", misses: 0, next: "hang_up" };
  if (words === undefined) return askAgain(reply.misses, SILENCES);
  const isUnsure = heard.confidence !== undefined && heard.confidence < MIN_CONFIDENCE;
  const isNoise = !/[\p{L}\p{N}]/u.test(words);
  // Who was asked twice is taken at their word the third time: the agent may make something of it.
  if (isNoise || (isUnsure && heard.digits === undefined && reply.misses < MISHEARINGS.length))
    return askAgain(reply.misses, MISHEARINGS);
  return { type: "answer", words };
}

function askAgain(misses: number, questions: readonly SentenceKey[]): Response {
  const key = questions[misses];
  if (key === undefined) return { type: "say", key: "goodbye_silence", misses, next: "hang_up" };
  return { type: "say", key, misses: misses + 1, next: "listen" };
}

/** Keys count as said: "1 2 3" is how a number is dictated without a voice. */
function wordsOf({ speech, digits }: Heard): string | undefined {
  const said = digits === undefined || digits === "" ? speech : digits;
  const words = said?.replaceAll(/\s+/gu, " ").trim().slice(0, MAX_WORDS);
  return words === undefined || words === "" ? undefined : words;
}
