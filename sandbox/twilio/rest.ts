/** The REST API's front: addresses, authentication, errors. twilio.md §3 (conventions), §3.4, §3.5, §9.3, §10 (prices). */
import { randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sleep } from "./abort";
import { accountOperations } from "./rest-account";
import { addressOperations } from "./rest-addresses";
import { availableOperations } from "./rest-available";
import { callOperations } from "./rest-calls";
import { conferenceOperations } from "./rest-conferences";
import { Form, notFound, RestError } from "./rest-form";
import { messageOperations } from "./rest-messages";
import { numberOperations } from "./rest-numbers";
import { isPricingPath, pricingOperations } from "./rest-pricing";
import { recordingOperations } from "./rest-recordings";
import type { Answer, Operation, Request } from "./rest-operation";
import type { Rooms } from "./rooms";
import type { Verbs } from "./run-call";
import type { Account } from "./store";
import type { Switchboard } from "./switchboard";

const MAX_BODY_BYTES = 256 * 1024;
const ACCOUNTS = "/2010-04-01/Accounts/";
const OPERATIONS = [
  ...accountOperations,
  ...addressOperations,
  ...availableOperations,
  ...callOperations,
  ...conferenceOperations,
  ...messageOperations,
  ...numberOperations,
  ...pricingOperations,
  ...recordingOperations,
].map((operation) => ({
  operation,
  pattern: patternOf(operation),
}));

export interface RestOptions {
  platform: Switchboard;
  rooms: Rooms;
  verbs: Verbs;
}

/** Whether a request is for this vendor. */
export const isTwilioPath = (pathname: string) =>
  pathname.startsWith("/2010-04-01/") || isPricingPath(pathname);

/** Answers every request for which `isTwilioPath`. */
export async function handleRest(
  options: RestOptions,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { platform } = options;
  const body = await readBody(req);
  const parameters = new URLSearchParams(body);
  const faults = platform.faults.take("twilio.rest", `${req.method} ${url.pathname}`);
  const delay = faults.find((fault) => fault.kind === "delay");
  if (delay) await sleep(delay.delayMs ?? 1000, new AbortController().signal);
  // `drop`: the request never arrived. `cut`: it was obeyed, and the answer was lost on the way.
  if (faults.some((fault) => fault.kind === "drop" || fault.kind === "refuse"))
    return void req.socket.destroy();
  const forced = faults.find((fault) => fault.kind === "status");
  const answer = forced ? refusal(forced.status ?? 500) : answerTo(options, req, url, parameters);
  platform.recorder.record({
    vendor: "twilio",
    kind: "rest",
    direction: "in",
    method: req.method ?? "",
    path: url.pathname + url.search,
    status: answer.status,
    body: formObject(parameters),
    message: answer.body,
  });
  if (faults.some((fault) => fault.kind === "cut")) return void req.socket.destroy();
  send(res, answer);
}

function answerTo(options: RestOptions, req: IncomingMessage, url: URL, parameters: URLSearchParams): Answer {
  try {
    return run(options, req, url, parameters);
  } catch (error) {
    if (error instanceof RestError) return { status: error.status, body: error.toJson() };
    throw error;
  }
}

function run(options: RestOptions, req: IncomingMessage, url: URL, parameters: URLSearchParams): Answer {
  const { platform } = options;
  const account = authenticate(platform, req.headers.authorization, url);
  const path = isPricingPath(url.pathname)
    ? url.pathname
    : url.pathname.slice(ACCOUNTS.length + account.accountSid.length);
  for (const { operation, pattern } of OPERATIONS) {
    const params = operation.method === req.method ? pattern.exec(path)?.groups : undefined;
    if (operation.method !== req.method || !pattern.test(path)) continue;
    const source = req.method === "GET" ? url.searchParams : parameters;
    const request: Request = {
      ...options,
      url,
      account,
      params: { ...params },
      form: new Form(source, operation.parameters),
    };
    const answer = operation.run(request);
    if (req.method !== "GET") platform.changed();
    return answer;
  }
  if (OPERATIONS.some(({ pattern }) => pattern.test(path)))
    throw new RestError(405, 20_004, `Method not allowed: ${req.method}`);
  throw notFound(url.pathname);
}

function authenticate(platform: Switchboard, authorization: string | undefined, url: URL): Account {
  const refused = new RestError(401, 20_003, "Authenticate");
  const [scheme, encoded] = (authorization ?? "").split(" ", 2);
  if (scheme?.toLowerCase() !== "basic" || encoded === undefined) throw refused;
  const [user = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const account = platform.store.accounts.get(user);
  if (!account || !same(rest.join(":"), account.authToken)) throw refused;
  // A suspended account is told no more than a wrong token (§3.5).
  if (account.status !== "active") throw refused;
  if (isPricingPath(url.pathname)) return account;
  if (!url.pathname.startsWith(ACCOUNTS)) throw notFound(url.pathname);
  const asked = url.pathname.slice(ACCOUNTS.length).split(/[/.]/, 1)[0] ?? "";
  if (asked === account.accountSid) return account;
  if (asked === account.ownerAccountSid) throw refused;
  const part = platform.store.accounts.get(asked);
  if (part?.ownerAccountSid !== account.accountSid) throw notFound(url.pathname);
  return part;
}

function same(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

function patternOf({ path }: Operation): RegExp {
  const source = path.replaceAll(".", "\\.").replace(/:(\w+)/g, (_, name: string) => `(?<${name}>[^/]+?)`);
  return new RegExp(`^${source}$`);
}

/** The body of a status that was asked for. */
function refusal(status: number): Answer {
  const code = status === 429 ? 20_429 : status === 401 ? 20_003 : status >= 500 ? 20_500 : 20_001;
  return { status, body: new RestError(status, code, `Sandbox: status ${status} by request`).toJson() };
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.byteLength;
    if (bytes <= MAX_BODY_BYTES) chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function formObject(parameters: URLSearchParams): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    object[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return object;
}

function send(res: ServerResponse, answer: Answer): void {
  const headers = {
    "twilio-request-id": `RQ${randomUUID().replaceAll("-", "")}`,
    "twilio-concurrent-requests": "1",
  };
  if (answer.bytes) {
    res.writeHead(answer.status, {
      ...headers,
      "content-type": answer.bytes.type,
      "content-length": answer.bytes.data.byteLength,
    });
    res.end(answer.bytes.data);
    return;
  }
  if (answer.body === undefined) {
    res.writeHead(answer.status, headers).end();
    return;
  }
  const wwwAuthenticate = answer.status === 401 ? { "www-authenticate": 'Basic realm="Twilio API"' } : {};
  res.writeHead(answer.status, {
    ...headers,
    ...wwwAuthenticate,
    "content-type": "application/json;charset=utf-8",
  });
  res.end(JSON.stringify(answer.body));
}
