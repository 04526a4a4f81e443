import OpenAI, { RateLimitError } from "openai";
import type {
  FunctionTool,
  Response,
  ResponseCreateParamsStreaming,
  ResponseInput,
  ResponseStreamEvent,
} from "openai/resources/responses/responses";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../server";

const KEY = "sk-of-the-test-0001";
const INSTRUCTIONS =
  "Idioma: español. Usted atiende el teléfono de la Clínica Sol.\nHorario: de nueve a ocho.";

let sandbox: Sandbox;
let client: OpenAI;
beforeEach(async () => {
  sandbox = await startSandbox({ port: 0, world: { openai: { apiKeys: [KEY] } } });
  client = new OpenAI({ apiKey: KEY, baseURL: `${sandbox.url}/v1`, maxRetries: 0, logLevel: "off" });
});
afterEach(() => sandbox.close());

const tool = (name: string, ...parameters: string[]): FunctionTool => ({
  type: "function",
  name,
  description: name,
  strict: true,
  parameters: {
    type: "object",
    properties: Object.fromEntries(parameters.map((one) => [one, { type: ["string", "null"] }])),
    required: parameters,
    additionalProperties: false,
  },
});
const TOOLS = [tool("book_appointment", "service", "when", "slot_id", "name"), tool("end_call")];
const user = (content: string) => ({ role: "user" as const, content });
const order = (input: ResponseInput, more: object = {}): ResponseCreateParamsStreaming => ({
  model: "gpt-6-luna",
  instructions: INSTRUCTIONS,
  input,
  tools: TOOLS,
  store: false,
  stream: true,
  reasoning: { effort: "none" },
  ...more,
});

async function eventsOf(input: ResponseInput, more: object = {}): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create(order(input, more))) events.push(event);
  return events;
}
const endOf = (events: readonly ResponseStreamEvent[]): Response | undefined => {
  const last = events.at(-1);
  return last?.type === "response.completed" || last?.type === "response.incomplete"
    ? last.response
    : undefined;
};
const typesOf = (events: readonly ResponseStreamEvent[]) => [...new Set(events.map(({ type }) => type))];
const fault = (more: object) =>
  sandbox.faults.add({ target: "openai.rest", kind: "pace", times: 1, ...more });

describe("a streamed answer", () => {
  it("comes word by word, in the vendor's order, and adds up to what the end says", async () => {
    const events = await eventsOf([user("¿Qué horario tienen?")]);
    expect(typesOf(events)).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    const deltas = events.flatMap((event) =>
      event.type === "response.output_text.delta" ? [event.delta] : [],
    );
    expect(deltas.length).toBeGreaterThan(5);
    expect(deltas.join("")).toBe("Nuestro horario es de nueve a ocho. ¿Necesita algo más?");
    const end = endOf(events);
    expect(end).toMatchObject({ status: "completed", store: false, error: null });
    expect(end?.output).toMatchObject([{ type: "message", content: [{ text: deltas.join("") }] }]);
    expect(end?.usage?.output_tokens).toBeGreaterThan(5);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  });

  it("is put together by the vendor's own reader", async () => {
    const { input = [], ...rest } = order([user("Quiero una cita para una limpieza el jueves a las once")]);
    const final = await client.responses.stream({ ...rest, input }).finalResponse();
    expect(final.output).toMatchObject([{ type: "function_call", name: "book_appointment" }]);
  });

  it("uses a function with every parameter it has, null where nothing is known", async () => {
    const events = await eventsOf([user("Quiero una cita para una limpieza el jueves a las once")]);
    const pieces = events.flatMap((event) =>
      event.type === "response.function_call_arguments.delta" ? [event.delta] : [],
    );
    const [call] = endOf(events)?.output ?? [];
    if (call?.type !== "function_call") throw new Error("no function was called");
    expect(pieces.join("")).toBe(call.arguments);
    expect(JSON.parse(call.arguments)).toEqual({
      service: "limpieza",
      when: "el jueves a las once",
      slot_id: null,
      name: null,
    });
    expect(events).toContainEqual(
      expect.objectContaining({ type: "response.function_call_arguments.done", name: "book_appointment" }),
    );
  });

  it("is the same whole, where no stream was asked for", async () => {
    const whole = await client.responses.create({ ...order([user("¿Qué horario tienen?")]), stream: false });
    expect(whole.output_text).toBe("Nuestro horario es de nueve a ocho. ¿Necesita algo más?");
  });

  it("that is longer than was ordered ends incomplete", async () => {
    const long = {
      instructions: `Idioma: español\nHorario: ${"mañana y tarde, ".repeat(20)}`,
      max_output_tokens: 16,
    };
    const end = endOf(await eventsOf([user("¿Qué horario tienen?")], long));
    expect(end).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
    expect(end?.output).toMatchObject([{ status: "incomplete" }]);
  });
});

describe("as strictly as by the vendor", () => {
  const call = {
    type: "function_call" as const,
    call_id: "call_1",
    name: "book_appointment",
    arguments: "{}",
  };
  const output = { type: "function_call_output" as const, call_id: "call_1", output: "{}" };
  const open = {
    type: "object",
    properties: { a: { type: "string" } },
    required: [],
    additionalProperties: false,
  };

  it.each([
    [[output], {}, null, "input", /No tool call found/],
    [[call], {}, null, "input", /No tool output found/],
    [[output, call], {}, null, "input", /No tool call found/],
    [[{ ...call, name: "fly" }, output], {}, "invalid_value", "input[0].name", /'fly'/],
    [[{ ...user("x"), colour: "red" }], {}, "unknown_parameter", "input[0].colour", /colour/],
    [
      [{ type: "function_call", call_id: "c", name: "end_call" }],
      {},
      "missing_required_parameter",
      "input[0].arguments",
      /arguments/,
    ],
    [
      [{ role: "assistant", content: [{ type: "input_text", text: "x" }] }],
      {},
      "invalid_value",
      "input[0].content[0].type",
      /output_text/,
    ],
    [
      [user("x")],
      { tools: [{ ...TOOLS[0], parameters: open }] },
      "invalid_function_parameters",
      "tools[0].parameters",
      /'required'/,
    ],
    [[user("x")], { tools: [{ ...TOOLS[0], name: "two words" }] }, "invalid_value", "tools[0].name", /name/],
    [[user("x")], { tools: [TOOLS[0], TOOLS[0]] }, "invalid_value", "tools", /Duplicate/],
    [[user("x")], { tool_choice: { type: "function", name: "fly" } }, "invalid_value", "tool_choice", /fly/],
    [[user("x")], { max_output_tokens: 3 }, "invalid_value", "max_output_tokens", />=16/],
  ])("%j with %j is refused", async (input, more, code, param, message) => {
    const refusal = eventsOf(input as ResponseInput, more);
    await expect(refusal).rejects.toMatchObject({ status: 400, code, param });
    await expect(refusal).rejects.toThrow(message);
  });

  it("takes back what it said, in the parts in which it came", async () => {
    const [said] = endOf(await eventsOf([user("Hola")]))?.output ?? [];
    if (said?.type !== "message") throw new Error("nothing was said");
    const events = await eventsOf([user("Hola"), said, user("¿Qué horario tienen?")]);
    expect(endOf(events)?.status).toBe("completed");
  });
});

describe("told to misbehave in mid-stream", () => {
  const text = (events: readonly ResponseStreamEvent[]) =>
    events.flatMap((event) => (event.type === "response.output_text.delta" ? [event.delta] : [])).join("");
  const heardUntilFailure = async (more: object): Promise<{ heard: string; error: unknown }> => {
    const events: ResponseStreamEvent[] = [];
    try {
      for await (const event of await client.responses.create(order([user("¿Qué horario tienen?")], more)))
        events.push(event);
    } catch (error) {
      return { heard: text(events), error };
    }
    return { heard: text(events), error: undefined };
  };

  it.each(["cut", "garble"])("%s: half of the words came", async (kind) => {
    fault({ kind });
    const { heard, error } = await heardUntilFailure({});
    expect("Nuestro horario es de nueve a ocho. ¿Necesita algo más?".startsWith(heard)).toBe(true);
    expect(heard).not.toBe("");
    expect(error).toBeInstanceOf(Error);
  });

  it("fails as a whole with a status, and in the middle where it is told so", async () => {
    fault({ kind: "status", status: 429 });
    await expect(eventsOf([user("Hola")])).rejects.toBeInstanceOf(RateLimitError);
    fault({ kind: "status", status: 429, code: "insufficient_quota" });
    await expect(eventsOf([user("Hola")])).rejects.toMatchObject({ code: "insufficient_quota" });
    fault({ kind: "status", status: 503, afterMs: 0 });
    expect((await eventsOf([user("Hola")])).at(-1)).toMatchObject({
      type: "response.failed",
      response: { status: "failed", error: { code: "server_error" } },
    });
    fault({ kind: "status", status: 429, afterMs: 0 });
    expect((await eventsOf([user("Hola")])).at(-1)).toMatchObject({
      type: "error",
      code: "rate_limit_exceeded",
    });
  });

  it("refuses to answer", async () => {
    fault({ kind: "decline" });
    const events = await eventsOf([user("Hola")]);
    expect(typesOf(events)).toContain("response.refusal.delta");
    expect(endOf(events)?.output).toMatchObject([{ content: [{ type: "refusal" }] }]);
  });

  it("writes arguments that are no JSON", async () => {
    fault({ kind: "garble" });
    const [call] = endOf(await eventsOf([user("Quiero una cita el jueves")]))?.output ?? [];
    if (call?.type !== "function_call") throw new Error("no function was called");
    expect(() => JSON.parse(call.arguments) as unknown).toThrow(SyntaxError);
  });

  it.each([
    ["half of the words, and never ends", { kind: "silent" }, "Nuestro horario es de nueve"],
    ["nothing before the time it was given", { delayMs: 600_000 }, ""],
    ["one word, and the next one late", { afterMs: 600_000 }, "Nuestro"],
  ])("says %s", async (_name, more, words) => {
    fault(more);
    const stream = await client.responses.create(order([user("¿Qué horario tienen?")]));
    let heard = "";
    for await (const event of stream) {
      if (event.type === "response.output_text.delta") heard += event.delta;
      // Whoever has heard what there is hangs up; more words than these would end the test otherwise.
      if (event.type === "response.content_part.added" && words === "") stream.controller.abort();
      if (words !== "" && heard === words) stream.controller.abort();
    }
    expect(heard).toBe(words);
  });

  it("keeps a pace as often as it is told", async () => {
    sandbox.faults.add({ target: "openai.rest", kind: "pace", delayMs: 2, afterMs: 1, match: "horario" });
    await eventsOf([user("¿Qué horario tienen?")]);
    expect(endOf(await eventsOf([user("¿Qué horario tienen?")]))?.status).toBe("completed");
    expect(sandbox.faults.list()).toMatchObject([{ kind: "pace", taken: 2 }]);
  });
});
