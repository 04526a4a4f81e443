import type { Language } from "@/lib/vocabulary";
import { EMERGENCY_RULES_EN } from "./emergency-rules-en";
import { EMERGENCY_RULES_ES } from "./emergency-rules-es";
import type { SafetyRule } from "./rule";

export const EMERGENCY_RULES: Record<Language, readonly SafetyRule[]> = {
  es: EMERGENCY_RULES_ES,
  en: EMERGENCY_RULES_EN,
};
