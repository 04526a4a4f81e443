import { lookup as resolve } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { StringDecoder } from "node:string_decoder";
import { storable } from "@/lib/storable";
import { isPrivateAddress } from "./private-address";
import type { DeliveryFault } from "./schema";

const TIMEOUT_MS = 10_000;
/** Of an answer that is kept; in characters. */
const KEPT_CHARACTERS = 1000;

export type PostAnswer =
  | { httpStatus: number; answer: string; durationMs: number }
  | { fault: DeliveryFault; durationMs: number };

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  /** WEBHOOK_ALLOW_PRIVATE. */
  allowPrivate: boolean;
  timeoutMs?: number;
}

class PrivateAddressError extends Error {}

/** Refuses at the moment of connecting: a name that was public when it was entered may have become private since. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(new PrivateAddressError(hostname), "", 0);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

/** Whether the address names a machine by its number, and a private one; names are judged when they are looked up. */
export function namesPrivateAddress(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isPrivateAddress(host);
}

/**
 * One POST of JSON. Redirects are answers like any other, never followed. What answered in time counts, even when the rest of its answer
 * does not come.
 */
export async function postWebhook(address: string, options: PostOptions): Promise<PostAnswer> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  const url = new URL(address);
  if (!options.allowPrivate && (url.protocol !== "https:" || namesPrivateAddress(url)))
    return { fault: "private_address", durationMs: took() };
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await send(url, options, deadline);
    const answer = await readStart(response);
    return { httpStatus: response.statusCode ?? 0, answer, durationMs: took() };
  } catch (error) {
    return { fault: deadline.aborted ? "timeout" : faultOf(error), durationMs: took() };
  }
}

function send(
  url: URL,
  { headers, body, allowPrivate }: PostOptions,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((settle, fail) => {
    const outgoing = request(url, {
      method: "POST",
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      // A connection of its own: one that is kept was looked up long ago.
      agent: false,
      signal,
      ...(allowPrivate ? {} : { lookup: lookupPublic }),
    });
    outgoing.once("response", settle);
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

/** Its first characters; whatever ends the answer early ends it here too. */
async function readStart(response: http.IncomingMessage): Promise<string> {
  const decoder = new StringDecoder("utf8");
  let text = "";
  try {
    for await (const chunk of response) {
      text += decoder.write(chunk as Buffer);
      if (text.length >= KEPT_CHARACTERS) break;
    }
  } catch {
    // Cut, or still talking at the deadline: the status had come.
  }
  response.destroy();
  // A stranger's text: what cannot be kept would undo the record of the attempt, and it would be made for ever.
  return storable(text.slice(0, KEPT_CHARACTERS));
}

const FAULTS: Partial<Record<string, DeliveryFault>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "name_not_found",
  EAI_AGAIN: "name_not_found",
  ECONNRESET: "cut",
  EPIPE: "cut",
  EPROTO: "certificate",
};

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof PrivateAddressError) return "private_address";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/.test(code))
    return "certificate";
  if (code.startsWith("HPE_")) return "no_http";
  return FAULTS[code] ?? "unreachable";
}
