/** A small strict reader of XML 1.0 for TwiML documents: twilio.md §2.5 (error 12100), §4 (names are case-sensitive). */

export interface Element {
  name: string;
  attributes: Map<string, string>;
  children: Element[];
  /** The element's own text, entities resolved. */
  text: string;
}

export class XmlError extends Error {}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const SPACE = /[ \t\r\n]*/y;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
// XML 1.0 §2.2: the characters that no document may contain, escaped or not.
// oxlint reads control characters in a pattern as a slip, so they are compared as numbers.
function isForbidden(code: number): boolean {
  return (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) || code === 0xfffe || code === 0xffff;
}

export function parseXml(source: string): Element {
  return new Reader(source.replace(/^\uFEFF/, "")).document();
}

class Reader {
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    for (let index = 0; index < source.length; index += 1)
      if (isForbidden(source.charCodeAt(index))) throw new XmlError(`invalid character at ${index}`);
  }

  document(): Element {
    if (this.#source.startsWith("<?xml")) this.#skipPast("?>");
    this.#misc();
    if (this.#source.startsWith("<!DOCTYPE", this.#at)) throw new XmlError("a DOCTYPE is not accepted");
    const root = this.#element();
    this.#misc();
    if (this.#at < this.#source.length) throw new XmlError("content after the root element");
    return root;
  }

  #misc(): void {
    for (;;) {
      this.#match(SPACE);
      if (this.#source.startsWith("<!--", this.#at)) this.#comment();
      else if (this.#source.startsWith("<?", this.#at)) this.#skipPast("?>");
      else return;
    }
  }

  #element(): Element {
    this.#expect("<");
    const name = this.#name();
    const attributes = this.#attributes();
    const element: Element = { name, attributes, children: [], text: "" };
    if (this.#take("/>")) return element;
    this.#expect(">");
    for (;;) {
      if (this.#at >= this.#source.length) throw new XmlError(`<${name}> is not closed`);
      if (this.#take("</")) {
        const closing = this.#name();
        if (closing !== name) throw new XmlError(`</${closing}> where </${name}> was expected`);
        this.#match(SPACE);
        this.#expect(">");
        return element;
      }
      this.#content(element);
    }
  }

  #content(element: Element): void {
    if (this.#source.startsWith("<!--", this.#at)) this.#comment();
    else if (this.#take("<![CDATA[")) element.text += this.#skipPast("]]>");
    else if (this.#source.startsWith("<?", this.#at)) this.#skipPast("?>");
    else if (this.#source[this.#at] === "<") element.children.push(this.#element());
    else {
      const end = this.#source.indexOf("<", this.#at);
      const raw = this.#source.slice(this.#at, end === -1 ? undefined : end);
      if (raw.includes("]]>")) throw new XmlError("]]> in text");
      element.text += unescape(raw);
      this.#at += raw.length;
    }
  }

  #attributes(): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      const space = this.#match(SPACE);
      const next = this.#source[this.#at];
      if (next === ">" || next === "/" || next === undefined) return attributes;
      if (space === "") throw new XmlError("white space is missing between attributes");
      const name = this.#name();
      this.#match(SPACE);
      this.#expect("=");
      this.#match(SPACE);
      if (attributes.has(name)) throw new XmlError(`attribute ${name} twice`);
      attributes.set(name, this.#quoted());
    }
  }

  #quoted(): string {
    const quote = this.#source[this.#at];
    if (quote !== '"' && quote !== "'") throw new XmlError("an attribute's value must be quoted");
    this.#at += 1;
    const raw = this.#skipPast(quote);
    if (raw.includes("<")) throw new XmlError("< in an attribute's value");
    return unescape(raw.replace(/[\t\r\n]/g, " "));
  }

  #comment(): void {
    this.#at += 4;
    if (this.#skipPast("-->").includes("--")) throw new XmlError("-- inside a comment");
  }

  #name(): string {
    const name = this.#match(NAME);
    if (name === "") throw new XmlError(`a name is missing at ${this.#at}`);
    return name;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new XmlError(`${text} is missing at ${this.#at}`);
  }

  /** What lies before `end`; reading goes on behind it. */
  #skipPast(end: string): string {
    const found = this.#source.indexOf(end, this.#at);
    if (found === -1) throw new XmlError(`${end} is missing`);
    const skipped = this.#source.slice(this.#at, found);
    this.#at = found + end.length;
    return skipped;
  }
}

function unescape(raw: string): string {
  return raw.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    if (!whole.endsWith(";")) throw new XmlError("& must be written &amp;");
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+))$/.exec(name);
    if (number) {
      const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
      if (code > 0x10_ff_ff || isForbidden(code)) throw new XmlError(`invalid character ${whole}`);
      return String.fromCodePoint(code);
    }
    const text = NAMED[name];
    if (text === undefined) throw new XmlError(`unknown entity ${whole}`);
    return text;
  });
}
