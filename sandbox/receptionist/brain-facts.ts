/** Questions that the prompt answers. */
import { FACT_LINES, PHRASES } from "./brain-phrases";
import { saleQuestion } from "./brain-sales";
import { type BrainState, say, type Step } from "./brain-state";

type Fact = keyof typeof FACT_LINES;

/** A question in between does not end what is being done. */
export function answerFact(state: BrainState, kind: Fact): Step {
  const words = factFor(state, kind);
  const question = pendingQuestion(state);
  if (question !== "") return [state, [say(`${words} ${question}`)]];
  const { anythingElse } = PHRASES[state.language];
  return [{ ...state, topic: "wrapping_up" }, [say(`${words} ${anythingElse}`)]];
}

export function factFor({ language, prompt }: BrainState, kind: Fact): string {
  const phrases = PHRASES[language];
  const fact = FACT_LINES[kind].exec(prompt)?.[1]?.trim().replace(/\.$/, "");
  return fact === undefined ? phrases.unknownFact : phrases[kind](fact);
}

/** What the caller still owes an answer to; empty when nothing was asked. */
export function pendingQuestion({ language, topic, work, sale }: BrainState): string {
  const { askWhen, askCancel, askMessage } = PHRASES[language];
  if (work) return work.question;
  if (sale) return saleQuestion({ language, sale });
  const questions = { choosing_slot: askWhen, confirming_cancel: askCancel, leaving_message: askMessage };
  return topic === "open" || topic === "wrapping_up" ? "" : questions[topic];
}
