/** The variables of prompts and greetings, `{{name}}`. Pure and fit for the browser. */

/** Filled by the house in every call, in every mode. */
export const BUILT_IN_VARIABLES = [
  "call_id",
  "business_name",
  "caller_number",
  "called_number",
  "contact_name",
  "contact_language",
  "next_appointment",
  "purpose",
  "advisors",
] as const;
export type BuiltInVariable = (typeof BUILT_IN_VARIABLES)[number];

const VARIABLE = /\{\{\s*([A-Za-z_]\w{0,63})\s*\}\}/g;

/** Names in the order in which they first stand; the vendor's own (`system__…`) are left out (elevenlabs.md §6.7). */
export function variablesIn(...texts: string[]): string[] {
  const names = texts.flatMap((text) => [...text.matchAll(VARIABLE)].map(([, name = ""]) => name));
  return [...new Set(names)].filter((name) => !name.startsWith("system__"));
}

interface VariableSources {
  /** What the house knows of this call. */
  builtIn: Record<BuiltInVariable, string>;
  /** Defaults of the agent. */
  defaults: Record<string, string>;
  /** Brought by the call. */
  given: Record<string, string>;
}

/**
 * Values for every variable that the texts use and every one somebody defined. One without a source is empty: the vendor drops a
 * call of which a variable is missing (elevenlabs.md §12), and silence in one place is better than no call.
 */
export function callVariables(
  texts: string[],
  { builtIn, defaults, given }: VariableSources,
): Record<string, string> {
  const unknown = Object.fromEntries(variablesIn(...texts).map((name) => [name, ""]));
  // A default may stand in where the house knows nothing: "estimado paciente" for a name.
  const known = Object.fromEntries(
    Object.entries(builtIn).filter(([name, value]) => value !== "" || !(name in defaults)),
  );
  return { ...unknown, ...defaults, ...known, ...given, call_id: builtIn.call_id };
}

/** The text as it is said or sent; a variable without a value is left out. */
export function fillVariables(text: string, values: Record<string, string>): string {
  return text.replaceAll(VARIABLE, (whole, name: string) =>
    name.startsWith("system__") ? whole : (values[name] ?? ""),
  );
}

/**
 * Variables of the texts for which neither the house, nor the agent, nor the call has a value. An empty default is none: it declares
 * that each call brings the value.
 */
export function missingVariables(
  texts: string[],
  { defaults, given }: Pick<VariableSources, "defaults" | "given">,
): string[] {
  const withDefault = Object.keys(defaults).filter((name) => defaults[name] !== "");
  const known = new Set<string>([...BUILT_IN_VARIABLES, ...withDefault, ...Object.keys(given)]);
  return variablesIn(...texts).filter((name) => !known.has(name));
}
