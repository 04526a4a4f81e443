/** Gather: keys and words. twilio.md §4.5. */
import { Listener } from "../speech";
import { deferred } from "./abort";
import { padFrame } from "./audio";
import { voiceFields } from "./fields";
import { sendCallback } from "./platform";
import { type Context, methodOf, numberOf, resolveUrl, runVerbs, type Step, type Verb } from "./run-call";
import type { Field } from "./signature";
import { Timers } from "./timers";
import { voiceAt } from "./voice";
import type { Element } from "./xml";

const MAX_SPEECH_MS = 60_000;
const AUTO_SPEECH_TIMEOUT_MS = 600;

/**
 * The prompt plays while keys and words are awaited; the first of either ends it, and from then on the other is not listened to. What is
 * told of an empty result is a guess: nothing was heard, so there is no SpeechResult; keys have always come as an empty text.
 */
export const gather: Verb = async (context, element) => {
  const { leg } = context;
  const inputs = (element.attributes.get("input") ?? "dtmf").split(/\s+/);
  const prompt = new AbortController();
  const collected = deferred<Field[]>();
  const timers = new Timers();
  const timeoutMs = numberOf(element, "timeout", 5) * 1000;
  const wait = () => timers.set("timeout", timeoutMs, () => collected.resolve([]));
  let first: Input | undefined;
  const begin = (input: Input) => {
    first ??= input;
    if (first !== input) return false;
    prompt.abort();
    timers.clear("timeout");
    return true;
  };
  const stops = [
    inputs.includes("dtmf")
      ? gatherDigits(context, element, { begin, wait, done: collected.resolve })
      : undefined,
    inputs.includes("speech")
      ? gatherSpeech(context, element, { begin, timers, done: collected.resolve })
      : undefined,
  ];
  const onAbort = () => collected.reject(context.signal.reason);
  context.signal.addEventListener("abort", onAbort, { once: true });
  try {
    await prompts(
      { ...context, signal: AbortSignal.any([context.signal, prompt.signal]) },
      element,
      prompt.signal,
    );
    if (!prompt.signal.aborted) wait();
    const fields = await collected.promise;
    leg.event("gathered", Object.fromEntries(fields));
    return afterGather(context, element, fields);
  } finally {
    context.signal.removeEventListener("abort", onAbort);
    timers.clearAll();
    for (const stop of stops) stop?.();
  }
};

async function prompts(context: Context, element: Element, interrupted: AbortSignal): Promise<void> {
  // The nested verbs' own end is not the end of the call.
  if (element.children.length === 0) return;
  try {
    await runVerbs(context, element.children);
  } catch (error) {
    if (!interrupted.aborted || error !== interrupted.reason) throw error;
  }
}

function afterGather(context: Context, element: Element, fields: readonly Field[]): Step {
  if (fields.length === 0 && element.attributes.get("actionOnEmptyResult") !== "true") return "next";
  const action = element.attributes.get("action") ?? "";
  const empty: Field[] = element.attributes.get("input")?.includes("speech") ? [] : [["Digits", ""]];
  return voiceAt(resolveUrl(context, action), methodOf(element), fields.length === 0 ? empty : fields);
}

type Input = "dtmf" | "speech";

interface Collecting {
  /** False when the other kind of input came first. */
  begin(input: Input): boolean;
  done(fields: Field[]): void;
}

function gatherDigits({ leg }: Context, element: Element, on: Collecting & { wait(): void }): () => void {
  const finish = element.attributes.get("finishOnKey") ?? "#";
  const most = numberOf(element, "numDigits", Number.POSITIVE_INFINITY);
  let digits = "";
  return leg.onDigit((digit) => {
    if (!on.begin("dtmf")) return;
    if (finish !== "" && finish.includes(digit))
      return on.done([
        ["Digits", digits],
        ["FinishedOnKey", digit],
      ]);
    digits += digit;
    if (digits.length >= most) return on.done([["Digits", digits]]);
    on.wait();
  });
}

/**
 * Typed words are recognised; a real voice is only noticed, and comes out as "…", because no recogniser
 * runs here and a silent result would look like a caller who said nothing.
 */
function gatherSpeech(context: Context, element: Element, on: Collecting & { timers: Timers }): () => void {
  const { leg } = context;
  const words: string[] = [];
  const confidences: (number | null)[] = [];
  const asked = element.attributes.get("speechTimeout") ?? element.attributes.get("timeout") ?? "5";
  const quietMs = asked === "auto" ? AUTO_SPEECH_TIMEOUT_MS : Number(asked) * 1000;
  const done = () => on.done(resultOf(words, confidences));
  let partials = 0;
  const begin = () => {
    if (!on.begin("speech")) return false;
    on.timers.clear("quiet");
    if (!on.timers.has("most")) on.timers.set("most", MAX_SPEECH_MS, done);
    return true;
  };
  const listener = new Listener({
    partial: (text) => {
      if (!begin()) return;
      tellPartial(context, element, [...words, text].join(" "), partials);
      partials += 1;
    },
    text: (text) => {
      if (!begin()) return;
      words.push(text);
      confidences.push(leg.confidenceIn(text));
      on.timers.set("quiet", quietMs, done);
    },
    voice: (isActive) => {
      if (begin() && !isActive) on.timers.set("quiet", quietMs, done);
    },
  });
  return leg.line.listen((frame) => listener.push(padFrame(frame)));
}

/** As sure as of the least sure words; the vendor may leave Confidence out. */
function resultOf(words: readonly string[], confidences: readonly (number | null)[]): Field[] {
  if (words.length === 0)
    return [
      ["SpeechResult", "…"],
      ["Confidence", "0.0"],
    ];
  const known = confidences.filter((confidence) => confidence !== null);
  const result: Field[] = [["SpeechResult", words.join(" ")]];
  if (known.length > 0) result.push(["Confidence", String(Math.min(...known))]);
  return result;
}

function tellPartial(context: Context, element: Element, text: string, sequence: number): void {
  const callback = element.attributes.get("partialResultCallback");
  if (callback === undefined) return;
  const { platform, leg } = context;
  sendCallback(platform, leg, {
    url: resolveUrl(context, callback),
    method: methodOf(element, "partialResultCallbackMethod"),
    fields: [...voiceFields(leg), ["UnstableSpeechResult", text], ["SequenceNumber", String(sequence)]],
    event: "partial-result",
  });
}
