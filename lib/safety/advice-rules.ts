import type { Language } from "@/lib/vocabulary";
import { ADVICE_RULES_EN } from "./advice-rules-en";
import { ADVICE_RULES_ES } from "./advice-rules-es";
import type { SafetyRule } from "./rule";

/**
 * Questions that only somebody who treats the caller may answer: what to take, how much, whether it is serious, what a result means.
 * Preparing a visit is no medical advice (“¿puedo tomar café antes de la cita?”, “what should I bring?”): the business tells its agent;
 * once a medicine is named it is.
 */
export const ADVICE_RULES: Record<Language, readonly SafetyRule[]> = {
  es: ADVICE_RULES_ES,
  en: ADVICE_RULES_EN,
};
