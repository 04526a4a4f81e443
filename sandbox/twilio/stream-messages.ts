/**
 * What a stream accepts from the customer's server, and the codes of what it refuses: twilio.md §4.1, §5.2, §3.5.
 * One leniency: `ws://` is accepted for hosts of this machine, where nobody has a certificate.
 */
import { z } from "zod";

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const fromServer = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("media"),
    streamSid: z.string(),
    media: z.strictObject({ payload: z.base64() }),
  }),
  z.strictObject({
    event: z.literal("mark"),
    streamSid: z.string(),
    mark: z.strictObject({ name: z.string().min(1) }),
  }),
  z.strictObject({ event: z.literal("clear"), streamSid: z.string() }),
]);

/** The alert that this URL deserves before anything is opened. */
export function refusalOf(url: string): { code: number; message: string } | undefined {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return { code: 31923, message: "Stream - Malformed URL" };
  }
  const isLocal = parsed.protocol === "ws:" && LOOPBACK.test(parsed.hostname);
  if (parsed.protocol !== "wss:" && !isLocal)
    return { code: 31922, message: "Stream - WebSocket - scheme is not wss" };
  if (parsed.search !== "" || url.includes("?"))
    return { code: 31920, message: "Stream - WebSocket - Handshake Error: query string in the url" };
  return undefined;
}

type Parsed = { success: true; data: z.infer<typeof fromServer> } | { success: false; error: string };

export function parseMessage(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { success: false, error: "not JSON" };
  }
  const parsed = fromServer.safeParse(value);
  return parsed.success ? parsed : { success: false, error: z.prettifyError(parsed.error) };
}

export class HandshakeError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export function handshakeError(error: NodeJS.ErrnoException): HandshakeError {
  const codes: Record<string, number> = {
    ECONNREFUSED: 31902,
    ENOTFOUND: 31904,
    EHOSTUNREACH: 31904,
    ETIMEDOUT: 31901,
  };
  const isTimeout = error.message.includes("handshake has timed out");
  const isTls = /certificate|TLS|SSL/i.test(error.message);
  const code = isTimeout ? 31901 : isTls ? 31910 : (codes[error.code ?? ""] ?? 31920);
  return new HandshakeError(code, `Stream - WebSocket - ${error.message}`);
}
