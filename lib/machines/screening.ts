import type { Language } from "@/lib/vocabulary";

/**
 * Telephones that answer for their owner and ask who calls (iOS call screening, Google's assistant): each row is a way in which the
 * question is put, with what is asked for in it.
 */
const QUESTIONS: readonly RegExp[] = [
  phrase(
    "(?:diga|di|d[ií]game|d[ií]ganos|dinos|decir|dice|indi(?:que|ca|car)|grab[ea]|grabar) .{0,40}nombre .{0,60}(?:motivo|raz[oó]n|por qu[eé]|para qu[eé]|asunto)",
  ),
  phrase("(?:motivo|raz[oó]n) (?:de|por) (?:su|tu|la|esta) llamada"),
  phrase("qui[eé]n (?:llama|es|me llama)[ ,?¿y]+(?:.{0,20} )?(?:por qu[eé]|motivo|para qu[eé])"),
  phrase("(?:say|state|record|give|tell) .{0,40}name .{0,60}(?:reason|why|purpose|calling about|regarding)"),
  phrase("reason (?:for|of) (?:your|the|this) call(?:ing)?"),
  phrase("who(?:'s|’s| is) calling[ ,?]+(?:.{0,20} )?(?:why|what|reason|regarding)"),
  phrase("screening (?:service|assistant|this call|calls|your call)"),
];

/** A mailbox may ask for name and reason too; it has nobody to ring for. */
const MAILBOX: readonly RegExp[] = [
  phrase(
    "buz[oó]n|contestador|(?:despu[eé]s|al o[ií]r|tras) .{0,10}(?:señal|tono|pitido)|dej(?:e|a|ar|en) (?:su|un|tu|el) (?:mensaje|recado)",
  ),
  phrase(
    "no (?:puedo|podemos|puede|est[aá]|estoy|estamos) (?:atender|disponibles?)|(?:le|te) (?:llamaremos|llamar[eé]|devolver[eé]|devolveremos)",
  ),
  phrase("voice ?mail|mailbox|answering machine|after the (?:tone|beep)|leave (?:a|your|me a|us a) message"),
  phrase(
    "(?:not|un)\\s?available|can(?:'t|’t|not) (?:come|get|take)|(?:call|get back to) you(?: back)?|return your call",
  ),
];

/** Whole words; `\b` knows no accented letters. */
function phrase(words: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");
}

/** True for words in which a telephone asks who calls and why, before it rings for its owner: everything it said so far. */
export function isScreening(text: string): boolean {
  const words = text.normalize("NFC").replaceAll(/\s+/g, " ");
  return QUESTIONS.some((one) => one.test(words)) && !MAILBOX.some((one) => one.test(words));
}

/** What every agent is told for the calls that it places, among the rules that the house puts behind its prompt. */
export const PLACED_CALL_RULES: Record<Language, readonly string[]> = {
  es: [
    "- En una llamada que usted hace puede contestar un teléfono que pregunta quién llama y por qué («diga su nombre y el motivo de su llamada»). Responda una sola vez y en una frase: quién es usted, de qué negocio llama y para qué, sin datos de salud ni otros detalles de la persona. Después espere en silencio hasta que hable alguien, y entonces salude de nuevo.",
    "- Si le dicen que esa persona no puede atender, dé las gracias y termine la llamada.",
    "- Si en una llamada que usted hace contesta un buzón de voz («deje su mensaje después de la señal»), no le deje ningún mensaje ni cuelgue: espere en silencio, de eso se encarga la centralita.",
  ],
  en: [
    "- A call that you place may be answered by a telephone that asks who calls and why (“please state your name and the reason for your call”). Answer once and in one sentence: who you are, which business you call from and what for, without anything about health or other details of the person. Then wait in silence until somebody speaks, and greet them anew.",
    "- If you are told that the person is not available, say thank you and end the call.",
    "- If voicemail answers a call that you place (“leave your message after the tone”), neither leave a message nor hang up: wait in silence, the switchboard takes care of it.",
  ],
};
