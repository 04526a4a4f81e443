/**
 * The agent's mind in the sandbox: a scripted receptionist, and it says so when asked. Pure: what was heard
 * goes in, what to say and do comes out; the socket session does the rest. Like a model that behaves, it does its
 * work through the agent's tools, of which it knows the names of the usual ones; whatever it uses gets only the
 * parameters that the agent's configuration declares. What no tool does it reports, or says that it cannot.
 *
 * Lines of the prompt that it follows: `Horario: …`, `Dirección: …`, `Precios: …` (and in English), and the fixed
 * words after `EMERGENCY WORDS:` and `ADVICE WORDS:`. A contextual update that begins `SAID TO CALLER:` tells it
 * words that somebody else has said in its place: it does not say them again, and knows of a message that they
 * offer. One that begins `The caller asked for medical advice` makes it decline what it was about to answer. One that
 * speaks of waiting (`waits for`, `on hold`) makes it leave the caller in peace until nobody is coming any more.
 * Told by a message to offer a message, it does. A prompt that speaks of sales or of offering a demo makes it a seller (brain-sales.ts).
 */
import { type Intent, intentOf } from "./brain-intents";
import { answerFact, factFor, pendingQuestion } from "./brain-facts";
import { meetMachine } from "./brain-machines";
import { PHRASES } from "./brain-phrases";
import { type Concern, concernOf } from "./brain-safety";
import {
  type Action,
  type BrainState,
  endCall,
  type Heard,
  namesMessage,
  offersMessage,
  say,
  type Step,
} from "./brain-state";
import {
  askForPerson,
  GIVEN_BACK,
  learnOfHold,
  rememberWords,
  TOLD_TO_OFFER,
  withMessageOffered,
} from "./brain-transfer";
import { sell } from "./brain-sales";
import {
  begin,
  continueWork,
  isBareYes,
  leavesWork,
  offerMessage,
  settle,
  takeResult,
  wordsFor,
} from "./brain-work";
import {
  hasTime,
  messageIn,
  nameIn,
  newTimeIn,
  plainOf,
  reasonIn,
  serviceIn,
  staffIn,
  timeIn,
  withoutEnd,
} from "./brain-words";

const SAID_TO_CALLER = "SAID TO CALLER:";
const ADVICE_ASKED = /^The caller asked for medical advice\b/;
/** Unanswered silences after which the agent waits. */
const MOST_SILENCES = 2;
const MAX_SAID_BY_OTHERS = 5;

export function think(state: BrainState, heard: Heard): Step {
  const [next, actions] = react(state, heard);
  const isNew = (action: Action) =>
    action.type !== "say" || !state.saidByOthers.includes(lettersOf(action.text));
  return [next, actions.filter(isNew)];
}

function lettersOf(text: string): string {
  return plainOf(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}

function react(state: BrainState, heard: Heard): Step {
  const phrases = PHRASES[state.language];
  switch (heard.type) {
    case "text":
      if (state.isAnswered) return [{ ...state, isAnswered: false }, []];
      return understand(rememberWords({ ...state, silences: 0 }, heard.text.trim()), heard.text.trim());
    case "voice_without_words":
      return [{ ...state, silences: 0 }, [say(phrases.voiceOnly)]];
    case "silence": {
      // Whoever waits on hold hears music, and has nothing to answer; nor has a machine.
      if (state.isHolding || state.machine !== null) return [state, []];
      const silences = state.silences + 1;
      return [{ ...state, silences }, silences > MOST_SILENCES ? [] : [say(phrases.stillThere)]];
    }
    case "tool_result":
      return takeResult(state, heard);
    case "context": {
      if (ADVICE_ASKED.test(heard.text)) return [{ ...state, isAdviceAsked: heard.isAnswerDue }, []];
      if (!heard.text.startsWith(SAID_TO_CALLER)) return [learnOfHold(state, heard.text), []];
      return [
        takeWordsOfOthers(state, heard.text.slice(SAID_TO_CALLER.length).trim(), heard.isAnswerDue),
        [],
      ];
    }
  }
}

function takeWordsOfOthers(state: BrainState, words: string, isAnswerDue: boolean): BrainState {
  const saidByOthers = [...state.saidByOthers, lettersOf(words)].slice(-MAX_SAID_BY_OTHERS);
  // Whoever listens to them, or does what they say, is not asked whether they are there.
  const told = { ...state, saidByOthers, silences: MOST_SILENCES, isAnswered: isAnswerDue };
  // To whom a message is offered nobody is coming any more.
  return offersMessage(words) || (state.isHolding && namesMessage(words)) ? withMessageOffered(told) : told;
}

function understand(state: BrainState, text: string): Step {
  const { noPerson, backAgain } = PHRASES[state.language];
  if (TOLD_TO_OFFER.test(text)) return offerMessage(state, noPerson);
  if (GIVEN_BACK.test(text)) return [{ ...state, isHolding: false, topic: "open" }, [say(backAgain)]];
  const met = meetMachine(state, text);
  if (met) return met;
  const known: BrainState = { ...state, misunderstood: 0, offer: null, isAdviceAsked: false };
  const concern = concernOf(state.language, text) ?? (state.isAdviceAsked ? "medical_advice" : undefined);
  if (concern && !isDictated(state, concern)) return raise({ ...known, work: null }, concern, text);
  const intent = intentOf(state.language, text);
  const { work } = state;
  if (state.isHolding) return answerOnHold(known, intent, text);
  if (work && !leavesWork(work, intent, text)) return continueWork(known, work, text);
  const sold = sell(known, intent, text);
  if (sold) return sold;
  const isRecordingWanted = intent === "recorded_message" && state.tools.has("record_message");
  if (!work && state.topic === "leaving_message" && intent !== "goodbye" && !isRecordingWanted)
    return isBareYes(text) ? takeMessage(known, undefined, text) : takeMessage(known, text, text);
  const urgent = intent ? answerAlways(known, intent, text) : undefined;
  if (urgent) return urgent;
  const free: BrainState = { ...known, work: null };
  if (state.topic === "choosing_slot") return chooseSlot(free, intent, text);
  if (state.topic === "confirming_cancel") return confirmCancel(free, intent, text);
  if (intent === "yes" && state.offer === "booking" && state.tools.has("book_appointment"))
    return begin(free, "book_appointment", {});
  if (intent === "yes" && state.offer === "message") return takeMessage(free, undefined, text);
  return intent ? answer(free, intent, text) : misunderstand({ ...state, offer: null });
}

/** A question that somebody dictates is for the person who gets the message. */
function isDictated({ topic, work }: BrainState, concern: Concern): boolean {
  const isMessage = work ? work.asked === "text" : topic === "leaving_message";
  return isMessage && concern === "medical_advice";
}

function raise(state: BrainState, kind: Concern, words: string): Step {
  if (state.tools.has("report_safety_concern")) return begin(state, "report_safety_concern", { kind, words });
  return [{ ...state, topic: "wrapping_up" }, [say(wordsFor(state, kind))]];
}

/** What is answered in the same way whatever the agent had just asked. */
function answerAlways(state: BrainState, intent: Intent, text: string): Step | undefined {
  const phrases = PHRASES[state.language];
  const open: BrainState = { ...state, topic: "open", work: null };
  switch (intent) {
    case "opt_out":
      if (state.tools.has("do_not_call_again")) return begin(open, "do_not_call_again", { reason: text });
      return settle(open, { outcome: "opted_out", notes: text }, [
        say(phrases.optedOut),
        endCall("opted out"),
      ]);
    case "wrong_number":
      return settle(open, { outcome: "wrong_number", notes: text }, [
        say(phrases.wrongNumber),
        endCall("wrong number"),
      ]);
    case "robot":
      return [state, [say(`${phrases.robot} ${pendingQuestion(state)}`.trim())]];
    case "hours":
    case "address":
    case "prices":
      return answerFact(state, intent);
    case "person":
      return askForPerson(open, text);
    case "goodbye":
      return [open, [say(phrases.goodbye), endCall("said goodbye")]];
    case "message":
      return takeMessage(open, messageIn(text), text);
    case "recorded_message":
      if (state.tools.has("record_message")) return begin(open, "record_message", {});
      return takeMessage(open, undefined, text);
    default:
      return undefined;
  }
}

/** The agent can be reached while the caller waits, and does not chatter. */
function answerOnHold(state: BrainState, intent: Intent | undefined, text: string): Step {
  switch (intent) {
    case "opt_out":
    case "wrong_number":
    case "goodbye":
    case "message":
    case "recorded_message":
      return answerAlways({ ...state, isHolding: false }, intent, text) ?? [state, []];
    case "hours":
    case "address":
    case "prices":
      return [state, [say(factFor(state, intent))]];
    default:
      return [state, [say(PHRASES[state.language].stillTrying)]];
  }
}

function answer(state: BrainState, intent: Intent, text: string): Step {
  const phrases = PHRASES[state.language];
  const isWrappingUp = state.topic === "wrapping_up";
  switch (intent) {
    case "cancel":
      return askCancel(state, text);
    case "reschedule":
      return reschedule(state, newTimeIn(state.language, text), text);
    case "book":
      return book(state, text);
    case "find_slots":
      return findSlots(state, text);
    case "yes":
      if (isWrappingUp) return [{ ...state, topic: "open" }, [say(phrases.offer)]];
      return confirm(state, text);
    case "confirm":
      return confirm(state, text);
    case "no":
      if (isWrappingUp) return [state, [say(phrases.goodbye), endCall("nothing else")]];
      return [state, [say(phrases.offer)]];
    case "thanks":
      return [{ ...state, topic: "wrapping_up" }, [say(phrases.youAreWelcome)]];
    default:
      return [state, [say(phrases.greeting)]];
  }
}

function confirm(state: BrainState, text: string): Step {
  if (state.tools.has("confirm_appointment"))
    return begin(state, "confirm_appointment", { name: nameIn(text) });
  return settle(state, { outcome: "confirmed", notes: text }, [say(PHRASES[state.language].confirmed)]);
}

function reschedule(state: BrainState, when: string | undefined, text: string): Step {
  const { askWhen } = PHRASES[state.language];
  if (when === undefined || !state.tools.has("reschedule_appointment"))
    return [{ ...state, topic: "choosing_slot" }, [say(askWhen)]];
  return begin(state, "reschedule_appointment", { when, name: nameIn(text) });
}

function chooseSlot(state: BrainState, intent: Intent | undefined, text: string): Step {
  const phrases = PHRASES[state.language];
  const named = timeIn(state.language, text);
  // Whether there is room the tool knows that moves the appointment.
  if (intent === "find_slots" && state.tools.has("reschedule_appointment"))
    return begin(state, "reschedule_appointment", { when: named ?? withoutEnd(text) });
  if (intent === "cancel" && named === undefined) return askCancel(state, text);
  if (intent === "no" && named === undefined)
    return [{ ...state, topic: "wrapping_up" }, [say(phrases.kept)]];
  const isVague = intent === "reschedule" || intent === "greeting" || intent === "thanks";
  if (!hasTime(text) || (isVague && named === undefined)) return [state, [say(phrases.askWhen)]];
  const when = withoutEnd(text);
  if (state.tools.has("reschedule_appointment")) return begin(state, "reschedule_appointment", { when });
  return settle(state, { outcome: "rescheduled", notes: when }, [say(phrases.rescheduled(when))]);
}

function askCancel(state: BrainState, text: string): Step {
  const cancelReason = reasonIn(text) ?? null;
  return [{ ...state, topic: "confirming_cancel", cancelReason }, [say(PHRASES[state.language].askCancel)]];
}

function confirmCancel(state: BrainState, intent: Intent | undefined, text: string): Step {
  const phrases = PHRASES[state.language];
  if (intent === "yes" || intent === "confirm" || intent === "cancel") {
    if (state.tools.has("cancel_appointment"))
      return begin(state, "cancel_appointment", {
        reason: reasonIn(text) ?? state.cancelReason,
        name: nameIn(text),
      });
    return settle(state, { outcome: "cancelled", notes: text }, [say(phrases.cancelled)]);
  }
  if (intent === "no") return [{ ...state, topic: "wrapping_up" }, [say(phrases.kept)]];
  if (intent === "reschedule") return reschedule(state, newTimeIn(state.language, text), text);
  return [state, [say(phrases.askCancel)]];
}

/** What the sentence already says of the visit; the tool asks for the rest. */
function visitIn({ language }: BrainState, text: string) {
  return {
    service: serviceIn(language, text),
    when: timeIn(language, text),
    staff: staffIn(text),
    name: nameIn(text),
  };
}

function book(state: BrainState, text: string): Step {
  if (state.tools.has("book_appointment")) return begin(state, "book_appointment", visitIn(state, text));
  if (state.tools.has("take_message")) return begin(state, "take_message", { text });
  return [{ ...state, topic: "wrapping_up" }, [say(PHRASES[state.language].cannotBook)]];
}

function findSlots(state: BrainState, text: string): Step {
  if (state.tools.has("find_free_slots")) return begin(state, "find_free_slots", visitIn(state, text));
  if (state.tools.has("book_appointment")) return book(state, text);
  const { unknownFact, anythingElse } = PHRASES[state.language];
  return [{ ...state, topic: "wrapping_up" }, [say(`${unknownFact} ${anythingElse}`)]];
}

/** `message` is undefined while the caller has only said that there is one. */
function takeMessage(state: BrainState, message: string | undefined, text: string): Step {
  const { askMessage, noMessages } = PHRASES[state.language];
  if (!state.tools.has("take_message")) return [{ ...state, topic: "open" }, [say(noMessages)]];
  if (message === undefined) return [{ ...state, topic: "leaving_message" }, [say(askMessage)]];
  const isUrgent = /\burgente?(mente)?\b|\burgent/i.test(text);
  const urgent = isUrgent ? true : undefined;
  return begin(state, "take_message", { text: message, name: nameIn(text), urgent });
}

function misunderstand(state: BrainState): Step {
  const phrases = PHRASES[state.language];
  const misunderstood = state.misunderstood + 1;
  return [{ ...state, misunderstood }, [say(misunderstood > 1 ? phrases.againWithHelp : phrases.again)]];
}
