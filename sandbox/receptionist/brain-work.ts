/**
 * Errands that the receptionist does through the agent's tools: what it knows goes in, what the tool still lacks is
 * asked of the caller, and the tool is used again with all that is known. An answer is JSON `{status, say, ask?,
 * options?, appointment?}` as text; of a tool that answers otherwise the receptionist says what it would have said.
 */
import type { Intent } from "./brain-intents";
import { PHRASES, type Phrases } from "./brain-phrases";
import { type Reply, replyIn } from "./brain-reply";
import { type Concern, CONCERNS, promptWordsFor } from "./brain-safety";
import {
  type BrainState,
  endCall,
  type Heard,
  type Option,
  namesMessage,
  offersMessage,
  say,
  type Step,
  callTool,
  type Work,
} from "./brain-state";
import { answerFor, hasTime, joinTimes, pickOption, refusesOptions, timeIn, withoutEnd } from "./brain-words";
import type { JsonObject } from "../json";

interface WorkFacts {
  /** What is settled when it is done. */
  outcome?: string;
  /** Said when the tool answers in words for the agent only. */
  own: (phrases: Phrases, parameters: JsonObject, answer: string) => string;
  /** Said when the caller wants none of it. */
  dropped?: (phrases: Phrases) => string;
}

const WORKS: Readonly<Record<string, WorkFacts>> = {
  confirm_appointment: { outcome: "confirmed", own: ({ confirmed }) => confirmed },
  book_appointment: {
    outcome: "booked",
    own: ({ booked }) => booked,
    dropped: ({ notBooked }) => notBooked,
  },
  reschedule_appointment: {
    outcome: "rescheduled",
    own: ({ rescheduled }, { when }) => rescheduled(typeof when === "string" ? when : ""),
  },
  cancel_appointment: { outcome: "cancelled", own: ({ cancelled }) => cancelled },
  find_free_slots: {
    own: ({ unknownFact }, _parameters, answer) => (answer === "" ? unknownFact : answer),
    dropped: ({ notBooked }) => notBooked,
  },
  take_message: {
    outcome: "message_taken",
    own: ({ messageTaken }) => messageTaken,
    dropped: ({ notBooked }) => notBooked,
  },
  do_not_call_again: { outcome: "opted_out", own: ({ optedOut }) => optedOut },
  report_safety_concern: { own: ({ emergency }) => emergency },
};
const TRANSFER = "transfer_to_advisor";
const RECORDING = "record_message";

/** Uses the tool with what is known; whatever the agent was about before is over. */
export function begin(state: BrainState, tool: string, parameters: JsonObject): Step {
  const known = { ...parameters };
  const isOfOne = tool === "reschedule_appointment" || tool === "cancel_appointment";
  if (isOfOne && state.appointmentId !== null) known["appointment_id"] ??= state.appointmentId;
  const [next, action] = callTool({ ...state, topic: "open" }, tool, known);
  const work: Work = { tool, parameters: known, use: next.uses, asked: null, options: [], question: "" };
  return [{ ...next, work }, [action]];
}

/** A use that it does not remember, of a conversation whose beginning it was not told: its answer is awaited all the same. */
export function adoptUse(state: BrainState, tool: string, parameters: JsonObject): BrainState {
  const use = state.uses + 1;
  if (!(tool in WORKS) && tool !== TRANSFER && tool !== RECORDING) return { ...state, uses: use };
  const known = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
  const work: Work = { tool, parameters: known, use, asked: null, options: [], question: "" };
  return { ...state, topic: "open", uses: use, work };
}

export function takeResult(state: BrainState, heard: Extract<Heard, { type: "tool_result" }>): Step {
  const { work } = state;
  if (work?.use !== heard.use) return takeOtherResult(state, heard);
  const reply = replyIn(heard.value, heard.isError);
  const { tool } = work;
  if (tool === "report_safety_concern") return concludeConcern(state, work, reply);
  if (tool === "do_not_call_again") return concludeOptOut(state, reply);
  if (tool === TRANSFER) return concludeTransfer(state, reply);
  if (tool === RECORDING) return concludeRecording(state, reply);
  if (reply.status === "lost") return conclude(state, [say(PHRASES[state.language].notReported)]);
  if (reply.status === "plain") {
    const words = WORKS[tool]?.own(PHRASES[state.language], work.parameters, reply.text) ?? "";
    return settled(state, tool, words);
  }
  if (reply.status === "failed") return conclude({ ...state, offer: offerIn(reply.say) }, [say(reply.say)]);
  const known = { ...state, appointmentId: reply.appointmentId ?? state.appointmentId };
  if (reply.status === "ask" && reply.ask !== null && state.tools.get(tool)?.has(reply.ask))
    return askCaller(known, { ...work, asked: reply.ask }, reply.say);
  if (reply.status === "options" && reply.options.length > 0)
    return askCaller(known, { ...work, options: reply.options }, reply.say);
  // It asks for what it would not take.
  if (reply.status !== "done") return conclude(known, [say(reply.say)]);
  return settled(known, tool, reply.say);
}

/** "¿Quiere reservar una?" is for the caller to take up. */
function offerIn(words: string): BrainState["offer"] {
  if (/\brecado\b|\bmessage\b/i.test(words)) return "message";
  return /\b(?:reservar|book)\b.*\?$/i.test(words) ? "booking" : null;
}

/** What needs no more than to be noticed when it failed. */
function takeOtherResult(state: BrainState, { isError }: { isError: boolean }): Step {
  return [state, isError ? [say(PHRASES[state.language].notReported)] : []];
}

/** Whoever waits for a person is not asked anything; whom nobody comes to is offered what there is instead. */
function concludeTransfer(state: BrainState, reply: Reply): Step {
  const { transferring, noPerson } = PHRASES[state.language];
  const isOnItsWay = reply.status === "done" || reply.status === "plain";
  if (isOnItsWay) {
    const words = reply.status === "plain" ? transferring : reply.say;
    return [{ ...state, work: null, topic: "open", isHolding: true }, words === "" ? [] : [say(words)]];
  }
  return offerMessage(state, reply.status === "lost" ? noPerson : reply.say);
}

/** After these words, which may offer it already. */
export function offerMessage(state: BrainState, words: string): Step {
  const { offerMessage: question, askMessage, anythingElse } = PHRASES[state.language];
  const free: BrainState = { ...state, isHolding: false, offer: null };
  if (!state.tools.has("take_message")) return conclude(free, [say(`${words} ${anythingElse}`.trim())]);
  // "Con gusto tomo el recado." is an offer that needs no yes.
  if (namesMessage(words) && !offersMessage(words))
    return [{ ...free, work: null, topic: "leaving_message" }, [say(`${words} ${askMessage}`)]];
  const offer = offersMessage(words) ? words : `${words} ${question}`.trim();
  return conclude({ ...free, offer: "message" }, [say(offer)]);
}

/** Somebody else takes the message: the caller is on their way there, and is not asked anything. */
function concludeRecording(state: BrainState, reply: Reply): Step {
  const isOnItsWay = reply.status === "done" || reply.status === "plain";
  if (!isOnItsWay) return offerMessage(state, reply.status === "lost" ? "" : reply.say);
  const words = reply.status === "plain" ? "" : reply.say;
  const gone: BrainState = { ...state, work: null, topic: "open", isHolding: true, outcome: "message_taken" };
  return [gone, words === "" ? [] : [say(words)]];
}

function askCaller(state: BrainState, work: Work, question: string): Step {
  return [{ ...state, work: { ...work, use: null, question } }, question === "" ? [] : [say(question)]];
}

function conclude(state: BrainState, actions: Step[1]): Step {
  return [{ ...state, work: null, topic: "wrapping_up" }, actions];
}

function settled(state: BrainState, tool: string, words: string): Step {
  const { anythingElse } = PHRASES[state.language];
  const outcome = WORKS[tool]?.outcome ?? state.outcome;
  const isQuestion = words.endsWith("?");
  // What is cancelled is not what the caller speaks of next.
  const appointmentId = tool === "cancel_appointment" ? null : state.appointmentId;
  return conclude({ ...state, outcome, appointmentId }, [
    say(isQuestion ? words : `${words} ${anythingElse}`.trim()),
  ]);
}

/** The words are fixed: nothing is added to them, and there are words even when the tool has none. */
function concludeConcern(state: BrainState, { parameters }: Work, reply: Reply): Step {
  const concern = CONCERNS.find((one) => one === parameters["kind"]) ?? "medical_emergency";
  const hasWords = reply.status !== "plain" && reply.status !== "lost" && reply.say !== "";
  return conclude(state, [say(hasWords ? reply.say : wordsFor(state, concern))]);
}

/** What the prompt, or else the receptionist itself, has to say to it. */
export function wordsFor({ prompt, language }: BrainState, concern: Concern): string {
  const { emergency, advice } = PHRASES[language];
  return promptWordsFor(concern, prompt) ?? (concern === "medical_emergency" ? emergency : advice);
}

/** A wish that the tool could not note down is not lost: it is reported with the call. */
function concludeOptOut(state: BrainState, reply: Reply): Step {
  const phrases = PHRASES[state.language];
  const isNoted = reply.status === "done" || reply.status === "plain";
  const words = reply.status === "plain" || reply.status === "lost" ? phrases.optedOut : reply.say;
  const optedOut: BrainState = { ...state, work: null, topic: "wrapping_up", outcome: "opted_out" };
  const goodbye = [say(words), endCall("opted out")];
  if (isNoted || !state.tools.has("report_result")) return [optedOut, goodbye];
  const notes = state.work?.parameters["reason"];
  const [next, report] = callTool(optedOut, "report_result", { outcome: "opted_out", notes });
  return [next, [report, ...goodbye]];
}

const FREE_PARAMETERS: ReadonlySet<string> = new Set(["text", "notes", "reason"]);
const INTERRUPTS: ReadonlySet<Intent> = new Set([
  "opt_out",
  "wrong_number",
  "robot",
  "person",
  "goodbye",
  "recorded_message",
]);
const QUESTIONS: ReadonlySet<Intent> = new Set(["hours", "address", "prices"]);
const OTHER_ERRANDS: ReadonlySet<Intent> = new Set(["reschedule", "book", "find_slots"]);

/** Whether the caller speaks of something else than what was asked. */
export function leavesWork(work: Work, intent: Intent | undefined, text: string): boolean {
  if (intent === undefined) return false;
  const isFree = work.asked !== null && FREE_PARAMETERS.has(work.asked);
  if (isFree) return intent === "goodbye" || intent === "recorded_message";
  if (intent === "person" && work.tool === TRANSFER) return false;
  if (INTERRUPTS.has(intent)) return true;
  if (QUESTIONS.has(intent)) return /[?¿]/.test(text);
  if (intent === "message") return work.tool !== "take_message";
  const isAboutTime = work.asked === "when" || work.options.length > 0;
  if (intent === "cancel") return work.tool !== "cancel_appointment" && !(isAboutTime && hasTime(text));
  return !isAboutTime && work.use === null && OTHER_ERRANDS.has(intent);
}

/** The caller's answer to what the tool asked. While the tool is at work there is nothing to answer. */
export function continueWork(state: BrainState, work: Work, text: string): Step {
  if (work.use !== null) return [state, []];
  const isRefusal = BARE_NO.test(text) && !(work.asked !== null && FREE_PARAMETERS.has(work.asked));
  if (isRefusal) return conclude(state, [say(droppedWords(state, work.tool))]);
  if (work.options.length > 0) return choose(state, work, text);
  if (work.asked === null) return [{ ...state, work: null }, []];
  if (work.asked === "when") return askAnotherTime(state, work, whenOf(state, text));
  const isYesOrNo = state.tools.get(work.tool)?.get(work.asked)?.type === "boolean";
  const answer = isYesOrNo ? YES.test(text.trim()) : answerFor(state.language, work.asked, text);
  return begin(state, work.tool, { ...work.parameters, [work.asked]: answer });
}

/** The slot that was chosen before is not the one that is wanted now. */
function askAnotherTime(state: BrainState, { tool, parameters }: Work, words: string): Step {
  const when = joinTimes(parameters["when"], words);
  return begin(state, tool, { ...withoutSlot(parameters), when });
}

function withoutSlot(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "slot_id"));
}

const BARE_NO = /^\W*(?:no|nada|nothing|nope)\b[\s,.]*(?:gracias|thanks|thank you)?[\s.!]*$/i;
const YES = /^(?:s[ií]|claro|vale|por supuesto|yes|yeah|sure|of course)(?![\p{L}])/iu;

export function isBareYes(text: string): boolean {
  return /^\W*(?:s[ií]|claro|vale|yes|yeah|sure|of course)(?:,? (?:por favor|claro|gracias|please|thanks))?[\s.!]*$/iu.test(
    text,
  );
}

function droppedWords({ language }: BrainState, tool: string): string {
  const phrases = PHRASES[language];
  return WORKS[tool]?.dropped?.(phrases) ?? phrases.kept;
}

function choose(state: BrainState, work: Work, text: string): Step {
  const picked =
    pickOption(work.options, text) ??
    (work.options.length === 1 && YES.test(text.trim()) && !refusesOptions(text)
      ? work.options[0]
      : undefined);
  const again = work.question === "" ? [] : [say(work.question)];
  if (picked === "several") return [state, again];
  if (picked) return takeOption(state, work, picked);
  if (!state.tools.get(work.tool)?.has("when")) return [state, again];
  if (hasTime(text)) return askAnotherTime(state, work, timeIn(state.language, text) ?? withoutEnd(text));
  if (!refusesOptions(text)) return [state, again];
  // "Ninguna" says nothing that the tool could look for.
  const question = PHRASES[state.language].askOtherTime;
  const others = { ...work, parameters: withoutSlot(work.parameters), options: [], asked: "when" };
  return askCaller(state, others, question);
}

/** A question names its time somewhere, an answer is one. */
function whenOf({ language }: BrainState, text: string): string {
  return (/[?¿]/.test(text) ? timeIn(language, text) : undefined) ?? withoutEnd(text);
}

/** What was only looked for is booked when it is chosen. */
function takeOption(state: BrainState, work: Work, { parameter, id }: Option): Step {
  const chosen = { ...work.parameters, [parameter]: id };
  if (work.tool !== "find_free_slots") return begin(state, work.tool, chosen);
  if (state.tools.has("book_appointment")) return begin(state, "book_appointment", chosen);
  return conclude(state, [say(PHRASES[state.language].cannotBook)]);
}

/** Settled without a tool of its own: it is reported, when there is a tool for that. */
export function settle(state: BrainState, result: { outcome: string; notes: string }, then: Step[1]): Step {
  const settled: BrainState = { ...state, topic: "wrapping_up", outcome: result.outcome };
  if (!settled.tools.has("report_result")) return [settled, then];
  const [next, report] = callTool(settled, "report_result", result);
  return [next, [report, ...then]];
}
