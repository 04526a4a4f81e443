/** The model's mind is a script: it shortens by keeping the first sentences, and hears urgency in a few words. It says so here only. */

type Json = Record<string, unknown>;

const SENTENCES = 2;
const MAX_CHARACTERS = 280;
const URGENT = /\b(urgente|urgencia|no puede esperar|cuanto antes|urgent|cannot wait|as soon as possible)\b/i;

/** An object of the schema's shape, about the text: first sentences for a text, urgency for a yes or no. */
export function answerFor(schema: Json, text: string): unknown {
  const properties = schema["properties"];
  const parts = Object.entries(
    (typeof properties === "object" && properties !== null ? properties : {}) as Json,
  );
  return Object.fromEntries(parts.map(([name, part]) => [name, valueFor(part as Json, text)]));
}

function valueFor(schema: Json, text: string): unknown {
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  switch (schema["type"]) {
    case "string":
      return firstSentences(text);
    case "boolean":
      return URGENT.test(text);
    case "integer":
    case "number":
      return typeof schema["minimum"] === "number" ? schema["minimum"] : 0;
    case "array":
      return [];
    case "object":
      return answerFor(schema, text);
    default:
      return null;
  }
}

export function firstSentences(text: string): string {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  const first = plain
    .split(/(?<=[.!?…])\s/u)
    .slice(0, SENTENCES)
    .join(" ");
  if (first.length <= MAX_CHARACTERS) return first;
  return `${first.slice(0, MAX_CHARACTERS).replace(/\s+\S*$/u, "")}…`;
}
