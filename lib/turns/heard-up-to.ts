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
  sentences: readonly { text: string; audio: { length: number } }[],
  { fetchedAt, now, words }: { fetchedAt: Date; now: Date; words: string },
): string | undefined {
  const spokenMs = words.split(" ").length * WORD_MS + PAUSE_MS;
  const heardMs = now.getTime() - spokenMs - fetchedAt.getTime();
  const totalMs = sentences.reduce((sum, { audio }) => sum + audio.length / BYTES_PER_MS, 0);
  if (sentences.length === 0 || heardMs >= totalMs - SLACK_MS) return undefined;
  let beganMs = 0;
  const heard: string[] = [];
  for (const { text, audio } of sentences) {
    if (heard.length > 0 && beganMs >= heardMs) break;
    const lengthMs = audio.length / BYTES_PER_MS;
    heard.push(beganMs + lengthMs <= heardMs ? text : partOf(text, (heardMs - beganMs) / lengthMs));
    beganMs += lengthMs;
  }
  return heard.join(" ");
}

/** At least the first word: something was heard, or nobody would have interrupted it. */
function partOf(text: string, share: number): string {
  const words = text.split(" ");
  const count = Math.max(1, Math.floor(words.length * Math.min(1, Math.max(0, share))));
  return count >= words.length ? text : `${words.slice(0, count).join(" ")}…`;
}
