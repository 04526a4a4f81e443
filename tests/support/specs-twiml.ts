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

/** A document against the elements, attributes and values Twilio publishes; `<Say>` is against the house's own promise. */
export function judgeTwiml(document: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let roots = 0;
  for (const [, slash, name, attributes, selfClosing, text, stray] of document.matchAll(PART)) {
    if (stray !== undefined) faults.push(`not XML at ${JSON.stringify(stray)}`);
    else if (text !== undefined) faults.push(...judgeText(open.at(-1), text));
    else if (name !== undefined && slash === "/") {
      if (open.pop() !== name) faults.push(`</${name}> closes nothing`);
    } else if (name !== undefined) {
      if (open.length === 0) roots += 1;
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
  for (const [, attributeName = "", value = ""] of source.matchAll(ATTRIBUTE)) {
    const described = known.attributes[attributeName];
    if (!described) faults.push(`unknown attribute ${attributeName} of <${name}>`);
    else faults.push(...judgeValue(`${attributeName} of <${name}>`, described, value));
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
  const isBlank = text.trim() === "";
  return isBlank || (parent !== undefined && elements[parent]?.text)
    ? []
    : [`text in <${parent ?? "nothing"}>`];
}
