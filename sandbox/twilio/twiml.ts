/** Reads a TwiML document and refuses what the vendor refuses: twilio.md §2.2, §2.5, §3.5 (codes), §4. */
import { type ElementRule, LANGUAGE_TAG, type Rule, TWIML } from "./twiml-table";
import { type Element, parseXml, XmlError } from "./xml";

/** An error of the voice platform, as its debugger shows it. */
export class VoiceError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const MAX_DOCUMENT_BYTES = 64 * 1024;
const TWIML_TYPES = new Set(["text/xml", "application/xml", "text/html"]);
const MAX_PARAMETER_CHARACTERS = 500;
const DIGITS = /^[0-9A-D*#wW]*$/;
const NUMBER = /^\+?[\d\s().-]{3,25}$/;
const MAX_LABEL_CHARACTERS = 128;
const MAX_HINTS = 500;
const MAX_HINT_CHARACTERS = 100;
const HEARD_REGIONS: Readonly<Record<string, readonly string[]>> = {
  es: "AR BO CL CO CR DO EC ES GT HN MX NI PA PE PR PY SV US UY VE".split(" "),
  en: "AU CA GB GH HK IE IN KE NG NZ PH PK SG TZ US ZA".split(" "),
};

/** What came from a URL: TwiML, or a plain text that is read aloud, or audio that is played (§2.2). */
export type Answer = { kind: "twiml"; root: Element } | { kind: "text"; text: string } | { kind: "audio" };

export function readAnswer(contentType: string | undefined, body: Uint8Array): Answer {
  if (body.byteLength > MAX_DOCUMENT_BYTES) throw new VoiceError(11750, "TwiML response body too large");
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type.startsWith("audio/")) return { kind: "audio" };
  const text = new TextDecoder().decode(body);
  if (TWIML_TYPES.has(type)) return { kind: "twiml", root: parseTwiml(text) };
  if (type !== "text/plain")
    throw new VoiceError(12300, `Invalid Content-Type: ${type === "" ? "none" : type}`);
  try {
    return { kind: "twiml", root: parseTwiml(text) };
  } catch (error) {
    if (error instanceof VoiceError) return { kind: "text", text };
    throw error;
  }
}

export function parseTwiml(text: string): Element {
  const root = parse(text);
  if (root.name !== "Response")
    throw new VoiceError(12100, `Document parse failure: <${root.name}> is not <Response>`);
  check(root, ["Response"]);
  return root;
}

function parse(text: string): Element {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw new VoiceError(12100, `Document parse failure: ${error.message}`);
    throw error;
  }
}

function check(element: Element, path: readonly string[]): void {
  const rule = TWIML[element.name];
  if (!rule) throw invalid(path, `element <${element.name}> is unknown`);
  checkAttributes(element, rule, path);
  if (!rule.text && element.text.trim() !== "") throw invalid(path, `<${element.name}> takes no text`);
  // SSML inside <Say> belongs to the speech engine, not to the TwiML schema.
  if (element.name !== "Say") {
    for (const child of element.children) {
      if (!rule.children.includes(child.name))
        throw invalid(path, `<${child.name}> may not stand in <${element.name}>`);
      check(child, [...path, child.name]);
    }
  }
  checkMeaning(element, path);
}

function checkAttributes(element: Element, rule: ElementRule, path: readonly string[]): void {
  for (const [name, value] of element.attributes) {
    const expected = rule.attributes[name];
    if (expected === undefined) {
      if (name.startsWith("xmlns") || name.startsWith("xsi:")) continue;
      throw invalid(path, `attribute '${name}' is not allowed in <${element.name}>`);
    }
    if (!fits(expected, value))
      throw invalid(path, `'${value}' is no value for '${name}' of <${element.name}>`);
  }
}

function fits(rule: Rule, value: string): boolean {
  if (typeof rule === "object") {
    if ("one" in rule) return rule.one.includes(value);
    return value.split(/\s+/).every((part) => part === "" || rule.some.includes(part));
  }
  switch (rule) {
    case "boolean":
      return value === "true" || value === "false";
    case "number":
      return /^\d{1,6}$/.test(value);
    case "method":
      return /^(GET|POST)$/i.test(value);
    case "url":
      return !/\s/.test(value.trim());
    case "text":
      return true;
  }
}

/** What the schema of names and values cannot say. */
function checkMeaning(element: Element, path: readonly string[]): void {
  switch (element.name) {
    case "Connect":
    case "Start":
      return requireOneChild(element, path);
    case "Stream":
      return checkStream(element, path);
    case "Parameter":
      return checkParameter(element, path);
    case "Play":
      return checkPlay(element, path);
    case "Gather":
      return checkGather(element, path);
    case "Dial":
      return checkDial(element, path);
    case "Conference":
      return checkConference(element, path);
    case "Say":
      if (element.text.length > 4096) throw new VoiceError(13520, "Say: text too long");
      return;
    default:
      return;
  }
}

function requireOneChild(element: Element, path: readonly string[]): void {
  if (element.children.length !== 1) throw invalid(path, `<${element.name}> takes exactly one noun`);
}

function checkStream(element: Element, path: readonly string[]): void {
  const url = element.attributes.get("url");
  if (path.includes("Stop")) return;
  if (url === undefined || url === "") throw invalid(path, "<Stream> needs a url");
  if (path.includes("Connect") && !["inbound_track", undefined].includes(element.attributes.get("track")))
    throw new VoiceError(31941, "Stream - Invalid Track configuration: only inbound_track under <Connect>");
}

function checkParameter(element: Element, path: readonly string[]): void {
  const name = element.attributes.get("name");
  const value = element.attributes.get("value");
  if (name === undefined || value === undefined) throw invalid(path, "<Parameter> needs name and value");
  if (name.length + value.length >= MAX_PARAMETER_CHARACTERS)
    throw invalid(path, `<Parameter name="${name}"> must stay under ${MAX_PARAMETER_CHARACTERS} characters`);
}

function checkPlay(element: Element, path: readonly string[]): void {
  const digits = element.attributes.get("digits");
  if (digits === undefined && element.text.trim() === "") throw invalid(path, "<Play> needs a URL or digits");
  if (digits !== undefined && !DIGITS.test(digits)) throw invalid(path, `'${digits}' are no digits`);
}

function checkGather(element: Element, path: readonly string[]): void {
  const language = element.attributes.get("language");
  if (language !== undefined && !isHeard(language))
    throw new VoiceError(13512, `Gather: invalid language '${language}'`);
  checkHints(element, path);
  const speechTimeout = element.attributes.get("speechTimeout");
  if (speechTimeout !== undefined && speechTimeout !== "auto" && !/^[1-9]\d*$/.test(speechTimeout))
    throw invalid(path, `'${speechTimeout}' is no value for 'speechTimeout' of <Gather>`);
  const model = element.attributes.get("speechModel");
  if (speechTimeout === "auto" && model !== undefined && model !== "default")
    throw invalid(path, "speechTimeout 'auto' goes with no explicit speechModel");
}

/** Of the two languages of ours the regions are known; of the others only the form of the tag. */
function isHeard(language: string): boolean {
  const [name = "", region = ""] = language.split("-");
  const regions = HEARD_REGIONS[name];
  return LANGUAGE_TAG.test(language) && (regions === undefined || regions.includes(region));
}

function checkHints(element: Element, path: readonly string[]): void {
  const hints = element.attributes.get("hints")?.split(",") ?? [];
  if (hints.length > MAX_HINTS) throw invalid(path, `<Gather> takes at most ${MAX_HINTS} hints`);
  const long = hints.find((hint) => hint.trim().length > MAX_HINT_CHARACTERS);
  if (long !== undefined)
    throw invalid(path, `a hint of <Gather> has at most ${MAX_HINT_CHARACTERS} characters`);
}

function checkDial(element: Element, path: readonly string[]): void {
  const nouns = element.children;
  if (nouns.length === 0 && element.text.trim() === "") throw invalid(path, "<Dial> dials nobody");
  if (nouns.length > 1 && nouns.some((noun) => noun.name === "Conference" || noun.name === "Queue"))
    throw invalid(path, "<Conference> and <Queue> stand alone in <Dial>");
  const texts = nouns.filter((noun) => noun.name === "Number").map((noun) => noun.text.trim());
  if (nouns.length === 0) texts.push(element.text.trim());
  for (const text of texts)
    if (!NUMBER.test(text)) throw new VoiceError(13223, `Dial: Invalid phone number format '${text}'`);
}

function checkConference(element: Element, path: readonly string[]): void {
  if (element.text.trim() === "") throw invalid(path, "<Conference> needs a name");
  const label = element.attributes.get("participantLabel");
  if (label === undefined) return;
  if (label.length > MAX_LABEL_CHARACTERS)
    throw new VoiceError(16023, "Conference: participant label too long");
  if (/^CA[0-9a-f]{32}$/.test(label))
    throw new VoiceError(16024, "Conference: participant label looks like a CallSid");
  if (label.includes("/")) throw new VoiceError(16023, "Conference: participant label contains '/'");
}

function invalid(path: readonly string[], reason: string): VoiceError {
  return new VoiceError(12200, `Schema validation warning: ${reason} (at ${path.join("/")})`);
}
