import type { Country, Language } from "@/lib/vocabulary";

/** Understood, or what to ask: a sentence the agent can say, in the caller's language. */
export type Understood<T> =
  | { ok: true; value: T }
  | { ok: false; ask: string; reason: "ambiguous" | "not_understood" | "past" | "impossible" };

export type AskReason = Extract<Understood<never>, { ok: false }>["reason"];

/** Where and when something is said: `timeZone` and `country` are the business's, `language` is the caller's. */
export interface SpokenContext {
  now: Date;
  timeZone: string;
  language: Language;
  country: Country;
}

export function understood<T>(value: T): Understood<T> {
  return { ok: true, value };
}

export function mustAsk(reason: AskReason, ask: string): Extract<Understood<never>, { ok: false }> {
  return { ok: false, reason, ask };
}
