/** What is at the other end of a number that is called: a person who does as they were told beforehand, or their mailbox. */
import { sleep, untilAborted } from "./abort";
import { tone } from "./audio";
import type { Leg } from "./leg";

export const BEHAVIOURS = [
  "ring",
  "answer",
  "accept",
  "decline",
  "mailbox",
  "reject",
  "busy",
  "no-answer",
  "unreachable",
] as const;

export interface Behaviour {
  behaviour: (typeof BEHAVIOURS)[number];
  /** What answering machine detection finds out. */
  answeredBy: "human" | "machine" | "fax" | "unknown";
  /** How long it rings before they answer or reject. */
  ringMs?: number | undefined;
  /** What they press; `accept` and `decline` have keys of their own. */
  keys?: string | undefined;
  /** From when the question that asks for keys is first heard until they are pressed. */
  afterMs?: number | undefined;
  /** Said when they meet somebody, by those who press keys; by the others as soon as they answer. */
  says?: string | undefined;
  /** After the answer. */
  hangUpAfterMs?: number | undefined;
}

const KEYS: Partial<Record<Behaviour["behaviour"], string>> = { accept: "1", decline: "2" };
const GREETING = "Este es el buzón de voz. Deje su mensaje después de la señal.";
const BEEP = tone(1400, 400);
/** A mailbox with nobody to press a key keeps what it hears for so long. */
const MAILBOX_MS = 60_000;
const KEY_MS = 1500;
/** A question without a sound is answered too. */
const MUTE_QUESTION_MS = 4000;

/** Whether they answer at all; those who `ring` wait for somebody at the page, or in a test, to decide. */
export function answerOf({ behaviour }: Behaviour): "answer" | "reject" | undefined {
  if (behaviour === "reject") return "reject";
  return behaviour === "ring" || behaviour === "no-answer" ? undefined : "answer";
}

/** Everything they do by themselves once they have answered; ends with the call. */
export async function actAtFarEnd(leg: Leg, behaviour: Behaviour, hangUp: () => void): Promise<void> {
  const isMailbox = behaviour.behaviour === "mailbox";
  const { keys = KEYS[behaviour.behaviour], hangUpAfterMs = isMailbox ? MAILBOX_MS : undefined } = behaviour;
  const deeds = [isMailbox ? greet(leg, behaviour.says ?? GREETING) : speak(leg, behaviour.says, keys)];
  if (keys !== undefined) deeds.push(press(leg, keys, behaviour.afterMs ?? KEY_MS));
  if (hangUpAfterMs !== undefined) deeds.push(sleep(hangUpAfterMs, leg.ended).then(hangUp));
  await Promise.all(deeds);
}

async function greet(leg: Leg, greeting: string): Promise<void> {
  leg.sayWords(greeting);
  leg.line.say(BEEP);
  leg.event("mailbox");
}

async function speak(leg: Leg, words: string | undefined, keys: string | undefined): Promise<void> {
  if (words === undefined) return;
  if (keys !== undefined)
    await happened(leg, ({ type }) => type === "conference-joined" || type === "bridged");
  leg.sayWords(words);
}

/** Keys that nobody listens for yet would be lost: who is at the telephone hears the question first, however long it takes to come. */
async function press(leg: Leg, keys: string, afterMs: number): Promise<void> {
  await happened(leg, ({ type, verb }) => type === "verb" && verb === "Gather");
  const isHeard = happened(leg, ({ type }) => type === "played" || type === "twilio-voice");
  await Promise.race([isHeard, sleep(MUTE_QUESTION_MS, leg.ended)]);
  await sleep(afterMs, leg.ended);
  leg.press(keys);
}

async function happened(leg: Leg, isIt: (event: { type: string; verb?: unknown }) => boolean): Promise<void> {
  if (leg.record.events.some(isIt)) return;
  let stop = () => {};
  const seen = new Promise<void>((resolve) => {
    stop = leg.onChange(() => {
      if (leg.record.events.some(isIt)) resolve();
    });
  });
  try {
    await untilAborted(seen, leg.ended);
  } finally {
    stop();
  }
}
