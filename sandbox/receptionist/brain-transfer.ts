/** A caller who wants a person: what they want, and what is told to whoever takes the call. */
import { PHRASES } from "./brain-phrases";
import { type BrainState, namesMessage, say, type Step } from "./brain-state";
import { begin } from "./brain-work";
import { nameIn, skillIn, staffIn, withoutEnd } from "./brain-words";

/** A message of the client that asks it to speak. */
export const TOLD_TO_OFFER = /\b(?:offer|ofre[cz]\w*)\b.*\b(?:messages?|recado)\b/is;
const WAITING = /\b(?:on hold|waits for|waiting for|en espera)\b/i;
const NOBODY =
  /\b(?:nobody|no one|nadie|no longer|ya no|no pudo|could not|did not succeed)\b|\bno (?:answer|contest)/i;
/** The caller is the agent's again, and wants something else than a person. */
export const GIVEN_BACK = /\b(?:vuelve a usted|yours again|with you again)\b/i;
const MAX_CALLER_WORDS = 10;
const MAX_BRIEF_SENTENCES = 2;
const MAX_BRIEF_CHARACTERS = 240;

export function rememberWords(state: BrainState, text: string): BrainState {
  return { ...state, callerWords: [...state.callerWords, text].slice(-MAX_CALLER_WORDS) };
}

/** With what the caller wants it for, and what the person who takes it is told beforehand. */
export function askForPerson(state: BrainState, text: string): Step {
  const phrases = PHRASES[state.language];
  if (!state.tools.has("transfer_to_advisor")) return [state, [say(phrases.person)]];
  const name = state.callerWords.map(nameIn).find((found) => found !== undefined);
  const words = state.callerWords.slice(-MAX_BRIEF_SENTENCES).map(withoutEnd).join("; ");
  return begin(state, "transfer_to_advisor", {
    reason: text,
    brief: phrases.brief(name, words.slice(0, MAX_BRIEF_CHARACTERS)),
    skill: skillIn(state.language, text),
    advisor: staffIn(text),
  });
}

/** A person whom somebody else asked for, or who is not coming. */
export function learnOfHold(state: BrainState, text: string): BrainState {
  if (GIVEN_BACK.test(text) && !namesMessage(text)) return { ...state, isHolding: false };
  if (!NOBODY.test(text)) return WAITING.test(text) ? { ...state, isHolding: true, work: null } : state;
  return state.isHolding && namesMessage(text) ? withMessageOffered(state) : state;
}

/** What the caller says next is the answer to the offer. */
export function withMessageOffered(state: BrainState): BrainState {
  return { ...state, isHolding: false, work: null, topic: "wrapping_up", offer: "message" };
}
