import { parseArgs } from "node:util";

/**
 * Whole numbers by flag, `--calls 200`, and names, `--profile folder`. An unknown flag or another value ends the
 * command with one sentence.
 */
export function readFlags<Name extends string>(
  defaults: Record<Name, number>,
  texts: readonly string[] = [],
): { numbers: Record<Name, number>; texts: Map<string, string> } {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries([...names, ...texts].map((name) => [name, { type: "string" as const }]));
  try {
    const given = new Map(
      Object.entries(parseArgs({ options }).values).map(([name, value]) => [name, String(value)]),
    );
    const numbers = { ...defaults };
    for (const name of names) {
      const text = given.get(name);
      if (text !== undefined) numbers[name] = wholeNumber(name, text);
    }
    return { numbers, texts: given };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number of at least 1`);
  return value;
}
