import { afterEach, describe, expect, test } from "vitest";
import { type Client, startElevenLabs } from "./fixture";
import type { JsonObject } from "../json";
import { startClinic } from "./telephone-fixture";

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

const text = { type: "string", description: "In the caller's words." };
const PROPERTIES = { service: text, when: text, slot_id: text, name: text };
const BOOKING = [
  { status: "ask", ask: "when", say: "¿Qué día le viene bien?" },
  {
    status: "options",
    say: "Tengo el jueves a las diez o a las once.",
    options: [
      { slot_id: "s1", say: "el jueves 26 a las diez" },
      { slot_id: "s2", say: "el jueves 26 a las once" },
    ],
  },
  { status: "ask", ask: "name", say: "¿A nombre de quién?" },
  { status: "done", say: "Reservada el jueves 26 a las once.", appointment: { appointment_id: "a1" } },
];
const SENTENCES: [string, string][] = [
  ["Quiero una cita para una limpieza", "¿Qué día le viene bien?"],
  ["El jueves", "Tengo el jueves a las diez o a las once."],
  ["La segunda", "¿A nombre de quién?"],
  ["Ana Pérez", "Reservada el jueves 26 a las once. ¿Necesita algo más?"],
];
const ALL = { service: "limpieza", when: "El jueves", slot_id: "s2", name: "Ana Pérez" };

async function start(tool: JsonObject) {
  const vendor = await startElevenLabs({ agent: { first_message: "" } });
  running.push(vendor.close);
  const created = await vendor.ask("POST", "/v1/convai/tools", { tool_config: tool });
  expect(created.status).toBe(200);
  const prompt = { tool_ids: [created.json["id"]] };
  await vendor.ask("PATCH", "/v1/convai/agents/agent_1", { conversation_config: { agent: { prompt } } });
  const client = await vendor.openSigned();
  await client.start({ dynamic_variables: { call_id: "c_1" } });
  const { conversation_id } = await client.get("conversation_initiation_metadata");
  return { vendor, client, conversationId: String(conversation_id) };
}

const say = (client: Client, words: string) => client.send({ type: "user_message", text: words });

/** Thoughts come before pings here: two pings later whatever was said has been thought about. */
const untilThoughtAbout = (client: Client) => client.get("ping", client.of("ping").length + 1);

describe("an agent does what the caller wants", () => {
  test("over the socket, tool call by tool call", async () => {
    const { vendor, client, conversationId } = await start({
      type: "client",
      name: "book_appointment",
      description: "Books.",
      expects_response: true,
      parameters: {
        type: "object",
        properties: { ...PROPERTIES, source: { type: "string", constant_value: "phone" } },
      },
    });
    for (const [index, [words, answer]] of SENTENCES.entries()) {
      say(client, words);
      const { tool_call_id } = await client.get("client_tool_call", index);
      const result = JSON.stringify(BOOKING[index]);
      client.send({ type: "client_tool_result", tool_call_id, result, is_error: false });
      expect((await client.get("agent_response", index))["agent_response"]).toBe(answer);
    }
    expect(client.of("client_tool_call").at(-1)?.["parameters"]).toEqual({ ...ALL, source: "phone" });
    const uses = vendor.vendor.toolUses(conversationId) ?? [];
    expect(uses).toHaveLength(4);
    expect(uses[0]).toMatchObject({
      name: "book_appointment",
      type: "client",
      arguments: { service: "limpieza", source: "phone" },
      answer: JSON.stringify(BOOKING[0]),
      isError: false,
      durationMs: expect.any(Number),
    });
  });

  test("over the clinic's server, with what the schema says and no more", async () => {
    const clinic = await startClinic();
    running.push(clinic.close);
    const { vendor, client, conversationId } = await start({
      type: "webhook",
      name: "book_appointment",
      description: "Books.",
      api_schema: {
        url: `${clinic.url}/book`,
        method: "POST",
        request_body_schema: {
          type: "object",
          required: ["call_id", "notes"],
          properties: {
            ...PROPERTIES,
            notes: text,
            call_id: { type: "string", dynamic_variable: "call_id" },
          },
        },
      },
    });
    for (const [index, [words, answer]] of SENTENCES.entries()) {
      clinic.answers.set("/book", { json: BOOKING[index] });
      say(client, words);
      expect((await client.get("agent_response", index))["agent_response"]).toBe(answer);
    }
    expect(clinic.received.map(({ json }) => json)).toEqual([
      { service: "limpieza", notes: "", call_id: "c_1" },
      { service: "limpieza", when: "El jueves", notes: "", call_id: "c_1" },
      { service: "limpieza", when: "El jueves", slot_id: "s2", notes: "", call_id: "c_1" },
      { ...ALL, notes: "", call_id: "c_1" },
    ]);
    const last = vendor.vendor.toolUses(conversationId)?.at(-1);
    expect(last).toMatchObject({ type: "webhook", arguments: ALL, answer: JSON.stringify(BOOKING[3]) });
    expect(JSON.parse(String(last?.requestBody))).toEqual({ ...ALL, notes: "", call_id: "c_1" });
  });

  test("and is still at it when the caller speaks while the tool works", async () => {
    const { client } = await start({
      type: "client",
      name: "book_appointment",
      description: "Books.",
      expects_response: true,
      parameters: { type: "object", properties: PROPERTIES },
    });
    say(client, "Quiero una cita");
    const { tool_call_id } = await client.get("client_tool_call");
    say(client, "Es que me corre prisa");
    await untilThoughtAbout(client);
    const result = JSON.stringify(BOOKING[0]);
    client.send({ type: "client_tool_result", tool_call_id, result, is_error: false });
    expect((await client.get("agent_response"))["agent_response"]).toBe("¿Qué día le viene bien?");
  });
});

describe("words that the client has said in the agent's place", () => {
  test("are the answer: the agent says nothing, and answers what comes next", async () => {
    const { client } = await start({ type: "client", name: "other", description: "Nothing." });
    say(client, "No puedo respirar");
    client.send({ type: "contextual_update", text: "SAID TO CALLER: Cuelgue y llame al 112." });
    await untilThoughtAbout(client);
    say(client, "¿Qué horario tienen?");
    const first = await client.get("agent_response");
    expect(first["agent_response"]).toContain("Nuestro horario es de 9 a 20");
  });
});
