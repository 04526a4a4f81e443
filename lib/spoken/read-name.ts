import { nameKey } from "@/lib/contacts/name-key";
import { lettersApart, PARTICLES, soundOf } from "./sound";

/** Longest text and longest word that are compared, in UTF-16 units: comparing takes time by the square of a word. */
const LONGEST_TEXT = 300;
const LONGEST_WORD = 40;

/** What people say around their names. */
const AROUND_NAMES = new Set(
  [
    "soy mi nombre es me llamo habla hablo a llama yo senor senora senorita sr sra srta don dona doctor doctora dr dra",
    "my name is this im i am mr mrs ms miss speaking it its here buenas buenos dias tardes hola hello hi por favor please",
  ]
    .join(" ")
    .split(" "),
);

/** Names that a card may lack. Whoever says more of them than this goes through a list until one fits. */
const MOST_EXTRA = 2;

/**
 * `same`: all that is known was said, or all but one surname, in any order and however it is spelled. `partial`: what was said fits, and
 * is not enough. Short forms of names (Paco, Lola) are different names.
 */
export function matchName(spoken: string, known: string): "same" | "partial" | "different" {
  const { said, written, unsaid, extra, common } = compared(spoken, known);
  if (common === 0 || extra.length > MOST_EXTRA) return "different";
  if (unsaid.length > 0 && extra.length > 0) return "different";
  if (unsaid.length + extra.length === 0) return "same";
  const [first] = written;
  const isFirstSaid = first !== undefined && said.includes(first);
  return isFirstSaid && common >= 2 && unsaid.length + extra.length === 1 ? "same" : "partial";
}

/** Whether a name that fits in part was said in full for somebody: a first name alone was not, nor a surname alone. */
export function isFullName(spoken: string, known: string): boolean {
  const { unsaid, common } = compared(spoken, known);
  return unsaid.length === 0 || common >= 2;
}

function compared(spoken: string, known: string) {
  const said = soundsOf(spoken, AROUND_NAMES);
  const written = soundsOf(inOrder(known), new Set());
  const unsaid = without(written, said);
  return {
    said,
    written,
    unsaid,
    extra: without(said, written),
    common: written.length - unsaid.length,
  };
}

/** `García López, Ana` → `Ana García López`. */
function inOrder(name: string): string {
  const comma = name.indexOf(",");
  return comma < 0 ? name : `${name.slice(comma + 1)} ${name.slice(0, comma)}`;
}

function soundsOf(text: string, around: ReadonlySet<string>): string[] {
  const words = keysOf(text).filter((word) => !PARTICLES.has(word));
  const names = words.filter((word) => !around.has(word));
  return names.map(soundOf).filter((sound) => sound !== "");
}

function keysOf(text: string): string[] {
  return nameKey(text.slice(0, LONGEST_TEXT))
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.slice(0, LONGEST_WORD));
}

/** The words of `a` that are not in `b`, each taken once. */
function without(a: string[], b: string[]): string[] {
  const left = [...b];
  return a.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export type ServiceMatch =
  | { result: "one"; name: string }
  | { result: "several"; names: string[] }
  | { result: "none" };

/** What people say around what they want. */
const AROUND_SERVICES = new Set(
  [
    "un una unos unas el la los las lo de del para con y o e en por a me mi que se sr sra senor senora don dona",
    "quiero quisiera querria necesito hacerme hacer pedir cita hora turno reservar favor doctor doctora dr dra",
    "the an of for with and my to i id want need like would book appointment please get have some",
  ]
    .join(" ")
    .split(" "),
);

/** What was asked for among what is offered; `several` when it fits more than one, none of them exactly. */
export function matchService(spoken: string, names: readonly string[]): ServiceMatch {
  const said = stemsOf(spoken);
  const found = names.map((name) => scored(name, said)).filter(({ matched }) => matched > 0);
  const most = Math.max(0, ...found.map(({ matched }) => matched));
  const best = found.filter(({ matched }) => matched === most);
  const closest = Math.max(0, ...best.map(({ exact }) => exact));
  const exact = best.filter((one) => one.exact === closest);
  const complete = exact.filter(({ isComplete }) => isComplete);
  const chosen = complete.length === 1 ? complete : exact;
  const [only] = chosen;
  if (!only) return { result: "none" };
  if (chosen.length === 1) return { result: "one", name: only.name };
  return { result: "several", names: chosen.map(({ name }) => name) };
}

interface Scored {
  name: string;
  /** Words of the name that were said, and how many of them without a difference. */
  matched: number;
  exact: number;
  isComplete: boolean;
}

function scored(name: string, said: string[]): Scored {
  const stems = stemsOf(name);
  const matched = stems.filter((stem) => said.some((word) => isAlike(word, stem))).length;
  const exact = stems.filter((stem) => said.includes(stem)).length;
  return { name, matched, exact, isComplete: matched === stems.length };
}

function stemsOf(text: string): string[] {
  const words = keysOf(text);
  const meant = words.filter((word) => !AROUND_SERVICES.has(word));
  return [...new Set((meant.length > 0 ? meant : words).map(singular).map(soundOf))].filter(
    (stem) => stem !== "",
  );
}

/** `revisiones` → `revision`, `limpiezas` → `limpieza`, `cleanings` → `cleaning`. */
function singular(word: string): string {
  if (word.length > 5 && /[ndlrz]es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Recognizers and people mistake one letter of a long word, two of a very long one. */
function isAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const length = Math.min(a.length, b.length);
  if (length < 5) return false;
  return lettersApart(a, b) <= (length >= 9 ? 2 : 1);
}
