/** The vendor's REST interface: key, faults, routes, errors (elevenlabs.md §9.1, §10.2). */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import { agentRoutes } from "./agents-routes";
import { conversationRoutes } from "./conversations-routes";
import { envelope, invalid, refusal, VendorError } from "./errors";
import { isObject, type JsonObject } from "../json";
import { phoneNumberRoutes } from "./phone-numbers-routes";
import type { PhoneWebhooks } from "./phone-webhooks";
import type { Answer, RestContext, Route } from "./routing";
import { secretRoutes } from "./secrets";
import { speechRoutes } from "./speech-routes";
import type { Workspace } from "./state";
import { telephonyRoutes } from "./telephony-routes";
import { toolRoutes } from "./tools-routes";
import { transcriptionRoutes } from "./transcription-routes";
import { workspaceRoutes } from "./workspace-routes";

const ROUTES: readonly Route[] = [
  ...conversationRoutes,
  ...agentRoutes,
  ...toolRoutes,
  ...phoneNumberRoutes,
  ...telephonyRoutes,
  ...secretRoutes,
  ...workspaceRoutes,
  ...speechRoutes,
  ...transcriptionRoutes,
];
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** The vendor takes gigabytes; a telephone's messages are far below this. */
const MAX_FORM_BYTES = 64 * 1024 * 1024;

export interface RestOptions extends Pick<RestContext, "signUrl" | "findRecording" | "calls" | "twilio"> {
  workspaces: Workspace[];
  phoneWebhooks: PhoneWebhooks;
  faults: Faults;
  recorder: Recorder;
  onChange: () => void;
}

interface Reply {
  status: number;
  answer: Answer;
}

export async function handleRest(
  options: RestOptions,
  { req, res, url }: { req: IncomingMessage; res: ServerResponse; url: URL },
): Promise<void> {
  const method = req.method ?? "GET";
  // With the key, so that a fault can be one customer's.
  const what = `${method} ${url.pathname}${url.search} ${String(req.headers["xi-api-key"] ?? "")}`;
  const faults = options.faults.take("elevenlabs.rest", what);
  for (const { kind, delayMs } of faults)
    if (kind !== "pace" && delayMs !== undefined) await wait(delayMs, undefined, { ref: false });
  if (faults.some(({ kind }) => kind === "refuse")) return void req.socket.destroy();
  // Dropped: the request is never answered, the client's own time limit must end it.
  if (faults.some(({ kind }) => kind === "drop")) return;
  const failing = faults.find(({ kind }) => kind === "status");
  const { body, reply } = failing
    ? { body: await readBody(req).catch(() => undefined), reply: faultReply(failing.status ?? 500) }
    : await replyTo(options, req, url);
  // What Twilio asks is among Twilio's recordings.
  if (!isTwilios(url)) record(options.recorder, { method, url, body, reply });
  if (method !== "GET" && reply.status < 300) options.onChange();
  const { answer, status } = reply;
  if ("chunks" in answer) {
    const headers = { "request-id": newRequestId(), ...answer.headers, "content-type": answer.contentType };
    res.writeHead(status, headers);
    return sendChunks(res, answer.chunks, faults);
  }
  // Cut: it was obeyed, and the answer is lost on the way.
  if (faults.some(({ kind }) => kind === "cut")) req.socket.destroy();
  else writeJson(res, status, answer.json);
}

/** Sound as it is made: `pace` waits before the first piece and between pieces, `cut` and `silent` leave it at half. */
async function sendChunks(
  res: ServerResponse,
  chunks: readonly Uint8Array[],
  faults: readonly Fault[],
): Promise<void> {
  const pace = faults.find(({ kind }) => kind === "pace");
  const trouble = faults.find(({ kind }) => kind === "cut" || kind === "silent");
  const half = Math.floor(chunks.length / 2);
  res.flushHeaders();
  for (const [index, chunk] of chunks.entries()) {
    const pauseMs = index === 0 ? pace?.delayMs : pace?.afterMs;
    if (pauseMs) await wait(pauseMs, undefined, { ref: false });
    if (res.destroyed) return;
    if (trouble && index === half) {
      if (trouble.kind === "cut") res.socket?.destroySoon();
      return;
    }
    res.write(chunk);
  }
  res.end();
}

const isTwilios = (url: URL) => url.pathname.startsWith("/twilio/");

function record(
  recorder: Recorder,
  { method, url, body, reply }: { method: string; url: URL; body: unknown; reply: Reply },
): void {
  recorder.record({
    vendor: "elevenlabs",
    kind: "rest",
    direction: "in",
    method,
    path: url.pathname + url.search,
    status: reply.status,
    body: "json" in reply.answer ? withoutSecrets(reply.answer.json) : `(${reply.answer.contentType})`,
    ...(body === undefined
      ? {}
      : { message: withoutSecrets(body instanceof FormData ? fieldsOf(body) : body) }),
  });
}

async function replyTo(
  options: RestOptions,
  req: IncomingMessage,
  url: URL,
): Promise<{ body: unknown; reply: Reply }> {
  let body: unknown;
  if (isTwilios(url)) {
    const reply = await options.phoneWebhooks.reply(req, url, await readText(req));
    return { body, reply };
  }
  try {
    const workspace = authorise(options.workspaces, req);
    const { route, params } = findRoute(req.method ?? "GET", url.pathname);
    body = await readBody(req);
    const { signUrl, findRecording, calls, twilio } = options;
    const answer = await route.handle({
      workspace,
      params,
      query: url.searchParams,
      body,
      signUrl,
      findRecording,
      calls,
      twilio,
    });
    const isEmpty = "json" in answer && answer.json === undefined;
    return { body, reply: { status: isEmpty ? 204 : 200, answer } };
  } catch (error) {
    if (error instanceof VendorError) {
      return { body, reply: { status: error.status, answer: { json: error.body } } };
    }
    const message = `The sandbox failed: ${String(error)}`;
    const answer: Answer = { json: envelope(500, { code: "internal_server_error", message }) };
    return { body, reply: { status: 500, answer } };
  }
}

function faultReply(status: number): Reply {
  const code = status === 429 ? "system_busy" : "sandbox_fault";
  return { status, answer: { json: envelope(status, { code, message: "The sandbox was told to fail." }) } };
}

function authorise(workspaces: Workspace[], req: IncomingMessage): Workspace {
  const key = req.headers["xi-api-key"];
  if (key === undefined || key === "") {
    throw refusal(401, "needs_authorization", "No xi-api-key header was received.");
  }
  const workspace = workspaces.find(({ apiKey }) => apiKey === key);
  if (!workspace) throw refusal(401, "invalid_api_key", "Invalid API key");
  return workspace;
}

function findRoute(method: string, pathname: string): { route: Route; params: Record<string, string> } {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  const matching = ROUTES.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params ? [{ route, params }] : [];
  });
  // A fixed path wins over one with a parameter: `…/agents/create` is no agent.
  const fixed = matching.filter(({ params }) => Object.keys(params).length === 0);
  const candidates = fixed.length > 0 ? fixed : matching;
  const found = candidates.find(({ route }) => route.method === method);
  if (found) return found;
  if (candidates.length > 0) throw new VendorError(405, { detail: "Method Not Allowed" });
  throw new VendorError(404, { detail: "Not Found" });
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith("{") && value !== "") params[part.slice(1, -1)] = decodePart(value);
    else if (part !== value) return undefined;
  }
  return params;
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function readText(req: IncomingMessage): Promise<string> {
  return (await readBytes(req, MAX_BODY_BYTES)).toString("utf8");
}

async function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > maxBytes) throw new VendorError(413, { detail: "Request body too large" });
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

async function readBody(req: IncomingMessage): Promise<unknown> {
  const type = req.headers["content-type"] ?? "";
  if (/^multipart\/form-data\b/i.test(type)) return readForm(req, type);
  const text = await readText(req);
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid({ loc: ["body", 0], msg: "JSON decode error", type: "json_invalid" });
  }
}

async function readForm(req: IncomingMessage, type: string): Promise<FormData> {
  const bytes = new Uint8Array(await readBytes(req, MAX_FORM_BYTES));
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw new VendorError(400, { detail: "There was an error parsing the body" });
  }
}

/** Of a file only how long it is. */
function fieldsOf(form: FormData): JsonObject {
  const said = [...form].map(([name, value]) => [
    name,
    typeof value === "string" ? value : `(${value.size} bytes)`,
  ]);
  return Object.fromEntries(said) as JsonObject;
}

const newRequestId = () => randomUUID().replaceAll("-", "").slice(0, 20);

function writeJson(res: ServerResponse, status: number, json: unknown): void {
  const headers = { "request-id": newRequestId() };
  if (json === undefined) res.writeHead(status, headers).end();
  else res.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(json));
}

const SECRET_NAMES = new Set(["token", "account_auth_token", "value", "webhook_secret", "shareable_token"]);

/** What is recorded for inspection names that there was a secret, not which. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, part] of Object.entries(value)) {
    copy[name] = SECRET_NAMES.has(name) && typeof part === "string" ? "(secret)" : withoutSecrets(part);
  }
  return copy;
}
