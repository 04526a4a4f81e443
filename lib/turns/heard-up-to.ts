/** Of 8 kHz µ-law. */
const BYTES_PER_MS = 8;
/** How long a word takes, and the pause by which a recogniser knows that somebody has finished. */
const WORD_MS = 350;
const PAUSE_MS = 800;
/** Nobody interrupts in the last instant: it was heard. */
const SLACK_MS = 700;

/**
 * What could be heard of a reply until the caller spoke into it; undefined where that was all. Twilio does not say when somebody began to speak: it is
 * reckoned back from how much they said. Whole sentences, and the one that was under way. Pure.
 */
export function heardUpTo(
  sentences: readonly HeardSentence[],
  { fetchedAt, now, words }: { fetchedAt: Date; now: Date; words: string },
): string | undefined {
  const spokenMs = words.split(" ").length * WORD_MS + PAUSE_MS;
  const heardAtMs = now.getTime() - spokenMs;
  if (sentences.length === 0 || heardAtMs >= soundEndsAt(sentences, fetchedAt) - SLACK_MS) return undefined;
  let atMs = fetchedAt.getTime();
  const heard: string[] = [];
  for (const { text, audio, createdAt } of sentences) {
    atMs = Math.max(atMs, createdAt.getTime());
    if (heard.length > 0 && atMs >= heardAtMs) break;
    const lengthMs = audio.length / BYTES_PER_MS;
    heard.push(atMs + lengthMs <= heardAtMs ? text : partOf(text, (heardAtMs - atMs) / lengthMs));
    atMs += lengthMs;
  }
  return heard.join(" ");
}

interface HeardSentence {
  text: string;
  audio: { length: number };
  /** Nobody hears it before. */
  createdAt: Date;
}

/** When the last of it has been heard, in ms since 1970: one after the other, none before it was ready. Pure. */
export function soundEndsAt(sentences: readonly Omit<HeardSentence, "text">[], fetchedAt: Date): number {
  return sentences.reduce(
    (atMs, { audio, createdAt }) => Math.max(atMs, createdAt.getTime()) + audio.length / BYTES_PER_MS,
    fetchedAt.getTime(),
  );
}

/** At least the first word: something was heard, or nobody would have interrupted it. */
function partOf(text: string, share: number): string {
  const words = text.split(" ");
  const count = Math.max(1, Math.floor(words.length * Math.min(1, Math.max(0, share))));
  return count >= words.length ? text : `${words.slice(0, count).join(" ")}…`;
}
