import type { Effect, FixedWords, Live, Running, Step, WordsOrder } from "./session-state";

/** Because of what the caller said. Nothing is more urgent, and being told once at a time is enough. */
export function wordsOrdered(session: Running, words: FixedWords): Step {
  if (session.phase !== "live" || (session.held && session.isUrgent)) return [session, []];
  return speakWords({ ...session, isUrgent: true }, { words, cutsIn: true });
}

/** Because of what became of the call: after the house's words that are being heard, if there are any. */
export function orderWords(session: Live, order: WordsOrder): [Live, Effect[]] {
  return session.held ? [{ ...session, nextWords: order }, []] : speakWords(session, order);
}

export function wordsHeard(session: Running): Step {
  if (session.phase !== "live" || !session.held) return [session, []];
  const { nextWords, agent } = session;
  if (nextWords) return speakWords({ ...session, isUrgent: false, nextWords: undefined }, nextWords);
  const effects: Effect[] = session.held.map((audio) => ({
    type: "play",
    audio,
    generation: agent.generation,
  }));
  if (session.isEnding) effects.push({ type: "await_playback" });
  const hasSpoken = agent.hasSpoken || session.held.length > 0;
  return [{ ...session, agent: { ...agent, hasSpoken }, held: undefined, isUrgent: false }, effects];
}

function speakWords(session: Live, order: WordsOrder): [Live, Effect[]] {
  const { agent, held = [] } = session;
  const speak: Effect = { type: "speak_words", ...order };
  if (!order.cutsIn) return [{ ...session, held }, [speak]];
  // What the agent was saying is cut off for good: it answered without knowing what the caller is told now.
  const interruptedEventId = Math.max(agent.interruptedEventId, agent.spokenEventId);
  const effects: Effect[] = held.length > 0 ? [{ type: "forget_held" }, speak] : [speak];
  return [{ ...session, agent: { ...agent, interruptedEventId }, held: [] }, effects];
}
