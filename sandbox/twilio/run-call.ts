/** Fetches a call's documents and runs them, one verb after the other: twilio.md §2.2, §2.5 (fallback), §3.7, §4. */
import { speak } from "../speech";
import { untilAborted } from "./abort";
import { voiceFields } from "./fields";
import { Ended, type Leg, Redirected } from "./leg";
import type { Platform } from "./platform";
import { play } from "./playback";
import { decodeAudio } from "./audio";
import type { Field } from "./signature";
import { nowIso } from "./store";
import { parseTwiml, readAnswer, VoiceError } from "./twiml";
import { type Voice, voiceAt } from "./voice";
import type { HttpMethod } from "./webhooks";
import type { Element } from "./xml";

/** What follows a verb: the next one, the end of the call, or another document; `end`: no verb was left. */
export type Step = "next" | "end" | "hangup" | Voice;

export interface Context {
  platform: Platform;
  leg: Leg;
  signal: AbortSignal;
  /** Base of relative addresses; null for a document that came with a REST request. */
  url: string | null;
  verbs: Verbs;
}

export type Verb = (context: Context, element: Element) => Promise<Step>;

export interface Verbs {
  table: Readonly<Record<string, Verb>>;
  /** A verb outside the table is this error; without it, it is legal and does nothing here. */
  forbiddenCode: number | undefined;
}

/** The vendor's own voice. An event on the call, so that a test can notice that somebody heard it. */
export async function sayInTwilioVoice({ leg, signal }: Context, text: string): Promise<void> {
  leg.event("twilio-voice", { text });
  await play(leg.line, speak(text, "twilio"), signal);
}

/** Runs until the documents end, the call is redirected no more, or it is over. Throws `Ended` in that last case. */
export async function runDocuments(base: Omit<Context, "signal" | "url">, first: Voice): Promise<Step> {
  let step: Step = first;
  while (typeof step === "object") {
    const signal = base.leg.beginFlow();
    try {
      step = await runDocument({ ...base, signal, url: null }, step);
    } catch (error) {
      if (!(error instanceof Redirected)) throw error;
      base.leg.event("redirected");
      step = error.target;
    }
  }
  return step;
}

async function runDocument(context: Context, voice: Voice): Promise<Step> {
  try {
    return await obey(context, voice);
  } catch (error) {
    if (!(error instanceof VoiceError)) throw error;
    return recover(context, voice, error);
  }
}

async function recover(context: Context, voice: Voice, error: VoiceError): Promise<Step> {
  const { leg, platform } = context;
  leg.alert(error.code, error.message);
  const isFallback = voice.kind === "url" && voice.isFallback;
  if (leg.fallback && !isFallback) {
    const fields: Field[] = [["ErrorCode", String(error.code)]];
    if (voice.kind === "url") fields.push(["ErrorUrl", voice.url]);
    return { ...voiceAt(leg.fallback.url, leg.fallback.method, fields), isFallback: true };
  }
  platform.answer(leg);
  await sayInTwilioVoice(context, "We are sorry, an application error has occurred. Goodbye.");
  return "hangup";
}

/** Documents beside the call's own, such as the music of a waiting room: no fallback, no redirect from outside. */
export async function runBeside(context: Context, first: Voice): Promise<void> {
  let step: Step = first;
  while (typeof step === "object") step = await obey(context, step);
}

async function obey(context: Context, voice: Voice): Promise<Step> {
  const { leg, platform } = context;
  if (voice.kind === "document") {
    leg.record.documents.push({ at: nowIso(), url: null, document: voice.twiml });
    return runVerbs(context, parseTwiml(voice.twiml).children);
  }
  const delivery = await fetchFor(context, voice);
  leg.record.documents.push({
    at: nowIso(),
    url: voice.url,
    document: delivery.body.toString("utf8").slice(0, 64_000),
  });
  const answer = readAnswer(delivery.contentType, delivery.body);
  if (answer.kind === "twiml") return runVerbs({ ...context, url: delivery.url }, answer.root.children);
  platform.answer(leg);
  if (answer.kind === "text") await sayInTwilioVoice(context, answer.text);
  else
    await play(
      leg.line,
      decodeAudio(delivery.contentType, delivery.body) ?? new Uint8Array(0),
      context.signal,
    );
  return "end";
}

async function fetchFor(
  { leg, platform, signal }: Context,
  voice: { url: string; method: HttpMethod; fields: readonly Field[] },
): Promise<{ contentType: string | undefined; body: Buffer; url: string }> {
  if (!/^https?:\/\/[^/]/.test(voice.url)) throw new VoiceError(11100, `Invalid URL format: ${voice.url}`);
  const fields = merge(voiceFields(leg), voice.fields);
  const request = platform.webhooks.deliver({
    account: leg.account,
    url: voice.url,
    method: voice.method,
    fields,
    purpose: "twiml",
    event: "twiml",
  });
  // The person may hang up, or the call be sent elsewhere, while the document is on its way.
  const delivery = await untilAborted(request, signal);
  if (!delivery.ok) throw new VoiceError(delivery.code, delivery.message);
  return delivery;
}

function merge(fields: readonly Field[], more: readonly Field[]): Field[] {
  const renamed = new Set(more.map(([name]) => name));
  return [...fields.filter(([name]) => !renamed.has(name)), ...more];
}

export async function runVerbs(context: Context, verbs: readonly Element[]): Promise<Step> {
  const { leg, platform } = context;
  for (const [index, element] of verbs.entries()) {
    context.signal.throwIfAborted();
    if (!leg.isAnswered && !delaysAnswer(element, index)) platform.answer(leg);
    leg.event("verb", { verb: element.name });
    const verb = context.verbs.table[element.name];
    if (!verb && context.verbs.forbiddenCode !== undefined)
      throw new VoiceError(context.verbs.forbiddenCode, `<${element.name}> is not allowed here`);
    const step = verb ? await verb(context, element) : await passOver(context, element);
    // A verb that ended by the redirect that tore it down must not decide what follows.
    context.signal.throwIfAborted();
    if (step !== "next") return step;
  }
  platform.answer(leg);
  return "end";
}

/** A call is picked up by its first verb, with these exceptions (twilio.md §4.2, §4.6). */
function delaysAnswer(element: Element, index: number): boolean {
  if (element.name === "Reject" || element.name === "Redirect") return true;
  if (index > 0) return false;
  return (
    element.name === "Pause" ||
    (element.name === "Dial" && element.attributes.get("answerOnBridge") === "true")
  );
}

/** Legal, and without effect here: an event says so. */
export async function passOver({ leg }: Context, element: Element): Promise<Step> {
  leg.event("not-simulated", { verb: element.name });
  return "next";
}

/** The address in an attribute or text, against that of the document. */
export function resolveUrl({ url }: Context, reference: string): string {
  const target = reference.trim();
  if (/^[a-z]+:\/\//i.test(target)) return target;
  if (url === null) throw new VoiceError(11100, `Invalid URL format: ${target}`);
  // URL would re-encode the query and drop nothing else; the fragment with its overrides stays.
  return target === "" ? url : new URL(target, url).href;
}

export function methodOf(element: Element, name = "method", standard: HttpMethod = "POST"): HttpMethod {
  const value = element.attributes.get(name)?.toUpperCase();
  return value === "GET" || value === "POST" ? value : standard;
}

export function numberOf(element: Element, name: string, standard: number): number {
  const value = element.attributes.get(name);
  return value === undefined ? standard : Number(value);
}

/** Ends the call after its documents, or at once when it is over already. */
export async function runCall(platform: Platform, leg: Leg, first: Voice, verbs: Verbs): Promise<void> {
  try {
    await runDocuments({ platform, leg, verbs }, first);
  } catch (error) {
    if (error instanceof Ended) return;
    leg.alert(11200, `the sandbox failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  platform.hangUp(leg);
}
