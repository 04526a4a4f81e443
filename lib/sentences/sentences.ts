import type { Language } from "@/lib/vocabulary";

/** What a caller hears when no agent can speak. */
export const SENTENCES = {
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
} as const satisfies Record<string, Record<Language, string>>;

export type SentenceKey = keyof typeof SENTENCES;
