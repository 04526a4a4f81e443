import { afterEach, describe, expect, test } from "vitest";
import { type FixtureOptions, startElevenLabs } from "./fixture";
import type { JsonObject } from "../json";
import { at, startClinic } from "./telephone-fixture";

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

async function start(options?: FixtureOptions) {
  const vendor = await startElevenLabs(options);
  running.push(vendor.close);
  return vendor;
}

const outcome = { type: "string", description: "What was settled." };
const webhookTool = (url: string, more: JsonObject = {}, schema: JsonObject = {}) => ({
  tool_config: {
    type: "webhook",
    name: "report_result",
    description: "Reports what was settled.",
    ...more,
    api_schema: { url, method: "POST", ...schema },
  },
});

describe("a tool", () => {
  test("is found, changed, and deleted only by force while an agent has it", async () => {
    const { ask } = await start();
    const created = await ask("POST", "/v1/convai/tools", webhookTool("https://clinic.example/report"));
    const id = String(created.json["id"]);
    const path = `/v1/convai/tools/${id}`;
    const prompt = { tool_ids: [id] };
    await ask("PATCH", "/v1/convai/agents/agent_1", { conversation_config: { agent: { prompt } } });
    expect((await ask("PATCH", path, { tool_config: { description: "Another." } })).status).toBe(422);
    const changed = webhookTool("https://clinic.example/report", { description: "Another." });
    expect(at((await ask("PATCH", path, changed)).json, "tool_config", "description")).toBe("Another.");
    const list = await ask("GET", "/v1/convai/tools?types=webhook&search=REPORT&used_by_agent_id=agent_1");
    expect(at(list.json, "tools")).toMatchObject([{ id }]);
    expect((await ask("GET", `${path}/dependent-agents`)).json).toMatchObject({
      agents: [{ type: "available", id: "agent_1", name: "Recepción" }],
      has_more: false,
    });
    expect((await ask("DELETE", path)).status).toBe(409);
    expect((await ask("DELETE", `${path}?force=true`)).status).toBe(200);
    expect((await ask("GET", path)).status).toBe(404);
    const agent = await ask("GET", "/v1/convai/agents/agent_1");
    expect(at(agent.json, "conversation_config", "agent", "prompt", "tool_ids")).toEqual([]);
  });

  test.each<[string, JsonObject, (string | number)[]]>([
    [
      "no source",
      { request_body_schema: { type: "object", properties: { a: { type: "string" } } } },
      ["request_body_schema", "a"],
    ],
    [
      "two sources",
      {
        request_body_schema: {
          type: "object",
          properties: {
            a: { type: "object", properties: { b: { ...outcome, dynamic_variable: "tenant_id" } } },
          },
        },
      },
      ["request_body_schema", "a", "b"],
    ],
    [
      "a constant and a variable",
      {
        query_params_schema: {
          properties: { q: { type: "string", constant_value: "x", dynamic_variable: "y" } },
        },
      },
      ["query_params_schema", "q"],
    ],
    [
      "a path without a source",
      { path_params_schema: { id: { type: "string" } } },
      ["path_params_schema", "id"],
    ],
  ])("is refused when a value has %s", async (_, schema, where) => {
    const { ask } = await start();
    const { status, json } = await ask(
      "POST",
      "/v1/convai/tools",
      webhookTool("https://c.example", {}, schema),
    );
    expect(status).toBe(422);
    expect(at(json, "detail", 0)).toMatchObject({
      loc: ["body", "tool_config", "api_schema", ...where],
      type: "value_error",
    });
  });

  test.each<[string, JsonObject, (string | number)[]]>([
    ["a type that is none", { a: { type: "date", description: "Day." } }, ["a", "type"]],
    ["no type", { a: { description: "Day." } }, ["a", "type"]],
    ["numbers enumerated", { a: { type: "integer", description: "Day.", enum: [1, 2] } }, ["a", "enum"]],
    [
      "more JSON Schema than is published",
      { a: { type: "object", properties: {}, additionalProperties: false } },
      ["a", "additionalProperties"],
    ],
    [
      "a fault in an object in a list",
      {
        a: {
          type: "array",
          items: { type: "object", properties: { b: { type: "text", description: "x" } } },
        },
      },
      ["a", "items", "b", "type"],
    ],
  ])("is refused when its parameters have %s", async (_, properties, where) => {
    const { ask } = await start();
    const parameters = { type: "object", properties };
    const client = { type: "client", name: "book", description: "Books.", parameters };
    const { status, json } = await ask("POST", "/v1/convai/tools", { tool_config: client });
    expect(status).toBe(422);
    expect(at(json, "detail", 0, "loc")).toEqual(["body", "tool_config", "parameters", ...where]);
    const schema = { request_body_schema: parameters };
    const webhook = await ask("POST", "/v1/convai/tools", webhookTool("https://c.example", {}, schema));
    expect(at(webhook.json, "detail", 0, "loc")).toEqual([
      "body",
      "tool_config",
      "api_schema",
      "request_body_schema",
      ...where,
    ]);
  });

  test("may enumerate words, ask for yes or no, and nest", async () => {
    const { ask } = await start();
    const parameters = {
      type: "object",
      required: ["kind"],
      properties: {
        kind: { type: "string", description: "Which.", enum: ["a", "b"] },
        urgent: { type: "boolean", description: "Whether it is urgent." },
        who: { type: "object", properties: { age: { type: "integer", description: "Years." } } },
        tags: { type: "array", description: "Words.", items: { type: "string", description: "Word." } },
      },
    };
    const tool_config = { type: "client", name: "book", description: "Books.", parameters };
    const { status, json } = await ask("POST", "/v1/convai/tools", { tool_config });
    expect(status).toBe(200);
    expect(at(json, "tool_config", "parameters")).toEqual(parameters);
  });

  test("is refused when a header names a secret that is not there", async () => {
    const { ask } = await start();
    const request_headers = { "x-key": { secret_id: "secret_9" } };
    const answer = await ask(
      "POST",
      "/v1/convai/tools",
      webhookTool("https://c.example", {}, { request_headers }),
    );
    expect([answer.status, at(answer.json, "detail", "code")]).toEqual([404, "secret_not_found"]);
    const webhook = { url: "https://c.example/who", request_headers };
    const settings = { conversation_initiation_client_data_webhook: webhook };
    expect((await ask("PATCH", "/v1/convai/settings", settings)).status).toBe(404);
    const platform_settings = { workspace_overrides: settings };
    expect((await ask("PATCH", "/v1/convai/agents/agent_1", { platform_settings })).status).toBe(404);
  });
});

describe("a webhook tool in a conversation", () => {
  /** An agent whose report goes to the clinic's server. */
  async function startReporting(more: JsonObject = {}, url = "/reports/{kind}") {
    const clinic = await startClinic();
    running.push(clinic.close);
    const vendor = await start({ agent: { first_message: "" } });
    const { ask } = vendor;
    const secret = await ask("POST", "/v1/convai/secrets", { type: "new", name: "key", value: "s3cret" });
    const properties = {
      outcome,
      notes: { type: "string", description: "Detail." },
      call: {
        type: "object",
        properties: {
          id: { type: "string", dynamic_variable: "call_id" },
          conversation: { type: "string", dynamic_variable: "system__conversation_id" },
          source: { type: "string", constant_value: "phone" },
          later: { type: "string", is_omitted: true },
        },
      },
      score: { type: "integer", description: "From 1 to 5." },
    };
    const schema = {
      path_params_schema: { kind: { type: "string", constant_value: "result" } },
      query_params_schema: { properties: { lang: { type: "string", dynamic_variable: "lang" } } },
      request_body_schema: { type: "object", required: ["outcome", "score"], properties },
      request_headers: {
        "x-key": { secret_id: secret.json["secret_id"] },
        "x-call": { variable_name: "secret__token" },
        "x-plain": "clinic",
      },
    };
    const tool = await ask("POST", "/v1/convai/tools", webhookTool(clinic.url + url, more, schema));
    const prompt = { tool_ids: [tool.json["id"]] };
    await ask("PATCH", "/v1/convai/agents/agent_1", { conversation_config: { agent: { prompt } } });
    const confirm = async () => {
      const client = await vendor.openSigned();
      const dynamic_variables = { call_id: "c_1", lang: "es", secret__token: "t_1" };
      await client.start({ dynamic_variables });
      const { conversation_id } = await client.get("conversation_initiation_metadata");
      client.send({ type: "user_message", text: "Sí, confirmo" });
      const answer = String((await client.get("agent_response"))["agent_response"]);
      client.ws.close(1000);
      await client.closed;
      const { json } = await ask("GET", `/v1/convai/conversations/${String(conversation_id)}`);
      const turns = Array.isArray(json["transcript"]) ? json["transcript"] : [];
      const turn: unknown = turns.find((one: unknown) => at(one, "tool_calls", 0) !== undefined);
      const [called, result] = [at(turn, "tool_calls", 0), at(turn, "tool_results", 0)];
      return { answer, called, result, conversation_id, client };
    };
    return { clinic, vendor, confirm };
  }

  test("asks its server, with values from where its schema says, and the transcript shows it", async () => {
    const { clinic, vendor, confirm } = await startReporting();
    clinic.answers.set("/reports/result?lang=es", { json: { ok: true } });
    const { answer, called, result, conversation_id, client } = await confirm();
    const [report] = clinic.received;
    expect(report?.headers).toMatchObject({ "x-key": "s3cret", "x-call": "t_1", "x-plain": "clinic" });
    expect(report?.json).toEqual({
      outcome: "confirmed",
      notes: "Sí, confirmo",
      call: { id: "c_1", conversation: conversation_id, source: "phone" },
      score: 0,
    });
    expect(answer).toContain("confirmada");
    expect(called).toMatchObject({
      type: "webhook",
      tool_name: "report_result",
      tool_details: { type: "webhook", method: "POST", headers: { "x-plain": "clinic" } },
    });
    expect(JSON.parse(String(at(called, "params_as_json")))).toEqual({
      outcome: "confirmed",
      notes: "Sí, confirmo",
    });
    expect(result).toMatchObject({ type: "webhook", is_error: false, result_value: '{"ok":true}' });
    expect(client.of("agent_tool_response")[0]).toMatchObject({ tool_type: "webhook", is_error: false });
    expect(client.of("client_tool_call")).toEqual([]);
    expect(JSON.stringify(called)).not.toContain("t_1");
    expect(JSON.stringify([called, vendor.recorder.since()])).not.toContain("s3cret");
  });

  test("admits that its server failed", async () => {
    const { clinic, confirm } = await startReporting();
    clinic.answers.set("/reports/result?lang=es", { status: 500, json: { broken: true } });
    const { answer, result } = await confirm();
    expect(answer).toContain("a mano");
    expect(result).toMatchObject({ is_error: true, raw_error_message: expect.stringContaining("HTTP 500") });
  });

  test.each([
    ["lost", { kind: "drop" }, 0],
    ["answered with a status", { kind: "status", status: 503 }, 0],
    ["lost on the way back", { kind: "cut" }, 1],
  ] as const)("can be %s, on request", async (_, fault, count) => {
    const { clinic, vendor, confirm } = await startReporting();
    vendor.faults.add({ target: "elevenlabs.tool", match: ["report_result", "c_1"], ...fault });
    expect((await confirm()).result).toMatchObject({ is_error: true });
    expect(clinic.received).toHaveLength(count);
  });

  test("can be told twice, on request", async () => {
    const { clinic, vendor, confirm } = await startReporting();
    vendor.faults.add({ target: "elevenlabs.tool", kind: "duplicate" });
    expect((await confirm()).result).toMatchObject({ is_error: false });
    expect(clinic.received).toHaveLength(2);
  });

  test("waits no longer than its time", async () => {
    const { clinic, vendor, confirm } = await startReporting({ response_timeout_secs: 5 });
    vendor.faults.add({ target: "elevenlabs.tool", kind: "delay", delayMs: 6000 });
    const { result } = await confirm();
    expect(result).toMatchObject({ is_error: true, result_value: "No answer within 5 seconds" });
    expect(clinic.received).toEqual([]);
  }, 15_000);

  test("whose variables are missing keeps the conversation from starting", async () => {
    const { vendor } = await startReporting();
    const client = await vendor.openSigned();
    await client.start({ dynamic_variables: { lang: "es" } });
    expect((await client.closed).reason).toContain("Missing required dynamic variables in tools");
  });
});

describe("a secret", () => {
  test("is kept unseen, changed, and says who uses it", async () => {
    const { ask } = await start();
    const { json } = await ask("POST", "/v1/convai/secrets", { type: "new", name: "key", value: "s3cret" });
    const id = String(json["secret_id"]);
    const schema = { request_headers: { "x-key": { secret_id: id } } };
    const tool = await ask("POST", "/v1/convai/tools", webhookTool("https://c.example", {}, schema));
    const seen = await ask("GET", `/v1/convai/secrets/${id}`);
    expect(seen.json).toMatchObject({
      type: "stored",
      name: "key",
      used_by: { tools: [{ id: tool.json["id"] }] },
    });
    expect(JSON.stringify(seen.json)).not.toContain("s3cret");
    const patch = { type: "update", name: "other", value: "n3w" };
    expect((await ask("PATCH", `/v1/convai/secrets/${id}`, patch)).json).toMatchObject({ name: "other" });
    expect((await ask("DELETE", `/v1/convai/secrets/${id}`)).status).toBe(204);
    expect((await ask("GET", `/v1/convai/secrets/${id}`)).status).toBe(404);
  });
});
