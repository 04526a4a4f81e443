import type { Language } from "@/lib/vocabulary";
import type { Missed } from "./missed-call";

interface TaskWords {
  missed: Record<Missed, string>;
  /** They were asked for a message and said nothing. */
  silent: string;
  /** The network did not tell who called. */
  withheld: string;
  /** `advisor`: who was rung last. */
  hungUpOnHold: (advisor: string | null) => string;
  /** Nobody could be reached, and they hung up without leaving word. */
  nobodyCame: (advisor: string | null) => string;
  reason: (reason: string) => string;
}

/** What the house writes down by itself, in the language of the business. */
export const TASK_WORDS: Record<Language, TaskWords> = {
  es: {
    missed: {
      unanswered: "Llamó y nadie pudo atenderle.",
      not_waited: "Llamó y colgó antes de que le atendieran.",
      cut_off: "La llamada se cortó antes de terminar.",
    },
    silent: "Llamó y no dejó ningún recado.",
    withheld: "Llamó con número oculto: no se sabe a dónde devolver la llamada.",
    hungUpOnHold: (advisor) =>
      advisor === null
        ? "Colgó mientras esperaba a un asesor."
        : `Colgó mientras esperaba a que ${advisor} le atendiera.`,
    nobodyCame: (advisor) =>
      advisor === null
        ? "Quiso hablar con una persona, nadie pudo atenderle y colgó sin dejar recado."
        : `Quiso hablar con una persona, ${advisor} no pudo atenderle y colgó sin dejar recado.`,
    reason: (reason) => `Motivo: ${reason}`,
  },
  en: {
    missed: {
      unanswered: "Called, and nobody could attend to them.",
      not_waited: "Called, and hung up before anybody answered.",
      cut_off: "The call was cut off before it was over.",
    },
    silent: "Called and left no message.",
    withheld: "They called with a withheld number: nobody knows where to call back.",
    hungUpOnHold: (advisor) =>
      advisor === null ? "Hung up while waiting for an advisor." : `Hung up while waiting for ${advisor}.`,
    nobodyCame: (advisor) =>
      `Wanted to speak with a person, ${advisor ?? "nobody"} could ${advisor === null ? "" : "not "}take the call, and hung up without leaving a message.`,
    reason: (reason) => `Reason: ${reason}`,
  },
};
