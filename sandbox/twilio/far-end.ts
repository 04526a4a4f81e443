/** What is at the other end of a number that is called: a person who does as they were told beforehand, or a machine of theirs. */
import { Listener } from "../speech";
import { sleep, untilAborted } from "./abort";
import { padFrame, tone } from "./audio";
import type { Leg } from "./leg";

export const BEHAVIOURS = [
  "ring",
  "answer",
  "accept",
  "decline",
  "mailbox",
  "screening",
  "fax",
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
  /** Said when they meet somebody, by those who press keys; by the others as soon as they answer, or are put through. */
  says?: string | undefined;
  /** What an assistant asks who calls. */
  asks?: string | undefined;
  /** Whether a mailbox beeps after its greeting. */
  hasBeep?: boolean | undefined;
  /** After the answer. */
  hangUpAfterMs?: number | undefined;
}

const KEYS: Partial<Record<Behaviour["behaviour"], string>> = { accept: "1", decline: "2" };
const GREETING = "Este es el buzón de voz. Deje su mensaje después de la señal.";
const BEEP = tone(1400, 400);
/** A mailbox with nobody to press a key keeps what it hears for so long; a fax waits for another one. */
const MACHINE_MS: Partial<Record<Behaviour["behaviour"], number>> = { mailbox: 60_000, fax: 20_000 };
const KEY_MS = 1500;
/** A question without a sound is answered too. */
const MUTE_QUESTION_MS = 4000;
/** The tone by which a fax answers (ITU-T T.30, CED). */
const FAX_TONE = tone(2100, 3000);
const SCREENING = "Hola. Antes de pasar la llamada, diga su nombre y el motivo de su llamada.";
const PUT_THROUGH = "Gracias. Un momento, por favor.";
const SCREENED_HUMAN = "¿Diga?";
/** Who has said their reason is quiet for so long; who says none is not put through. */
const REASON_QUIET_MS = 2000;
const NO_REASON_MS = 15_000;

/** Events of a call: the greeting is over, the beep is. */
export const GREETED = "greeting-ended";
export const BEEPED = "beeped";

/** Whether they answer at all; those who `ring` wait for somebody at the page, or in a test, to decide. */
export function answerOf({ behaviour }: Behaviour): "answer" | "reject" | undefined {
  if (behaviour === "reject") return "reject";
  return behaviour === "ring" || behaviour === "no-answer" ? undefined : "answer";
}

/** Everything they do by themselves once they have answered; ends with the call. */
export async function actAtFarEnd(leg: Leg, behaviour: Behaviour, hangUp: () => void): Promise<void> {
  const { keys = KEYS[behaviour.behaviour], hangUpAfterMs = MACHINE_MS[behaviour.behaviour] } = behaviour;
  const deeds = [beginAt(leg, behaviour, keys, hangUp)];
  if (keys !== undefined) deeds.push(press(leg, keys, behaviour.afterMs ?? KEY_MS));
  if (hangUpAfterMs !== undefined) deeds.push(sleep(hangUpAfterMs, leg.ended).then(hangUp));
  await Promise.all(deeds);
}

function beginAt(
  leg: Leg,
  behaviour: Behaviour,
  keys: string | undefined,
  hangUp: () => void,
): Promise<void> {
  switch (behaviour.behaviour) {
    case "mailbox":
      return takeMessage(leg, behaviour);
    case "screening":
      return screen(leg, behaviour, hangUp);
    case "fax":
      leg.event("fax");
      return sound(leg, FAX_TONE);
    default:
      return speak(leg, behaviour.says, keys);
  }
}

/** What is said after the beep is left: `message-left` events, a sentence each. */
async function takeMessage(leg: Leg, { says = GREETING, hasBeep = true }: Behaviour): Promise<void> {
  leg.event("mailbox");
  leg.sayWords(says);
  await untilSaid(leg);
  leg.event(GREETED);
  if (hasBeep) {
    await sound(leg, BEEP);
    leg.event(BEEPED);
  }
  const recorder = new Listener({ text: (text) => leg.event("message-left", { text }) });
  leg.line.attach((frame) => recorder.push(padFrame(frame)));
}

/** An assistant asks for name and reason, and puts through who gives one: `screened` says what the person was told. */
async function screen(
  leg: Leg,
  { asks = SCREENING, says = SCREENED_HUMAN }: Behaviour,
  hangUp: () => void,
): Promise<void> {
  leg.event("screening");
  leg.sayWords(asks);
  await untilSaid(leg);
  const told = await reasonOf(leg);
  if (leg.isEnded) return;
  leg.event("screened", { told });
  if (told === "") return hangUp();
  leg.sayWords(PUT_THROUGH);
  await untilSaid(leg);
  leg.sayWords(says);
}

/** Everything said until it is quiet; empty when nobody says anything. */
function reasonOf(leg: Leg): Promise<string> {
  const heard: string[] = [];
  let begun = "";
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const wait = (durationMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(finish, durationMs);
    };
    const listener = new Listener({
      partial: (text) => {
        begun = text;
        wait(REASON_QUIET_MS);
      },
      text: (text) => {
        heard.push(text);
        begun = "";
        wait(REASON_QUIET_MS);
      },
    });
    const stop = leg.line.attach((frame) => listener.push(padFrame(frame)));
    const finish = () => {
      clearTimeout(timer);
      stop();
      resolve([...heard, begun].join(" ").trim());
    };
    leg.ended.addEventListener("abort", finish, { once: true });
    wait(NO_REASON_MS);
  });
}

async function sound(leg: Leg, ulaw: Uint8Array): Promise<void> {
  leg.line.say(ulaw);
  await untilSaid(leg);
}

/** What they were about to say has been said. */
async function untilSaid(leg: Leg): Promise<void> {
  let stop = () => {};
  const said = new Promise<void>((resolve) => {
    stop = leg.line.listen((frame) => {
      if (frame === null) resolve();
    });
  });
  try {
    await untilAborted(said, leg.ended);
  } finally {
    stop();
  }
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

/** Resolves when something like it is among the call's events; rejects with the call's end. */
export async function happened(
  leg: Leg,
  isIt: (event: { type: string; verb?: unknown }) => boolean,
): Promise<void> {
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
