import { describe, expect, it } from "vitest";
import * as vocabulary from "@/lib/vocabulary";
import en from "./messages/en.json";
import es from "./messages/es.json";

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

const spanish = flatten(es);
const english = flatten(en);

/** Names of the values and tags that a message needs; the branches of a plural are no names. */
function namesIn(message: string): string[] {
  const values = [...message.matchAll(/\{\s*(\w+)\s*(?:\}|,\s*(?:plural|select|number|date))/g)].map(
    (match) => match[1] ?? "",
  );
  const tags = [...message.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...values, ...tags])].sort();
}

describe("the messages", () => {
  it("exist in both languages", () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("ask for the same values in both languages", () => {
    for (const [key, message] of spanish) {
      expect(namesIn(english.get(key) ?? ""), key).toEqual(namesIn(message));
    }
  });

  it("never shout and are never empty", () => {
    for (const [key, message] of [...spanish, ...english]) {
      expect(message.trim(), key).not.toBe("");
      expect(message, key).not.toMatch(/[!¡]/);
    }
  });

  it.each([
    ["calls.status", vocabulary.CALL_STATUSES],
    ["calls.outcome", vocabulary.CALL_OUTCOMES],
    ["calls.direction", vocabulary.CALL_DIRECTIONS],
    ["calls.role", vocabulary.TURN_ROLES],
    ["calls.source", vocabulary.CALL_EVENT_SOURCES],
    ["calls.events", vocabulary.CALL_EVENT_TYPES],
    ["auth.kind", vocabulary.TENANT_KINDS],
    ["auth.language", vocabulary.LANGUAGES],
    ["invitation.role", vocabulary.ROLES],
  ])("of %s name every word of the vocabulary", (namespace, words) => {
    for (const word of words) expect(english.has(`${namespace}.${word}`), word).toBe(true);
  });
});
