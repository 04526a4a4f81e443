/** As much of MIME as our own mails use: folded headers, encoded words (RFC 2047), one level of parts, two encodings (RFC 2045). */
export interface ReadMail {
  /** Lower-case names; decoded. */
  headers: Map<string, string>;
  /** Names as they stood, also those that come twice. */
  headerNames: string[];
  text: string;
  html: string;
}

/** `raw`: one character a byte. */
export function readMail(raw: string): ReadMail {
  const { names, headers, body } = readPart(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1];
  const parts = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  const read = parts.map((part) => readPart(part.replace(/^\r\n/, "")));
  const ofType = (type: string) => {
    const part = read.find((each) => each.headers.get("content-type")?.startsWith(type));
    return part ? decodeBody(part).replaceAll("\r\n", "\n") : "";
  };
  return {
    headers: new Map([...headers].map(([name, value]) => [name, decodeWords(value)])),
    headerNames: names,
    text: ofType("text/plain"),
    html: ofType("text/html"),
  };
}

interface Part {
  names: string[];
  headers: Map<string, string>;
  body: string;
}

function readPart(raw: string): Part {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { names: pairs.map(([name]) => name), headers: new Map(pairs), body: raw.slice(end + 4) };
}

function decodeBody({ headers, body }: Part): string {
  switch (headers.get("content-transfer-encoding")) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return fromQuotedPrintable(body.replace(/=\r\n/g, ""));
    default:
      return Buffer.from(body, "latin1").toString("utf8");
  }
}

function fromQuotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function decodeWords(value: string): string {
  // Blanks between two encoded words are none (RFC 2047 §6.2).
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("utf8")
        : fromQuotedPrintable(text.replaceAll("_", " ")),
    );
}
