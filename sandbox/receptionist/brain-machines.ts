/** Machines that answer a call that the agent places: a mailbox is met with silence, an assistant that asks who calls with one sentence. */
import type { BrainLanguage } from "./brain-phrases";
import { type BrainState, say, type Step } from "./brain-state";
import { plainOf } from "./brain-words";

/** On lower-case text without accents. */
const MAILBOX =
  /\bbuzon de voz\b|\bdej[ea] (su|tu) (mensaje|recado)\b|\bvoice ?mail\b|\bleave (a|your) message after\b/;
const ASKS_WHO =
  /\b(diga\w*|di|indique\w*|grabe|deme)\b.{0,40}\bnombre\b.*\b(motivo|razon|por que|para que)\b|\bmotivo de (su|la) llamada\b|\b(say|state|record|give)\b.{0,40}\bname\b.*\b(reason|why|purpose)\b|\breason for (your|the) call/;
/** Said by an assistant while it rings for its owner. */
const PATIENCE = /\bun momento\b|\bespere\b|\bno cuelgue\b|\bone moment\b|\bplease (hold|wait)\b|\bhold on\b/;
/** The sentence in which somebody introduces themselves. */
const INTRODUCES = /\b(?:soy|le habla|le llamo|llamo de|this is|i am|i'm|calling from)\b/i;

const WORDS: Record<BrainLanguage, { who: string; visit: string; sale: string }> = {
  es: {
    who: "Soy el asistente virtual del centro.",
    visit: "Llamo por una cita.",
    sale: "Llamo para presentarle un servicio.",
  },
  en: {
    who: "I am the virtual assistant of the centre.",
    visit: "I am calling about an appointment.",
    sale: "I am calling to present a service.",
  },
};

/** Undefined where a person speaks. */
export function meetMachine(state: BrainState, text: string): Step | undefined {
  const plain = plainOf(text);
  if (MAILBOX.test(plain)) return [{ ...state, machine: "mailbox" }, []];
  if (ASKS_WHO.test(plain)) {
    const words = WORDS[state.language];
    const reason = state.sale ? words.sale : words.visit;
    return [{ ...state, machine: "screening" }, [say(`${introductionOf(state) ?? words.who} ${reason}`)]];
  }
  if (state.machine === null) return undefined;
  if (PATIENCE.test(plain)) return [state, []];
  // Somebody has come to the telephone, and has not heard the greeting.
  const greeting = state.firstMessage === "" ? WORDS[state.language].who : state.firstMessage;
  return [{ ...state, machine: null }, [say(greeting)]];
}

function introductionOf({ firstMessage }: BrainState): string | undefined {
  return firstMessage.split(/(?<=[.!?…])\s+/u).find((sentence) => INTRODUCES.test(sentence));
}
