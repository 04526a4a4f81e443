import { afterEach, expect, test } from "vitest";
import { type Client, startElevenLabs } from "./fixture";
import type { JsonObject } from "../json";

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

const text = { type: "string", description: "In the caller's words." };
const tool = (name: string, properties: string[]): JsonObject => ({
  type: "client",
  name,
  description: "Does it.",
  expects_response: true,
  parameters: { type: "object", properties: Object.fromEntries(properties.map((one) => [one, text])) },
});

async function start(first_message: string, override: JsonObject = {}): Promise<Client> {
  const vendor = await startElevenLabs({ agent: { first_message } });
  running.push(vendor.close);
  const tool_ids: unknown[] = [];
  for (const tool_config of [
    tool("transfer_to_advisor", ["reason", "brief", "skill", "advisor"]),
    tool("take_message", ["text"]),
  ])
    tool_ids.push((await vendor.ask("POST", "/v1/convai/tools", { tool_config })).json["id"]);
  await vendor.ask("PATCH", "/v1/convai/agents/agent_1", {
    conversation_config: { agent: { prompt: { tool_ids } } },
    platform_settings: {
      overrides: { conversation_config_override: { agent: { first_message: true } } },
    },
  });
  const client = await vendor.openSigned();
  await client.start(override);
  return client;
}

const say = (client: Client, words: string) => client.send({ type: "user_message", text: words });
const learn = (client: Client, words: string) => client.send({ type: "contextual_update", text: words });

async function answer(client: Client, index: number, result: JsonObject): Promise<JsonObject> {
  const call = await client.get("client_tool_call", index);
  const { tool_call_id } = call;
  client.send({
    type: "client_tool_result",
    tool_call_id,
    result: JSON.stringify(result),
    is_error: false,
  });
  return call;
}

/** Thoughts come before pings here: two pings later whatever was said has been thought about. */
const untilThoughtAbout = (client: Client) => client.get("ping", client.of("ping").length + 1);
const said = async (client: Client, index: number) =>
  (await client.get("agent_response", index))["agent_response"];

test("a caller who wants a person waits with the agent, and leaves a message when nobody comes", async () => {
  const client = await start("");
  say(client, "Quiero hablar con alguien de facturación");
  expect(await answer(client, 0, { status: "done", say: "Le comunico con Ana." })).toMatchObject({
    tool_name: "transfer_to_advisor",
    parameters: { skill: "facturación", reason: "Quiero hablar con alguien de facturación" },
  });
  expect(await said(client, 0)).toBe("Le comunico con Ana.");
  learn(client, "La persona está en espera con música mientras se llama a un asesor.");
  say(client, "¿Sigue ahí?");
  expect(await said(client, 1)).toBe("Sí, sigo aquí, seguimos intentándolo.");
  learn(client, "SAID TO CALLER: No logró contestar, ¿quiere que le deje su recado?");
  await untilThoughtAbout(client);
  expect(client.of("agent_response")).toHaveLength(2);
  say(client, "Sí");
  expect(await said(client, 2)).toContain("¿Qué recado");
  say(client, "Que me llamen mañana");
  expect(await answer(client, 1, { status: "done", say: "Lo paso." })).toMatchObject({
    tool_name: "take_message",
    parameters: { text: "Que me llamen mañana" },
  });
  expect(await said(client, 3)).toContain("Lo paso.");
});

test("a conversation that begins with the offer takes the message", async () => {
  const first_message = "No logró contestar, ¿quiere que le deje su recado?";
  const client = await start("Hola, ¿en qué le ayudo?", {
    conversation_config_override: { agent: { first_message } },
  });
  expect(await said(client, 0)).toBe(first_message);
  say(client, "Sí, por favor");
  expect(await said(client, 1)).toContain("¿Qué recado");
});
