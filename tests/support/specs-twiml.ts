import { z } from "zod";
import { readSpec } from "./specs-schema";

const attribute = z.object({
  type: z.string().optional(),
  values: z.array(z.string()).optional(),
  list: z.boolean().optional(),
});
const element = z.object({
  attributes: z.record(z.string(), attribute),
  children: z.array(z.string()),
  text: z.boolean(),
});
const { elements } = z
  .object({ elements: z.record(z.string(), element) })
  .parse(readSpec("twilio-voice-twiml.json"));

const PART =
  /<\?[^>]*\?>|<!--.*?-->|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(.)/gs;
const ATTRIBUTE = /([\w:.-]+)="([^"<]*)"/g;

/** Whatever stands after one of these is never run: another address decides, or the call is over (twilio.md §4.6). */
const LAST_VERBS = new Set(["Redirect", "Hangup", "Reject"]);

/**
 * A document against the elements, attributes and values Twilio publishes, and what they mean together. `<Say>`, the vendor's own music
 * and its beep are against the house's own promise: callers hear the agent's voice and the business's music.
 */
export function judgeTwiml(document: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let roots = 0;
  let last: string | undefined;
  for (const [, slash, name, attributes, selfClosing, text, stray] of document.matchAll(PART)) {
    if (stray !== undefined) faults.push(`not XML at ${JSON.stringify(stray)}`);
    else if (text !== undefined) faults.push(...judgeText(open.at(-1), text));
    else if (name !== undefined && slash === "/") {
      if (open.pop() !== name) faults.push(`</${name}> closes nothing`);
    } else if (name !== undefined) {
      if (open.length === 0) roots += 1;
      if (open.length === 1 && last !== undefined) faults.push(`<${name}> after <${last}> never runs`);
      if (open.length === 1 && LAST_VERBS.has(name)) last = name;
      faults.push(...judgeElement(open.at(-1), name, attributes ?? ""));
      if (selfClosing !== "/") open.push(name);
    }
  }
  if (open.length > 0) faults.push(`<${open.join("><")}> stays open`);
  if (roots !== 1) faults.push(`${roots} root elements`);
  if (Buffer.byteLength(document) > 64 * 1024) faults.push("longer than 64 kB");
  return faults;
}

function judgeElement(parent: string | undefined, name: string, source: string): string[] {
  const known = elements[name];
  if (!known) return [`unknown element <${name}>`];
  const faults: string[] = [];
  if (name === "Say") faults.push("the caller would hear Twilio's own voice");
  if (parent === undefined && name !== "Response") faults.push(`<${name}> is not the root of a document`);
  if (parent !== undefined && !elements[parent]?.children.includes(name))
    faults.push(`<${name}> in <${parent}>`);
  const given = new Map<string, string>();
  for (const [, attributeName = "", value = ""] of source.matchAll(ATTRIBUTE)) {
    const described = known.attributes[attributeName];
    if (given.has(attributeName)) faults.push(`${attributeName} of <${name}> twice`);
    given.set(attributeName, value);
    if (!described) faults.push(`unknown attribute ${attributeName} of <${name}>`);
    else faults.push(...judgeValue(`${attributeName} of <${name}>`, described, value));
    faults.push(...judgeAddress(`${attributeName} of <${name}>`, attributeName, value));
  }
  return [...faults, ...judgeMeaning(name, given)];
}

/** The typings call both of them text (twilio.md §2.6, §4). */
function judgeAddress(name: string, attribute: string, value: string): string[] {
  if (/^method$|Method$/.test(attribute)) return /^(GET|POST)$/.test(value) ? [] : [`${name} is ${value}`];
  const isAddress = /^(action|url|waitUrl)$|Callback$|CallbackUrl$/.test(attribute);
  // An empty `waitUrl` is silence (twilio.md §4.4); elsewhere nothing is an address that asks for the same document again.
  if (!isAddress || (attribute === "waitUrl" && value === "")) return [];
  return /^(https?|wss?):\/\/[^\s/]+|^\/[^\s]*$/.test(value) && !/\s/.test(value)
    ? []
    : [`${name} is ${value}`];
}

/** What the values mean together (twilio.md §4.1, §4.4, §4.5, §4.6). */
function judgeMeaning(name: string, given: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const need = (attribute: string, why: string) => {
    if (!given.has(attribute)) faults.push(`<${name}> without ${attribute}: ${why}`);
  };
  const atLeastOne = (attribute: string) => {
    if (given.has(attribute) && !(Number(given.get(attribute)) >= 1))
      faults.push(`${attribute} of <${name}> is ${given.get(attribute)}`);
  };
  switch (name) {
    case "Conference":
      need("waitUrl", "who waits would hear Twilio's own music");
      if (given.get("beep") !== "false") faults.push("who is in the room would hear Twilio's beep");
      if (/\/|^CA[0-9a-f]{32}$|^.{129,}$/.test(given.get("participantLabel") ?? ""))
        faults.push(`participantLabel is ${given.get("participantLabel")}`);
      break;
    case "Gather":
      need("action", "the same document would be asked again");
      atLeastOne("numDigits");
      break;
    case "Record":
      need("action", "the same document would be asked again");
      atLeastOne("maxLength");
      break;
    case "Recording":
      need("recordingStatusCallback", "the house would never learn of it");
      if (given.get("trim") !== "do-not-trim")
        faults.push("times in the recording would not be times of the call");
      break;
    case "Stream":
      if ((given.get("url") ?? "").includes("?")) faults.push("the query of a stream's address is dropped");
      break;
    default:
  }
  return faults;
}

function judgeValue(
  name: string,
  { type, values, list }: z.output<typeof attribute>,
  value: string,
): string[] {
  if (type === "boolean" && !/^(true|false)$/.test(value)) return [`${name} is ${value}`];
  if (type === "number" && !/^\d+(\.\d+)?$/.test(value)) return [`${name} is ${value}`];
  const words = list ? value.split(" ") : [value];
  return values && words.some((word) => !values.includes(word)) ? [`${name} is ${value}`] : [];
}

function judgeText(parent: string | undefined, text: string): string[] {
  if (parent === "Conference" && !/^\S+$/.test(text.trim())) return [`a conference called “${text.trim()}”`];
  const isBlank = text.trim() === "";
  return isBlank || (parent !== undefined && elements[parent]?.text)
    ? []
    : [`text in <${parent ?? "nothing"}>`];
}
