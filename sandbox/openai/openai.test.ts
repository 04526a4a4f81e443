import OpenAI, {
  APIConnectionTimeoutError,
  AuthenticationError,
  BadRequestError,
  RateLimitError,
} from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../server";
import { firstSentences } from "./brain";
import { faultOfSchema } from "./strict-schema";

const KEY = "sk-of-the-test-0001";
const shape = z.object({ summary: z.string(), is_urgent: z.boolean() });
const TEXT = "Soy Marta. Es urgente. Llámenme mañana.";

let sandbox: Sandbox;
let client: OpenAI;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, world: { openai: { apiKeys: [KEY] } } });
  client = new OpenAI({ apiKey: KEY, baseURL: `${sandbox.url}/v1`, maxRetries: 0 });
});
afterEach(() => sandbox.close());

const format = zodTextFormat(shape, "message_summary");
const ask = (given: object = {}) =>
  client.responses.parse({ model: "gpt-6-luna", input: TEXT, store: false, text: { format }, ...given });

describe("the vendor's own client is answered", () => {
  it("with an object of the shape it asked for, made of the first sentences", async () => {
    const answer = await ask();
    expect(answer.output_parsed).toEqual({ summary: "Soy Marta. Es urgente.", is_urgent: true });
    expect(answer).toMatchObject({ object: "response", status: "completed", store: false });
  });

  it("also where the input is a list of messages, of which the user's count", async () => {
    const input = [
      { role: "developer", content: "Es urgente." },
      { role: "user", content: [{ type: "input_text", text: "Hola. Nada más." }] },
    ];
    expect((await ask({ input })).output_parsed).toEqual({ summary: "Hola. Nada más.", is_urgent: false });
  });
});

describe("which models there are", () => {
  it("is told to who has a key, and costs nothing to ask", async () => {
    const listed = await client.models.list();
    expect(listed.data.map(({ id }) => id)).toContain("gpt-6-luna");
    expect(await client.models.retrieve("gpt-6-luna")).toMatchObject({ id: "gpt-6-luna", object: "model" });
  });

  it("is not told to others, nor can it be changed", async () => {
    const address = `${sandbox.url}/v1/models`;
    const ask = (authorization: string, method = "GET") =>
      fetch(address, { method, headers: { authorization } });
    const stranger = await ask("Bearer sk-of-nobody-at-all");
    expect([stranger.status, await stranger.json()]).toMatchObject([
      401,
      { error: { code: "invalid_api_key" } },
    ]);
    expect((await ask(`Bearer ${KEY}`, "POST")).status).toBe(405);
  });

  it("is another question than the same address asks of the vendor of voices", async () => {
    const answer = await fetch(`${sandbox.url}/v1/models`, { headers: { "xi-api-key": KEY } });
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { detail: { code: "invalid_api_key" } },
    ]);
  });
});

describe("as strictly as by the vendor", () => {
  it("a key that nobody has, or none, is refused", async () => {
    const stranger = new OpenAI({
      apiKey: "sk-of-nobody-at-all",
      baseURL: `${sandbox.url}/v1`,
      maxRetries: 0,
    });
    await expect(stranger.responses.create({ model: "gpt-6-luna", input: "x" })).rejects.toMatchObject({
      status: 401,
      code: "invalid_api_key",
    });
    const answer = await fetch(`${sandbox.url}/v1/responses`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(401);
    await expect(stranger.responses.create({ model: "m", input: "x" })).rejects.toBeInstanceOf(
      AuthenticationError,
    );
  });

  it.each([
    [{ colour: "red" }, "unknown_parameter", "colour"],
    [{ text: { format, colour: "red" } }, "unknown_parameter", "text.colour"],
    [{ model: undefined }, "missing_required_parameter", "model"],
    [{ input: undefined }, "missing_required_parameter", "input"],
    [{ store: "no" }, "invalid_value", "store"],
    [{ text: { format: { ...format, strict: false } } }, "invalid_value", "text.format.strict"],
    [{ text: { format: { ...format, name: "two words" } } }, "invalid_value", "text.format.name"],
    [
      { text: { format: { ...format, schema: { type: "array" } } } },
      "invalid_json_schema",
      "text.format.schema",
    ],
  ])("%j is refused as %s", async (given, code, param) => {
    const refusal = ask(given);
    await expect(refusal).rejects.toBeInstanceOf(BadRequestError);
    await expect(refusal).rejects.toMatchObject({ code, param });
  });

  it.each([
    [{ type: "object", properties: { a: { type: "string" } }, required: ["a"] }, "additionalProperties"],
    [{ type: "object", properties: { a: {} }, required: [], additionalProperties: false }, "Missing 'a'"],
    [
      {
        type: "object",
        properties: { a: { type: "array", items: { type: "object", properties: {} } } },
        required: ["a"],
        additionalProperties: false,
      },
      "('properties', 'a', 'items')",
    ],
    [{ type: "object", properties: {}, required: [], additionalProperties: false, allOf: [] }, "allOf"],
  ])("the schema %j is not strict", (schema, fault) => {
    expect(faultOfSchema(schema)).toContain(fault);
  });
});

describe("told to misbehave", () => {
  it("is busy, fails, garbles its words or declines, each as often as it was told", async () => {
    sandbox.faults.add({ target: "openai.rest", kind: "status", status: 429, times: 1 });
    await expect(ask()).rejects.toBeInstanceOf(RateLimitError);
    sandbox.faults.add({ target: "openai.rest", kind: "status", status: 503, times: 1 });
    await expect(ask()).rejects.toMatchObject({ status: 503 });
    sandbox.faults.add({ target: "openai.rest", kind: "garble", match: "Marta", times: 1 });
    await expect(ask()).rejects.toBeInstanceOf(SyntaxError);
    sandbox.faults.add({ target: "openai.rest", kind: "decline", times: 1 });
    expect((await ask()).output_parsed).toBeNull();
    expect((await ask()).output_parsed).not.toBeNull();
  });

  it("does not answer at all", async () => {
    sandbox.faults.add({ target: "openai.rest", kind: "drop", times: 1 });
    const asked = client.responses.create({ model: "gpt-6-luna", input: "x" }, { timeout: 200 });
    await expect(asked).rejects.toBeInstanceOf(APIConnectionTimeoutError);
  });
});

it("what is very long is cut between two words", () => {
  const shortened = firstSentences(`${"palabra ".repeat(80)}. Fin.`);
  expect(shortened.length).toBeLessThanOrEqual(281);
  expect(shortened.endsWith("palabra…")).toBe(true);
});
