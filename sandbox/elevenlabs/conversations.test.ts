import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startElevenLabs } from "./fixture";
import type { JsonObject } from "../json";
import { at } from "./telephone-fixture";

type Vendor = Awaited<ReturnType<typeof startElevenLabs>>;
let vendor: Vendor;

beforeEach(async () => {
  vendor = await startElevenLabs();
});
afterEach(() => vendor.close());

/** A conversation in which the caller says these words, and nothing else; resolves with its id. */
async function converse(words: string, initiation: JsonObject): Promise<string> {
  const client = await vendor.openSigned();
  await client.start(initiation);
  const { conversation_id } = await client.get("conversation_initiation_metadata");
  client.send({ type: "user_message", text: words });
  await client.get("agent_response", 1);
  client.ws.close(1000);
  await client.closed;
  return String(conversation_id);
}

async function list(query: string): Promise<unknown[]> {
  const { json } = await vendor.ask("GET", `/v1/convai/conversations?${query}`);
  const rows = json["conversations"];
  return Array.isArray(rows) ? rows.map((row: unknown) => at(row, "conversation_id")) : [json["detail"]];
}

describe("the list of conversations", () => {
  test("is narrowed down by what is asked for", async () => {
    const first = await converse("¿Cuál es su horario?", {
      dynamic_variables: { nombre: "Ana", call_id: "c_1", age: 41 },
      user_id: "lead_1",
    });
    const before = await vendor.ask("GET", "/v1/convai/agents/agent_1");
    await vendor.ask("PATCH", "/v1/convai/agents/agent_1", { name: "Otra" });
    const second = await converse("Quiero cambiar la cita", {
      dynamic_variables: { nombre: "Luz", call_id: "c_2", age: 17 },
    });
    const version = String(before.json["version_id"]);
    const future = Math.floor(Date.now() / 1000) + 60;
    for (const [query, found] of [
      ["dynamic_variable_params=call_id:eq:c_1", [first]],
      ["dynamic_variable_params=age:gte:18&dynamic_variable_params=call_id:in:c_1|c_2", [first]],
      ["dynamic_variable_params=call_id:neq:c_1", [second]],
      ["user_id=lead_1", [first]],
      [`version_id=${version}`, [first]],
      ["search=horario", [first]],
      ["search=CAMBIAR&main_languages=es", [second]],
      ["sort_direction=asc&agent_id=agent_1", [first, second]],
      ["text_only=true", []],
      ["call_duration_min_secs=60", []],
      [`call_start_after_unix=${future}`, []],
      [`call_start_before_unix=${future}&user_id=lead_1`, [first]],
      ["rating_min=3", []],
      ["tool_names=report_result", []],
    ] as const)
      expect(await list(query), query).toEqual(found);
  });

  test("shows the results that are asked for", async () => {
    const evaluation = { criteria: [{ id: "booked", name: "booked" }] };
    const data_collection = { outcome: { type: "string", description: "x" } };
    const platform_settings = { evaluation, data_collection };
    await vendor.ask("PATCH", "/v1/convai/agents/agent_1", { platform_settings });
    const id = await converse("¿Cuál es su horario?", { dynamic_variables: { nombre: "Ana" } });
    const found = () => list("evaluation_params=booked:success");
    await expect.poll(found, { timeout: 10_000 }).toEqual([id]);
    expect(await list("evaluation_params=booked:failure")).toEqual([]);
    const { json } = await vendor.ask("GET", "/v1/convai/conversations?evaluation_criteria_ids=booked");
    expect(at(json, "conversations", 0)).toMatchObject({
      evaluation_criteria_results: { booked: { result: "success" } },
      data_collection_results: null,
    });
  });

  test.each([
    "dynamic_variable_params=call_id",
    "evaluation_params=booked",
    "call_successful=maybe",
    "exclude_statuses=over",
    "call_start_after_unix=yesterday",
  ])("refuses what it cannot understand: %s", async (query) => {
    expect((await vendor.ask("GET", `/v1/convai/conversations?${query}`)).status).toBe(422);
  });
});

describe("versions of an agent", () => {
  test("are made by every change, and the old ones can be read", async () => {
    const path = "/v1/convai/agents/agent_1";
    const first = await vendor.ask("GET", path);
    expect(first.json["version_id"]).toMatch(/^agtvrsn_/);
    expect(first.json["branch_id"]).toBe(first.json["main_branch_id"]);
    const agent = { first_message: "Diga." };
    const patch = { name: "Otra", conversation_config: { agent }, version_description: "Shorter." };
    const second = await vendor.ask("PATCH", path, patch);
    expect(second.json["version_id"]).not.toBe(first.json["version_id"]);
    expect((await vendor.ask("GET", path)).json).toEqual(second.json);
    const old = await vendor.ask("GET", `${path}?version_id=${String(first.json["version_id"])}`);
    expect(old.json["name"]).toBe("Recepción");
    expect(old.json["conversation_config"]).toEqual(first.json["conversation_config"]);
    expect((await vendor.ask("GET", `${path}?version_id=agtvrsn_9`)).status).toBe(404);
  });
});
