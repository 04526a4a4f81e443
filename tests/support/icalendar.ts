/** A strict reader of iCalendar (RFC 5545): whatever the grammar forbids throws. It knows what a calendar of appointments needs. */
export interface ReadCalendar {
  properties: Map<string, string>;
  events: Map<string, string>[];
}

const ONCE_IN_CALENDAR = ["VERSION", "PRODID"];
/** §3.6.1, where a calendar has a METHOD. */
const ONCE_IN_EVENT = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP"];
const ALLOWED: Record<string, RegExp> = {
  VERSION: /^2\.0$/,
  UID: /^[^@\s]+@[^@\s]+$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}T\d{6}Z$/,
  DTEND: /^\d{8}T\d{6}Z$/,
  CREATED: /^\d{8}T\d{6}Z$/,
  "LAST-MODIFIED": /^\d{8}T\d{6}Z$/,
  SEQUENCE: /^\d+$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  "REFRESH-INTERVAL": /^P(T\d+[HM]|\d+D)$/,
};
const TEXTS = ["SUMMARY", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"];

export function readCalendar(text: string): ReadCalendar {
  const [calendar, rest] = readComponent(unfold(text), "VCALENDAR");
  if (rest.length > 0) throw new Error(`after the calendar: ${rest.join(" ")}`);
  requireOnce(calendar.properties, ONCE_IN_CALENDAR);
  return {
    properties: single(calendar.properties),
    events: calendar.components.map(({ properties }) => {
      requireOnce(properties, ONCE_IN_EVENT);
      const event = single(properties);
      if ((event.get("DTEND") ?? "") <= (event.get("DTSTART") ?? ""))
        throw new Error("ends before it starts");
      return event;
    }),
  };
}

/** `20260329T010000Z` as an instant. */
export function instantOf(value: string | undefined): string {
  return (value ?? "").replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
}

/** §3.1: lines end with CRLF, have 75 octets at most, and go on in lines that begin with a space. */
function unfold(text: string): string[] {
  if (!text.endsWith("\r\n")) throw new Error("the last line has no end");
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break in ${line}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`);
    if (line.includes("\ufffd") || !line.isWellFormed())
      throw new Error(`broken within a character: ${line}`);
    if (/(?!\t)\p{Cc}/u.test(line)) throw new Error(`a control character in ${line}`);
  }
  return lines.join("\r\n").replaceAll("\r\n ", "").split("\r\n");
}

type Property = { name: string; value: string };
interface Component {
  properties: Property[];
  components: Component[];
}

/** §3.4: properties come before components. */
function readComponent(lines: readonly string[], name: string): [Component, string[]] {
  if (lines[0] !== `BEGIN:${name}`) throw new Error(`no ${name} begins at ${lines[0]}`);
  const component: Component = { properties: [], components: [] };
  let rest = lines.slice(1);
  for (;;) {
    const [line = "", ...after] = rest;
    if (line === `END:${name}`) return [component, after];
    if (line.startsWith("BEGIN:")) {
      const [inner, left] = readComponent(rest, "VEVENT");
      component.components.push(inner);
      rest = left;
      continue;
    }
    if (component.components.length > 0) throw new Error(`a property after a component: ${line}`);
    component.properties.push(readProperty(line));
    rest = after;
  }
}

function readProperty(line: string): Property {
  const [, name = "", raw] = /^([A-Z-]+)(?:;[A-Z]+=[A-Z]+)*:(.*)$/.exec(line) ?? [];
  if (raw === undefined) throw new Error(`no property: ${line}`);
  if (ALLOWED[name] && !ALLOWED[name].test(raw)) throw new Error(`not a value of ${name}: ${raw}`);
  return { name, value: TEXTS.includes(name) ? unescape(raw) : raw };
}

/** §3.3.11. */
function unescape(raw: string): string {
  const bare = raw.replace(/\\[\\;,nN]/g, "");
  if (/[\\;,]/.test(bare)) throw new Error(`not escaped: ${raw}`);
  return raw.replace(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? "\n" : escaped));
}

function requireOnce(properties: readonly Property[], names: readonly string[]): void {
  for (const name of names) {
    const times = properties.filter((property) => property.name === name).length;
    if (times !== 1) throw new Error(`${name} stands ${times} times`);
  }
}

function single(properties: readonly Property[]): Map<string, string> {
  return new Map(properties.map(({ name, value }) => [name, value]));
}
