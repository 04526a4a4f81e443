/**
 * What the script finds in the transcript of a call, by the names of the usual fields: JSON of `{speaker, said}` in their order. It goes
 * by words, and by what the agent said was settled before what anybody asked for.
 */
import { isObject, type JsonObject } from "../json";
import { plainOf } from "../receptionist/brain-words";

export interface Transcript {
  /** What the agent said, and what everybody else did, in small letters without accents. */
  ours: string;
  theirs: string;
  /** As they said it. */
  words: readonly string[];
  instructions: string;
}

type Table = readonly (readonly [string, RegExp])[];

const SETTLED: Table = [
  ["booked_demo", /demostracion queda|demonstration is noted/],
  ["opted_out", /no volveremos a llamar|not call you again/],
  ["wrong_number", /equivocado de numero|wrong number/],
  ["booked", /queda reservada|is booked/],
  ["rescheduled", /anoto el cambio|queda cambiada|noted the change|is moved/],
  ["cancelled", /queda cancelada|is cancelled/],
  ["confirmed", /queda confirmada|is confirmed/],
  ["message_taken", /nota de su recado|noted your message/],
  ["callback", /volvemos a llamar|will call again/],
  ["qualified", /le enviamos la informacion|send you the information/],
];
const REFUSED = /no me interesa|not interested/;
const WANTED: Table = [
  ["complaint", /queja|reclamacion|complain/],
  ["billing", /factura|recibo|cobro|invoice|\bbill/],
  ["cancel", /cancel|anul/],
  ["reschedule", /cambi|aplaz|reschedul|change|move/],
  ["confirm", /confirm/],
  ["book", /reserv|pedir|(quiero|quisiera) (una )?(cita|hora)|\bbook|appointment/],
  ["speak_with_person", /hablar con|una persona|speak (to|with)|a person/],
  ["information", /horario|precio|cuanto|direccion|donde|informacion|hours|price|how much|where/],
];
const PROMISED = /volvemos a llamar|le llamar(an|emos)|le enviamos|will call (you|again)|send you/;
const HAPPY = /gracias|perfecto|estupendo|genial|thank|great|perfect/;
const UNHAPPY = /queja|fatal|enfadad|harto|verguenza|complain|angry|terrible/;
const TITLE_WORDS = 6;

/** Undefined for a text that is no transcript. */
export function transcriptIn(text: string, instructions: string): Transcript | undefined {
  const lines = linesIn(text);
  if (!lines) return undefined;
  const of = (isOurs: boolean) => lines.filter(({ speaker }) => (speaker === "agent") === isOurs);
  const plain = (isOurs: boolean) =>
    plainOf(
      of(isOurs)
        .map(({ said }) => said)
        .join(" "),
    );
  return { ours: plain(true), theirs: plain(false), words: of(false).map(({ said }) => said), instructions };
}

function linesIn(text: string): { speaker: string; said: string }[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    return parsed.flatMap((line: unknown) => {
      if (!isObject(line)) return [];
      const { speaker, said } = line;
      return typeof speaker === "string" && typeof said === "string" ? [{ speaker, said }] : [];
    });
  } catch {
    return undefined;
  }
}

/** What is found for a field of that name; undefined for one that it does not know. */
export const FINDINGS: Readonly<Record<string, (call: Transcript) => unknown>> = {
  title: ({ words }) => (words[0] ?? "").split(/\s+/).slice(0, TITLE_WORDS).join(" "),
  summary: ({ words }) => (words.length === 0 ? "…" : words.slice(0, 2).join(" ")),
  outcome: ({ ours, theirs }) => {
    const settled = SETTLED.find(([, pattern]) => pattern.test(ours))?.[0];
    return settled ?? (REFUSED.test(theirs) ? "not_interested" : "no_outcome");
  },
  intent: ({ theirs }) => WANTED.find(([, pattern]) => pattern.test(theirs))?.[0] ?? "other",
  qualification_score: (call) => (isNull(call, "qualification_score") ? null : scoreOf(call)),
  score_reasons: (call) => (isNull(call, "qualification_score") ? [] : call.words.slice(-2)),
  sentiment: (call) => {
    if (isNull(call, "sentiment")) return null;
    if (UNHAPPY.test(call.theirs)) return "negative";
    return HAPPY.test(call.theirs) ? "positive" : "neutral";
  },
  follow_up: ({ ours, words }) =>
    PROMISED.test(ours) ? { text: words.at(-1) ?? "…", due_in_days: null } : null,
  confidence: ({ ours }) => (SETTLED.some(([, pattern]) => pattern.test(ours)) ? 0.9 : 0.6),
};

/** Whether the instructions leave the field out: `sentiment: null.` */
function isNull({ instructions }: Transcript, field: string): boolean {
  return new RegExp(`^${field}: null\\b`, "m").test(instructions);
}

function scoreOf({ ours, theirs }: Transcript): number {
  if (REFUSED.test(theirs)) return 10;
  return SETTLED[0]?.[1].test(ours) === true ? 85 : 50;
}

/** Of a field that the business has thought of: what was said that is such a value. */
export function ownFinding(schema: JsonObject, { words }: Transcript): unknown {
  const said = plainOf(words.join(" "));
  const { type, enum: values } = schema;
  if (Array.isArray(values))
    return values.find((value) => typeof value === "string" && said.includes(plainOf(value))) ?? null;
  if (type === "number" || type === "integer") {
    const [number] = /\d+/.exec(said) ?? [];
    return number === undefined ? null : Number(number);
  }
  return type === "string" ? (words[0] ?? null) : null;
}
