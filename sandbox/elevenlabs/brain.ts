/**
 * The agent's mind in the sandbox: a scripted receptionist, and it says so when asked. Pure: what was heard
 * goes in, what to say and do comes out; the socket session does the rest.
 */
import { type BrainLanguage, FACT_LINES, type Intent, INTENTS, PATTERNS, PHRASES } from "./brain-phrases";

export type Heard =
  | { type: "text"; text: string }
  | { type: "voice_without_words" }
  | { type: "silence" }
  | { type: "tool_result"; name: string; isError: boolean };

export type Action =
  | { type: "say"; text: string }
  | { type: "use_tool"; name: string; parameters: { [name: string]: string } }
  | { type: "end_call"; reason: string };

export interface BrainState {
  language: BrainLanguage;
  prompt: string;
  /** Names of the client tools that the agent may use. */
  tools: readonly string[];
  topic: "open" | "choosing_slot" | "confirming_cancel" | "wrapping_up";
  misunderstood: number;
  silences: number;
  outcome: string | null;
}

export function createBrain(given: {
  language: string;
  prompt: string;
  tools: readonly string[];
}): BrainState {
  return {
    language: given.language.startsWith("es") ? "es" : "en",
    prompt: given.prompt,
    tools: given.tools,
    topic: "open",
    misunderstood: 0,
    silences: 0,
    outcome: null,
  };
}

export function think(state: BrainState, heard: Heard): [BrainState, Action[]] {
  const phrases = PHRASES[state.language];
  switch (heard.type) {
    case "text":
      return understand({ ...state, silences: 0 }, heard.text.trim());
    case "voice_without_words":
      return [{ ...state, silences: 0 }, [say(phrases.voiceOnly)]];
    case "silence": {
      const silences = state.silences + 1;
      return [{ ...state, silences }, silences > 2 ? [] : [say(phrases.stillThere)]];
    }
    case "tool_result":
      if (!heard.isError) return [state, []];
      return [state, [say(heard.name === "transfer_to_advisor" ? phrases.person : phrases.notReported)]];
  }
}

export function intentOf(language: BrainLanguage, text: string): Intent | undefined {
  const plain = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .toLowerCase()
    .replace(/^[^a-z0-9]+/, "");
  return INTENTS.find((intent) => PATTERNS[language][intent].test(plain));
}

function understand(state: BrainState, text: string): [BrainState, Action[]] {
  const intent = intentOf(state.language, text);
  const known: BrainState = { ...state, misunderstood: 0 };
  const urgent = intent ? answerAlways(known, intent, text) : undefined;
  if (urgent) return urgent;
  if (state.topic === "choosing_slot") return chooseSlot(known, intent, text);
  if (state.topic === "confirming_cancel") return confirmCancel(known, intent, text);
  return intent ? answer(known, intent, text) : misunderstand(state);
}

/** What is answered in the same way whatever the agent had just asked. */
function answerAlways(state: BrainState, intent: Intent, text: string): [BrainState, Action[]] | undefined {
  const phrases = PHRASES[state.language];
  const open: BrainState = { ...state, topic: "open" };
  switch (intent) {
    case "opt_out":
      return settle(open, { outcome: "opted_out", notes: text }, [say(phrases.optedOut), end("opted out")]);
    case "wrong_number":
      return settle(open, { outcome: "wrong_number", notes: text }, [
        say(phrases.wrongNumber),
        end("wrong number"),
      ]);
    case "robot":
      return [state, [say(phrases.robot)]];
    case "hours":
    case "address":
    case "prices": {
      const fact = FACT_LINES[intent].exec(state.prompt)?.[1]?.trim().replace(/\.$/, "");
      return [
        { ...state, topic: "wrapping_up" },
        [say(fact === undefined ? phrases.unknownFact : phrases[intent](fact))],
      ];
    }
    case "person":
      if (!state.tools.includes("transfer_to_advisor")) return [open, [say(phrases.person)]];
      return [open, [say(phrases.transferring), callTool("transfer_to_advisor", { reason: text })]];
    case "goodbye":
      return [open, [say(phrases.goodbye), end("said goodbye")]];
    case "cancel":
    case "reschedule":
    case "confirm":
    case "yes":
    case "no":
    case "thanks":
    case "greeting":
      return undefined;
  }
}

function answer(state: BrainState, intent: Intent, text: string): [BrainState, Action[]] {
  const phrases = PHRASES[state.language];
  const isWrappingUp = state.topic === "wrapping_up";
  switch (intent) {
    case "cancel":
      return [{ ...state, topic: "confirming_cancel" }, [say(phrases.askCancel)]];
    case "reschedule":
      return [{ ...state, topic: "choosing_slot" }, [say(phrases.askWhen)]];
    case "yes":
      if (isWrappingUp) return [{ ...state, topic: "open" }, [say(phrases.offer)]];
      return settle(state, { outcome: "confirmed", notes: text }, [say(phrases.confirmed)]);
    case "confirm":
      return settle(state, { outcome: "confirmed", notes: text }, [say(phrases.confirmed)]);
    case "no":
      if (isWrappingUp) return [state, [say(phrases.goodbye), end("nothing else")]];
      return [state, [say(phrases.offer)]];
    case "thanks":
      return [{ ...state, topic: "wrapping_up" }, [say(phrases.youAreWelcome)]];
    default:
      return [state, [say(phrases.greeting)]];
  }
}

function chooseSlot(state: BrainState, intent: Intent | undefined, text: string): [BrainState, Action[]] {
  const phrases = PHRASES[state.language];
  if (intent === "cancel") return [{ ...state, topic: "confirming_cancel" }, [say(phrases.askCancel)]];
  if (intent === "no") return [{ ...state, topic: "wrapping_up" }, [say(phrases.kept)]];
  if (intent === "reschedule" || intent === "greeting" || intent === "thanks" || !hasTime(text)) {
    return [state, [say(phrases.askWhen)]];
  }
  const when = text.replace(/[.!]+$/, "");
  return settle(state, { outcome: "rescheduled", notes: when }, [say(phrases.rescheduled(when))]);
}

const TIME =
  /\d|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|tarde|noche|semana|mediodia|\b(una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|tomorrow|noon|week|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/;

function hasTime(text: string): boolean {
  return TIME.test(text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase());
}

function confirmCancel(state: BrainState, intent: Intent | undefined, text: string): [BrainState, Action[]] {
  const phrases = PHRASES[state.language];
  if (intent === "yes" || intent === "confirm" || intent === "cancel") {
    return settle(state, { outcome: "cancelled", notes: text }, [say(phrases.cancelled)]);
  }
  if (intent === "no") return [{ ...state, topic: "wrapping_up" }, [say(phrases.kept)]];
  if (intent === "reschedule") return [{ ...state, topic: "choosing_slot" }, [say(phrases.askWhen)]];
  return [state, [say(phrases.askCancel)]];
}

function misunderstand(state: BrainState): [BrainState, Action[]] {
  const phrases = PHRASES[state.language];
  const misunderstood = state.misunderstood + 1;
  return [{ ...state, misunderstood }, [say(misunderstood > 1 ? phrases.againWithHelp : phrases.again)]];
}

function settle(
  state: BrainState,
  result: { outcome: string; notes: string },
  then: Action[],
): [BrainState, Action[]] {
  const settled: BrainState = { ...state, topic: "wrapping_up", outcome: result.outcome };
  return [
    settled,
    state.tools.includes("report_result") ? [callTool("report_result", result), ...then] : then,
  ];
}

function say(text: string): Action {
  return { type: "say", text };
}

function callTool(name: string, parameters: { [name: string]: string }): Action {
  return { type: "use_tool", name, parameters };
}

function end(reason: string): Action {
  return { type: "end_call", reason };
}
