/**
 * The model's mind where an object is asked for is a script: it shortens by keeping the first sentences, hears urgency in a few words,
 * and finds in the transcript of a call what analyst.ts knows the words of. It says so here only.
 */
import { isObject, type JsonObject } from "../json";
import { FINDINGS, ownFinding, type Transcript, transcriptIn } from "./analyst";

const SENTENCES = 2;
const MAX_CHARACTERS = 280;
const URGENT = /\b(urgente|urgencia|no puede esperar|cuanto antes|urgent|cannot wait|as soon as possible)\b/i;

interface Given {
  text: string;
  call: Transcript | undefined;
}

/** An object of the schema's shape, about the text. */
export function answerFor(schema: JsonObject, text: string, instructions = ""): unknown {
  return objectFor(schema, { text, call: transcriptIn(text, instructions) });
}

function objectFor(schema: JsonObject, given: Given): JsonObject {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [
      name,
      isObject(part) ? valueFor(part, name, given) : null,
    ]),
  );
}

function valueFor(schema: JsonObject, name: string, given: Given): unknown {
  const { call } = given;
  const found = call && FINDINGS[name]?.(call);
  if (found !== undefined && isAllowed(schema, found)) return found;
  if (schema["type"] === "object") return objectFor(schema, given);
  const inner = valueSchemaOf(schema);
  // What may be null is a question of the asker's own.
  if (inner) return call ? ownFinding(inner, call) : null;
  return plainValue(schema, given.text);
}

/** First sentences for a text, urgency for a yes or no. */
function plainValue(schema: JsonObject, text: string): unknown {
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
    default:
      return null;
  }
}

/** Of a value that may be null the other branch. */
function valueSchemaOf({ anyOf }: JsonObject): JsonObject | undefined {
  const branches: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  return branches.filter(isObject).find((branch) => branch["type"] !== "null");
}

function isAllowed(schema: JsonObject, value: unknown): boolean {
  const values = (valueSchemaOf(schema) ?? schema)["enum"];
  return value === null || !Array.isArray(values) || values.includes(value);
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
