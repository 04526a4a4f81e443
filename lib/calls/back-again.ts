import type { Language } from "@/lib/vocabulary";

/** What an agent says that takes up a conversation which broke off. */
export const BACK_AGAIN: Record<Language, string> = {
  es: "Disculpe la interrupción, ya estoy de nuevo con usted. ¿Me decía?",
  en: "Sorry for the interruption, I am back with you. You were saying?",
};
