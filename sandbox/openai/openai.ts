/**
 * A stand-in for OpenAI: `POST /v1/responses` without streaming and tools, as platform.openai.com/docs/api-reference/responses/create and
 * …/docs/guides/structured-outputs describe it (read November 2026). As strict as the vendor about keys, parameters and strict schemas.
 * Known differences: the model is a script (brain.ts), every model name is known, and nothing is stored.
 *
 * Fault target (sandbox/faults.ts): `openai.rest`, matched against `<method> <path> <model> <input>`. `status`, `delay`, `refuse` (the
 * connection), `drop` and `cut` as elsewhere; `garble`: the text of the answer is broken JSON; `decline`: the model refuses to answer.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { World } from "../world";
import { answerFor } from "./brain";
import { ApiError, type ResponseOrder, readOrder, textOf } from "./order";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface OpenAiOptions {
  world: World;
  faults: Faults;
  recorder: Recorder;
}

/** Whether a request is for this vendor. */
export const isOpenAiPath = (pathname: string) => pathname === "/v1/responses";

export async function handleOpenAi(
  { world, faults, recorder }: OpenAiOptions,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const body = parsed(await readText(req));
  const taken = faults.take("openai.rest", `${req.method} ${url.pathname} ${mention(body)}`);
  for (const { delayMs } of taken) if (delayMs !== undefined) await wait(delayMs, undefined, { ref: false });
  if (taken.some(({ kind }) => kind === "refuse")) return void req.socket.destroy();
  if (taken.some(({ kind }) => kind === "drop")) return;
  const { status, json } = reply(world, req, { body, taken });
  recorder.record({
    vendor: "openai",
    kind: "rest",
    direction: "in",
    method: req.method ?? "",
    path: url.pathname + url.search,
    status,
    body: json,
    message: body,
  });
  if (taken.some(({ kind }) => kind === "cut")) return void req.socket.destroy();
  res.writeHead(status, {
    "content-type": "application/json",
    "x-request-id": `req_${randomBytes(16).toString("hex")}`,
  });
  res.end(JSON.stringify(json));
}

interface Asked {
  body: unknown;
  taken: Fault[];
}

function reply(
  world: World,
  req: IncomingMessage,
  { body, taken }: Asked,
): { status: number; json: unknown } {
  try {
    const forced = taken.find(({ kind }) => kind === "status");
    if (forced) throw forcedError(forced.status ?? 500);
    authorise(world.openai.apiKeys, req.headers.authorization);
    if (req.method !== "POST")
      throw new ApiError(405, "method_not_supported", "Only POST is supported.", null);
    const order = readOrder(body);
    return { status: 200, json: responseTo(order, taken) };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, json: error.toJson() };
    throw error;
  }
}

function responseTo(order: ResponseOrder, taken: Fault[]): unknown {
  const text = JSON.stringify(answerFor(order.text.format.schema, textOf(order.input)));
  const isGarbled = taken.some(({ kind }) => kind === "garble");
  const content = taken.some(({ kind }) => kind === "decline")
    ? { type: "refusal", refusal: "I'm sorry, but I can't help with that." }
    : { type: "output_text", annotations: [], logprobs: [], text: isGarbled ? text.slice(0, -5) : text };
  const tokens = (words: string) => Math.ceil(words.length / 4);
  const [inputTokens, outputTokens] = [tokens(textOf(order.input)), tokens(text)];
  return {
    id: `resp_${randomBytes(24).toString("hex")}`,
    object: "response",
    created_at: Math.floor(Date.now() / 1000),
    status: "completed",
    background: false,
    error: null,
    incomplete_details: null,
    instructions: order.instructions ?? null,
    max_output_tokens: order.max_output_tokens ?? null,
    metadata: {},
    model: order.model,
    output: [
      {
        id: `msg_${randomBytes(24).toString("hex")}`,
        type: "message",
        status: "completed",
        role: "assistant",
        content: [content],
      },
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: order.reasoning?.effort ?? null, summary: null },
    store: order.store,
    temperature: 1,
    text: { format: order.text.format },
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    truncation: "disabled",
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
    user: null,
  };
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

function forcedError(status: number): ApiError {
  if (status === 429)
    return new ApiError(429, "rate_limit_exceeded", "Rate limit reached for requests.", null);
  return new ApiError(status, status >= 500 ? "server_error" : null, "The sandbox was told to fail.", null);
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
