import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ModelUsage } from "./prices";

/** What OpenAI does with the next answer, its head sent already. */
let answer: (response: ServerResponse) => void = () => undefined;
let vendor: Server;
let streamReply: typeof import("./stream-reply").streamReply;

const SETTINGS = {
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  PUBLIC_URL: "https://app.example.com",
  AUTH_SECRET: "a secret of the tests, thirty-two characters long",
  ENCRYPTION_KEYS: "k1:unused",
};

beforeAll(async () => {
  for (const [name, value] of Object.entries(SETTINGS)) vi.stubEnv(name, value);
  vendor = createServer((request, response) => {
    request.resume();
    request.on("end", () => answer(response));
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("OPENAI_API_URL", `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  ({ streamReply } = await import("./stream-reply"));
});
afterAll(() => {
  vendor.closeAllConnections();
  vendor.close();
});

const begin = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
const tell = (response: ServerResponse, event: { type: string } & Record<string, unknown>) =>
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
const word = (delta: string) => ({ type: "response.output_text.delta", delta });

/** Reads an answer until `isEnough`; tells its words and, once it is known, what it took. */
async function read(isEnough: (said: string) => boolean): Promise<{ said: string; usages: ModelUsage[] }> {
  const stop = new AbortController();
  let isTold = () => {};
  const told = new Promise<void>((resolve) => (isTold = resolve));
  const usages: ModelUsage[] = [];
  const pieces = streamReply({
    apiKey: "sk-test",
    model: "gpt-6-luna",
    instructions: "x".repeat(396),
    items: [],
    tools: [],
    firstPieceTimeoutMs: 5000,
    timeoutMs: 5000,
    signal: stop.signal,
    onUsage: (usage) => {
      usages.push(usage);
      isTold();
    },
  });
  let said = "";
  for await (const piece of pieces) {
    if (piece.type === "text") said += piece.text;
    if (isEnough(said)) stop.abort();
  }
  await told;
  return { said, usages };
}

it("an answer that is heard to its end took what the vendor says", async () => {
  answer = (response) => {
    begin(response);
    tell(response, word("Hola."));
    const usage = { input_tokens: 812, output_tokens: 7 };
    tell(response, { type: "response.completed", response: { model: "gpt-6-luna-2026-09-30", usage } });
    response.end();
  };
  expect(await read(() => false)).toEqual({
    said: "Hola.",
    usages: [{ model: "gpt-6-luna-2026-09-30", inputTokens: 812, outputTokens: 7 }],
  });
});

it("an answer into which somebody speaks took about what was sent, and what came until then", async () => {
  answer = (response) => {
    begin(response);
    tell(response, word("De lunes a viernes, "));
  };
  expect(await read((said) => said !== "")).toEqual({
    said: "De lunes a viernes, ",
    usages: [{ model: "gpt-6-luna", inputTokens: 100, outputTokens: 5, isEstimated: true }],
  });
});

it("an answer that never began took nothing", async () => {
  answer = (response) => void response.writeHead(500).end("{}");
  const onUsage = vi.fn<(usage: ModelUsage) => void>();
  const pieces = streamReply({
    apiKey: "sk-test",
    model: "gpt-6-luna",
    instructions: "x",
    items: [],
    tools: [],
    firstPieceTimeoutMs: 5000,
    timeoutMs: 5000,
    signal: new AbortController().signal,
    onUsage,
  });
  await expect(pieces.next()).rejects.toMatchObject({ httpStatus: 500 });
  expect(onUsage).not.toHaveBeenCalled();
});
