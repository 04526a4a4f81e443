/**
 * A call that sells: who decides, what hurts, a demonstration, a day and an hour; what came of it is reported. Played where the prompt
 * speaks of sales or of offering a demo.
 */
import type { Intent } from "./brain-intents";
import type { BrainLanguage } from "./brain-phrases";
import type { SaleStep } from "./brain-sale";
import { type BrainState, endCall, say, type Step } from "./brain-state";
import { settle } from "./brain-work";
import { plainOf, timeIn, hasTime, withoutEnd } from "./brain-words";

const inSentence = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

interface Words {
  question: Record<Exclude<SaleStep, "opening">, string>;
  pitch: string;
  booked: (when: string) => string;
  callback: (when: string) => string;
  informed: string;
  refused: string;
}

const WORDS: Record<BrainLanguage, Words> = {
  es: {
    question: {
      who: "¿Es usted quien decide sobre el teléfono del negocio?",
      pain: "Gracias. ¿Cuántas llamadas se les quedan sin contestar cuando están atendiendo?",
      demo: "De eso nos encargamos: contestamos cuando ustedes no pueden. ¿Le enseño una demostración de quince minutos?",
      time: "Estupendo. ¿Qué día y a qué hora le viene bien?",
      callback: "Entiendo. ¿Cuándo es buen momento para volver a llamar?",
    },
    pitch: "Le llamo para que no pierdan llamadas mientras atienden.",
    booked: (when) => `Perfecto, la demostración queda apuntada: ${inSentence(when)}. ¿Necesita algo más?`,
    callback: (when) => `De acuerdo, volvemos a llamar: ${inSentence(when)}. Gracias y hasta pronto.`,
    informed: "De acuerdo, le enviamos la información. ¿Necesita algo más?",
    refused: "Lo entiendo. Gracias por su tiempo. Adiós.",
  },
  en: {
    question: {
      who: "Are you the person who decides about the phone of the business?",
      pain: "Thank you. How many calls go unanswered while you are with somebody?",
      demo: "That is what we take care of: we answer when you cannot. May I show you a demonstration of fifteen minutes?",
      time: "Great. What day and time would suit you?",
      callback: "I see. When is a good moment to call again?",
    },
    pitch: "I am calling so that you lose no calls while you are with somebody.",
    booked: (when) => `Perfect, the demonstration is noted: ${inSentence(when)}. Is there anything else?`,
    callback: (when) => `All right, we will call again: ${inSentence(when)}. Thank you and goodbye.`,
    informed: "All right, we will send you the information. Is there anything else?",
    refused: "I understand. Thank you for your time. Goodbye.",
  },
};

/** On lower-case text without accents. */
const REFUSES =
  /no (me|nos) interesa|no estamos interesad|\bno,? (muchas )?gracias|no quiero|ya tenemos|no (lo )?necesitamos|not interested|\bno,? thank|don't need|already have/;
const LATER =
  /ahora no (puedo|es buen)|\b(llam\w+|vuelva)\b.*\b(luego|tarde|otro|manana|lunes|martes|miercoles|jueves|viernes|semana)|estoy (ocupad|atendiendo|con un)|call (me |us )?(back|later|again|tomorrow)|not a good (time|moment)|busy right now/;
const LATER_INFORMED =
  /\b(mand|envi|escrib)\w*\b.*(informacion|correo|e-?mail|algo)|lo (pienso|pensare|consulto|comento)|send (me|us)\b.*(information|e-?mail|something)|think about it/;
const WHO_IS_IT =
  /quien (es|llama|habla)|de que se trata|que (es eso|venden|ofrecen)|de parte de|who('s| is) (this|calling)|what('s| is) (this|it) about|what do you (sell|offer)/;
const IS_ME =
  /^(si\b|yes\b|yeah\b)|\b(soy (yo|la|el)|conmigo|yo mism|al habla|speaking|that's me|i (am|do)\b|it's me)/;
const IS_OWNER = /\bsoy (la|el) (duen|encargad|jef|gerent|propietari)|\bi('m| am) the (owner|manager|boss)/;
const NO_CALLS = /^(ningun|no\b|pocas|casi ningun|none|hardly|few)/;
/** The receptionist's own answer is the right one in a call that sells, too. */
const NOT_SALES: ReadonlySet<Intent> = new Set([
  "opt_out",
  "wrong_number",
  "robot",
  "hours",
  "address",
  "prices",
]);

/** Undefined where it is not for the seller to answer. */
export function sell(state: BrainState, intent: Intent | undefined, text: string): Step | undefined {
  const { sale } = state;
  if (!sale || (intent !== undefined && NOT_SALES.has(intent))) return undefined;
  const plain = plainOf(text);
  if (WHO_IS_IT.test(plain)) return [state, [say(`${WORDS[state.language].pitch} ${saleQuestion(state)}`)]];
  if (REFUSES.test(plain)) return refuse(state, text);
  if (LATER_INFORMED.test(plain)) return close(state, "qualified", text, WORDS[state.language].informed);
  if (sale.step !== "callback" && sale.step !== "time" && LATER.test(plain)) return callAgain(state, text);
  if (intent === "goodbye") return undefined;
  return STEPS[sale.step](state, text, intent);
}

const STEPS: Record<SaleStep, (state: BrainState, text: string, intent: Intent | undefined) => Step> = {
  opening: (state, text, intent) => {
    if (intent === "no") return callAgain(state, text);
    return ask(state, IS_OWNER.test(plainOf(text)) ? "pain" : "who");
  },
  who: (state, text, intent) => {
    if (intent === "yes" || IS_ME.test(plainOf(text))) return ask(state, "pain");
    return callAgain(state, text);
  },
  pain: (state, text) => {
    const pain = NO_CALLS.test(plainOf(text)) ? null : withoutEnd(text);
    return ask({ ...state, sale: { step: "demo", pain } }, "demo");
  },
  demo: (state, text, intent) => {
    const when = timeIn(state.language, text);
    if (when !== undefined) return bookDemo(state, when);
    if (intent === "no") return refuse(state, text);
    return ask(state, intent === "yes" || intent === "confirm" || intent === "book" ? "time" : "demo");
  },
  time: (state, text, intent) => {
    if (hasTime(text)) return bookDemo(state, timeIn(state.language, text) ?? withoutEnd(text));
    return intent === "no" ? refuse(state, text) : ask(state, "time");
  },
  callback: (state, text) => close(state, "callback", text, WORDS[state.language].callback(withoutEnd(text))),
};

function ask(state: BrainState, step: Exclude<SaleStep, "opening">): Step {
  const pain = state.sale?.pain ?? null;
  return [{ ...state, sale: { step, pain } }, [say(WORDS[state.language].question[step])]];
}

/** What the person still owes an answer to. */
export function saleQuestion({ language, sale }: Pick<BrainState, "language" | "sale">): string {
  if (!sale) return "";
  return WORDS[language].question[sale.step === "opening" ? "who" : sale.step];
}

function callAgain(state: BrainState, text: string): Step {
  const when = timeIn(state.language, text);
  if (when === undefined) return ask(state, "callback");
  return close(state, "callback", text, WORDS[state.language].callback(when));
}

function bookDemo(state: BrainState, when: string): Step {
  const pain = state.sale?.pain ?? null;
  const notes = pain === null ? when : `${when} (${pain})`;
  return close(state, "booked_demo", notes, WORDS[state.language].booked(when));
}

function refuse(state: BrainState, text: string): Step {
  const over: BrainState = { ...state, sale: null };
  const { refused } = WORDS[state.language];
  return settle(over, { outcome: "not_interested", notes: text }, [say(refused), endCall("not interested")]);
}

function close(state: BrainState, outcome: string, notes: string, words: string): Step {
  const over: BrainState = { ...state, sale: null };
  // Whoever is asked nothing more is said goodbye to.
  const end = words.endsWith("?") ? [] : [endCall(outcome)];
  return settle(over, { outcome, notes }, [say(words), ...end]);
}
