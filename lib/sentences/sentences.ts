import type { Language, SentenceKey } from "@/lib/vocabulary";

/**
 * What the house says where a business has no words of its own. The Spanish of `connecting`, `no_answer`
 * and `leave_message` is the documented one, word for word.
 */
export const SENTENCES: Record<SentenceKey, Record<Language, string>> = {
  connecting: {
    es: "Estoy comunicándote con {advisor}, espera un momento mientras verifico su disponibilidad.",
    en: "I am connecting you with {advisor}, one moment while I check whether they are available.",
  },
  still_trying: {
    es: "Sigo intentando la comunicación con {advisor}. Un momento más, por favor.",
    en: "I am still trying to reach {advisor}. One more moment, please.",
  },
  no_answer: {
    es: "No logró contestar, ¿quieres que le deje tu recado?",
    en: "They could not answer. Would you like me to pass on a message?",
  },
  nobody_available: {
    es: "En este momento no hay ningún asesor disponible. Con gusto tomo el recado.",
    en: "No advisor is available at the moment. I will be glad to take a message.",
  },
  leave_message: {
    es: "Deja tu mensaje después del tono y con gusto se lo haré llegar.",
    en: "Leave your message after the tone and I will gladly pass it on.",
  },
  message_kept: {
    es: "El recado quedó guardado y lo haré llegar. Gracias por llamar a {business}.",
    en: "Your message has been kept and will be passed on. Thank you for calling {business}.",
  },
  advisor_brief: {
    es: "Llamada de {business}. {brief}. Pulse uno para atenderla.",
    en: "A call from {business}. {brief}. Press one to take it.",
  },
  advisor_connected: {
    es: "Gracias. La persona que llama está en la línea.",
    en: "Thank you. The caller is on the line.",
  },
  advisor_too_late: {
    es: "Gracias. La llamada ya terminó o la atiende otra persona. Puede colgar.",
    en: "Thank you. The call has ended or somebody else has taken it. You may hang up.",
  },
  no_agent: {
    es: "Gracias por llamar. Este número todavía no está atendido. Por favor, inténtelo de nuevo más tarde.",
    en: "Thank you for calling. Nobody answers this number yet. Please try again later.",
  },
  agent_inactive: {
    es: "Gracias por llamar. En este momento no podemos atenderle. Por favor, llame de nuevo más tarde.",
    en: "Thank you for calling. We cannot take your call at the moment. Please call again later.",
  },
  apology: {
    es: "Disculpe, tenemos un problema técnico y no podemos seguir con la llamada. Por favor, llame de nuevo en unos minutos.",
    en: "We are sorry, we have a technical problem and cannot continue the call. Please call again in a few minutes.",
  },
  one_moment: {
    es: "Un momento, por favor.",
    en: "One moment, please.",
  },
  still_there: {
    es: "¿Sigue ahí?",
    en: "Are you still there?",
  },
  cannot_hear: {
    es: "No le oigo. Dígame, por favor, en qué le puedo ayudar.",
    en: "I cannot hear you. Please tell me what I can do for you.",
  },
  say_again: {
    es: "Perdone, no le he oído bien. ¿Me lo repite, por favor?",
    en: "I am sorry, I did not hear that well. Could you say it again, please?",
  },
  say_differently: {
    es: "Disculpe, sigo sin entenderle. ¿Me lo puede decir con otras palabras?",
    en: "I am sorry, I still did not understand. Could you say it in other words?",
  },
  repeat_please: {
    es: "¿Puede repetirlo, por favor?",
    en: "Could you repeat that, please?",
  },
  goodbye_silence: {
    es: "Parece que no nos oímos. Puede llamarnos de nuevo cuando quiera. Hasta luego.",
    en: "It seems that we cannot hear each other. Please call again whenever you like. Goodbye.",
  },
  time_is_up: {
    es: "Tenemos que terminar la llamada. Gracias por llamar, hasta luego.",
    en: "We have to end the call now. Thank you for calling, goodbye.",
  },
  recording_inform: {
    es: "Esta llamada se graba para atenderle mejor.",
    en: "This call is recorded so that we can serve you better.",
  },
  recording_consent: {
    es: "Esta llamada se graba. Si continúa, entendemos que está de acuerdo; si prefiere que no grabemos sus llamadas, díganoslo y tomaremos nota.",
    en: "This call is recorded. If you stay on the line, we take it that you agree; if you would rather not have your calls recorded, tell us and we will make a note of it.",
  },
  message_or_person: {
    es: "Ahora mismo nuestro asistente no puede atenderle. Pulse uno para hablar con una persona, o deje su recado después de la señal.",
    en: "Our assistant cannot take your call right now. Press one to speak to a person, or leave your message after the tone.",
  },
};

/** What the recordings under audio/ say: a recording names nobody, and addresses the caller as the rest of the house does. */
const RECORDED: Partial<Record<SentenceKey, Record<Language, string>>> = {
  connecting: {
    es: "Le comunico con una persona, espere un momento, por favor.",
    en: "I am connecting you with a person, one moment, please.",
  },
  still_trying: {
    es: "Sigo intentando la comunicación. Un momento más, por favor.",
    en: "I am still trying to reach somebody. One more moment, please.",
  },
  no_answer: {
    es: "Nadie ha podido contestar. ¿Quiere dejar un recado?",
    en: "Nobody could answer. Would you like to leave a message?",
  },
  leave_message: {
    es: "Deje su mensaje después del tono y con gusto lo haremos llegar.",
    en: "Leave your message after the tone and we will gladly pass it on.",
  },
  message_kept: {
    es: "El recado quedó guardado y lo haremos llegar. Gracias por llamar.",
    en: "Your message has been kept and will be passed on. Thank you for calling.",
  },
  advisor_brief: {
    es: "Una persona espera en la línea y quiere hablar con usted. Pulse uno para atenderla.",
    en: "A caller is waiting on the line and would like to speak with you. Press one to take the call.",
  },
};

/** The words of the recording that comes with the house. */
export function recordedWords(key: SentenceKey, language: Language): string {
  return (RECORDED[key] ?? SENTENCES[key])[language];
}
