/** What the scripted receptionist knows, hears and does. */
import type { BrainLanguage } from "./brain-phrases";
import { type Sale, saleFor } from "./brain-sale";
import type { JsonObject } from "../json";
import { declaredValue, type ModelParameters } from "./parameters";

export type Heard =
  | { type: "text"; text: string }
  | { type: "voice_without_words" }
  | { type: "silence" }
  /** `value` is null when the agent goes on without the tool's answer. */
  | { type: "tool_result"; name: string; use: number; value: string | null; isError: boolean }
  /** Background that the client tells; `isAnswerDue` while the caller's last words are still to be answered. */
  | { type: "context"; text: string; isAnswerDue: boolean };

export type Action =
  | { type: "say"; text: string }
  | { type: "use_tool"; name: string; use: number; parameters: JsonObject }
  | { type: "end_call"; reason: string };

export type Step = [BrainState, Action[]];

export interface Option {
  /** What is given back when it is chosen. */
  parameter: "slot_id" | "appointment_id";
  id: string;
  words: string;
}

/** One errand that a tool does, from its first use to its last answer. */
export interface Work {
  tool: string;
  /** All that is known of it so far. */
  parameters: JsonObject;
  /** The use whose answer is awaited; null when it is the caller who is to answer. */
  use: number | null;
  /** The parameter that the tool asked for. */
  asked: string | null;
  options: readonly Option[];
  /** What the caller was asked last. */
  question: string;
}

export interface BrainState {
  language: BrainLanguage;
  prompt: string;
  /** What the agent may use, each with the parameters that its schema leaves to a model. */
  tools: ReadonlyMap<string, ModelParameters>;
  topic: "open" | "choosing_slot" | "confirming_cancel" | "leaving_message" | "wrapping_up";
  work: Work | null;
  /** How many times a tool was used. */
  uses: number;
  /** The appointment that a tool spoke of last. */
  appointmentId: string | null;
  cancelReason: string | null;
  /** The caller waits for a person; somebody else plays the music and says what has come of it. */
  isHolding: boolean;
  /** What the caller has said, the last sentences of it. */
  callerWords: readonly string[];
  /** What a tool that could not help proposed instead. */
  offer: "booking" | "message" | null;
  /** Somebody who listens says that medical advice is asked for. */
  isAdviceAsked: boolean;
  misunderstood: number;
  silences: number;
  outcome: string | null;
  /** What it said first, or would have. */
  firstMessage: string;
  /** What has answered the call that it places; null: a person, as far as is known. */
  machine: "mailbox" | "screening" | null;
  /** Null when nothing is sold, or no more. */
  sale: Sale | null;
  /** What somebody else has said to the caller in the agent's place. */
  saidByOthers: readonly string[];
  /** Somebody else has answered the words that are still to be thought about. */
  isAnswered: boolean;
}

export function createBrain(
  given: Pick<BrainState, "prompt" | "tools"> & {
    /** Language tag. */
    language: string;
    /** What it says first, which may be an offer already. */
    firstMessage?: string;
  },
): BrainState {
  const isMessageOffered = offersMessage(given.firstMessage ?? "");
  return {
    language: given.language.startsWith("es") ? "es" : "en",
    prompt: given.prompt,
    tools: given.tools,
    topic: isMessageOffered ? "wrapping_up" : "open",
    work: null,
    uses: 0,
    appointmentId: null,
    cancelReason: null,
    isHolding: false,
    callerWords: [],
    offer: isMessageOffered ? "message" : null,
    isAdviceAsked: false,
    misunderstood: 0,
    silences: 0,
    outcome: null,
    firstMessage: given.firstMessage ?? "",
    machine: null,
    sale: saleFor(given.prompt, given.firstMessage ?? ""),
    saidByOthers: [],
    isAnswered: false,
  };
}

/** "¿Quiere dejar un recado?" */
export function offersMessage(words: string): boolean {
  return namesMessage(words) && words.trimEnd().endsWith("?");
}

export function namesMessage(words: string): boolean {
  return /\b(?:recado|mensaje|message)\b/i.test(words);
}

export function say(text: string): Action {
  return { type: "say", text };
}

export function endCall(reason: string): Action {
  return { type: "end_call", reason };
}

/** Only what the tool declares is sent, as what it declares it to be. */
export function callTool(state: BrainState, name: string, values: JsonObject): [BrainState, Action] {
  const parameters: JsonObject = {};
  for (const [parameter, facts] of state.tools.get(name) ?? []) {
    const value = declaredValue(facts, values[parameter]);
    if (value !== undefined) parameters[parameter] = value;
  }
  const use = state.uses + 1;
  return [
    { ...state, uses: use },
    { type: "use_tool", name, use, parameters },
  ];
}
