/**
 * A stand-in for OpenAI: `POST /v1/responses`, whole or streamed, with structured outputs and strict functions, and `GET /v1/models`, as
 * platform.openai.com/docs/api-reference/responses, …/guides/structured-outputs and …/guides/function-calling describe it (read November
 * 2026). As strict as the vendor about keys, parameters, strict schemas and the history of functions. Known differences: the model is a
 * script (mind.ts talks, brain.ts fills in objects), every model name is known, a token is four characters, nothing is stored.
 *
 * Fault target (sandbox/faults.ts): `openai.rest`, matched against `<method> <path> <model> <input> <authorization>`. `status` (with
 * the vendor's `code`, such as `insufficient_quota`), `delay`, `refuse` (the connection) and `drop` (no answer) as elsewhere. `cut`:
 * the connection breaks, a stream's in the middle of its words. `garble`: the answer is no JSON; with functions their arguments are
 * not, and of a stream in plain words one event is not. `decline`: the model refuses to answer. Streams only: `pace` waits `delayMs`
 * before the first token and `afterMs` between tokens; `silent` says half and then nothing, without an end; `status` with `afterMs`
 * fails in the middle, 429 as `error`, all others as `response.failed`.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { World } from "../world";
import { isModelsPath, modelsAt } from "./models";
import { ApiError, type ResponseOrder, readOrder } from "./order";
import { beginResponse, endResponse, type OutputItem, type Response, write } from "./response";
import { sendStream } from "./send-stream";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface OpenAiOptions {
  world: World;
  faults: Faults;
  recorder: Recorder;
}

/** Whether a request is for this vendor: the models have an address that another vendor's have too, with another header for the key. */
export function isOpenAiRequest({ headers }: IncomingMessage, pathname: string): boolean {
  if (pathname === "/v1/responses") return true;
  return isModelsPath(pathname) && /^Bearer\b/i.test(headers.authorization ?? "");
}

export async function handleOpenAi(
  { world, faults, recorder }: OpenAiOptions,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const body = parsed(await readText(req));
  const what = `${req.method} ${url.pathname} ${mention(body)} ${req.headers.authorization ?? ""}`;
  const taken = faults.take("openai.rest", what);
  for (const { kind, delayMs } of taken)
    if (kind !== "pace" && delayMs !== undefined) await wait(delayMs, undefined, { ref: false });
  const has = (kind: Fault["kind"]) => taken.some((fault) => fault.kind === kind);
  if (has("refuse")) return void req.socket.destroy();
  if (has("drop")) return;
  const reply = replyTo(world, req, { pathname: url.pathname, body, taken });
  const isStream = reply.kind === "response" && reply.order.stream === true;
  recorder.record({
    vendor: "openai",
    kind: "rest",
    direction: "in",
    method: req.method ?? "",
    path: url.pathname + url.search,
    status: reply.status,
    body: reply.kind === "response" ? reply.ended : reply.json,
    message: body,
  });
  const requestId = { "x-request-id": `req_${randomBytes(16).toString("hex")}` };
  if (isStream) {
    res.writeHead(200, { ...requestId, "content-type": "text/event-stream; charset=utf-8" });
    res.flushHeaders();
    return sendStream(res, { ...reply, taken });
  }
  if (has("cut")) return void req.socket.destroy();
  res.writeHead(reply.status, { ...requestId, "content-type": "application/json" });
  res.end(JSON.stringify(reply.kind === "response" ? reply.ended : reply.json));
}

interface Asked {
  pathname: string;
  body: unknown;
  taken: readonly Fault[];
}

type Reply =
  | { kind: "error" | "models"; status: number; json: unknown }
  | {
      kind: "response";
      status: 200;
      order: ResponseOrder;
      begun: Response;
      output: readonly OutputItem[];
      ended: Response;
    };

function replyTo(world: World, req: IncomingMessage, { pathname, body, taken }: Asked): Reply {
  try {
    const isStream = typeof body === "object" && body !== null && "stream" in body && body.stream === true;
    const forced = taken.find(
      ({ kind, afterMs }) => kind === "status" && !(isStream && afterMs !== undefined),
    );
    if (forced) throw forcedError(forced);
    authorise(world.openai.apiKeys, req.headers.authorization);
    const isModels = isModelsPath(pathname);
    const method = isModels ? "GET" : "POST";
    if (req.method !== method)
      throw new ApiError(405, "method_not_supported", `Only ${method} is supported.`, null);
    if (isModels) return { kind: "models", status: 200, json: modelsAt(pathname) };
    const order = readOrder(body);
    const begun = beginResponse(order);
    const written = write(order, {
      isDeclined: taken.some(({ kind }) => kind === "decline"),
      isGarbled: taken.some(({ kind }) => kind === "garble"),
    });
    const ended = endResponse(begun, order, written);
    return { kind: "response", status: 200, order, begun, output: written.output, ended };
  } catch (error) {
    if (error instanceof ApiError) return { kind: "error", status: error.status, json: error.toJson() };
    throw error;
  }
}

function authorise(keys: readonly string[], authorization: string | undefined): void {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(authorization ?? "")?.[1] ?? "");
  if (given.length === 0)
    throw new ApiError(401, null, "You didn't provide an API key. Provide it as a bearer token.", null);
  const isKnown = keys
    .map((key) => Buffer.from(key))
    .some((key) => key.length === given.length && timingSafeEqual(key, given));
  if (!isKnown) throw new ApiError(401, "invalid_api_key", "Incorrect API key provided.", null);
}

function forcedError({ status = 500, code }: Fault): ApiError {
  if (status === 429)
    return new ApiError(429, code ?? "rate_limit_exceeded", "Rate limit reached for requests.", null);
  const standard = status >= 500 ? "server_error" : null;
  return new ApiError(status, code ?? standard, "The sandbox was told to fail.", null);
}

/** What a fault may be matched against, whatever else is wrong with it. */
function mention(body: unknown): string {
  const { model, input } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return `${String(model)} ${typeof input === "string" ? input : JSON.stringify(input)}`;
}

async function readText(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) break;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
