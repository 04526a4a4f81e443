import type { ValidateFunction } from "ajv";
import { expect, test, vi } from "vitest";
import { at, compile, faultsOf, isJson, type Json, readSpec } from "../../tests/support/specs-schema";
import { judge, listRecordings } from "../../tests/support/specs";
import { CLINIC, PATIENT, until } from "../twilio/fixture";
import { startTelephone } from "./telephone-fixture";

// Every answer of the stand-in is held against the schema that the vendor publishes for it, and what it asks of
// Twilio against Twilio's.
vi.setConfig({ testTimeout: 120_000 });

const spec = readSpec("elevenlabs-rest.openapi.json");
const additions = readSpec("elevenlabs-rest.sdk-additions.json");
const schemas = { ...at(spec, "schemas"), ...at(additions, "schemas") };

interface Operation {
  name: string;
  pattern: RegExp;
  method: string;
  schema: Json;
}

const operations = Object.entries({ ...at(spec, "paths"), ...at(additions, "paths") }).flatMap(
  ([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {}).flatMap(([method, operation]): Operation[] => {
      const schema = at(operation, "responses", "200", "content", "application/json", "schema");
      const source = path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+");
      return [
        {
          name: `${method} ${path}`,
          pattern: new RegExp(`^${source}$`),
          method,
          schema,
        },
      ];
    }),
);

const validators = new Map<string, ValidateFunction>();

function validator({ name, schema }: Operation): ValidateFunction {
  const known = validators.get(name) ?? compile(schema, schemas);
  validators.set(name, known);
  return known;
}

test("a shape that is not the published one is noticed", () => {
  const conversation = operations.find(({ name }) => name.endsWith("/conversations/{conversation_id}"));
  expect(conversation && faultsOf(validator(conversation), { agent_id: "agent_1" })).not.toEqual([]);
});

test("every answer is of the published shape, and so is what Twilio is asked", async () => {
  const telephone = await startTelephone();
  const { sandbox } = telephone;
  try {
    await everything(telephone);
    const answers = sandbox.recorder
      .since()
      .filter(({ vendor, kind, status }) => vendor === "elevenlabs" && kind === "rest" && status === 200);
    const seen = new Set<string>();
    const faults = answers.flatMap(({ method, path, body }) => {
      const { pathname } = new URL(path ?? "", "http://vendor");
      const operation = operations.find(
        (one) => one.method === method?.toLowerCase() && one.pattern.test(pathname),
      );
      if (!operation) return [`${method} ${pathname} is not published`];
      seen.add(operation.name);
      return faultsOf(validator(operation), body).map((fault) => `${operation.name}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(30);
    expect((await listRecordings(sandbox.url)).flatMap(judge)).toEqual([]);
  } finally {
    await telephone.close();
  }
});

/** One call and everything that can be asked of the vendor. */
async function everything({
  sandbox,
  ask,
  importNumber,
  untilConversation,
}: Awaited<ReturnType<typeof startTelephone>>) {
  const id = (answer: { json: { [name: string]: unknown } }, name: string) => String(answer.json[name]);
  const secret = id(
    await ask("POST", "/v1/convai/secrets", { type: "new", name: "k", value: "v" }),
    "secret_id",
  );
  const request_headers = { "x-key": { secret_id: secret } };
  const api_schema = { url: "https://clinic.example/report", method: "POST", request_headers };
  const tool_config = { type: "webhook", name: "later", description: "Later.", api_schema };
  const tool = id(await ask("POST", "/v1/convai/tools", { tool_config }), "id");
  const conversation_config = { agent: { first_message: "Hola.", prompt: { tool_ids: [tool] } } };
  const agent = id(
    await ask("POST", "/v1/convai/agents/create", { name: "Dos", conversation_config }),
    "agent_id",
  );
  const number = id(await importNumber(), "phone_number_id");
  const settings = { auth_type: "hmac", name: "Centralita", webhook_url: "https://clinic.example/hook" };
  const webhook = id(await ask("POST", "/v1/workspace/webhooks", { settings }), "webhook_id");
  sandbox.twilio.switchboard.behaviours.set(PATIENT, { behaviour: "answer", answeredBy: "human" });
  await ask("POST", "/v1/convai/twilio/outbound-call", {
    agent_id: "agent_1",
    agent_phone_number_id: number,
    to_number: PATIENT,
    conversation_initiation_client_data: { dynamic_variables: { nombre: "Ana" } },
  });
  const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
  await until(sandbox, () => leg.record.heard.find(({ text }) => text === "Hola Ana."));
  leg.sayWords("Sí, confirmo");
  await until(sandbox, () => leg.record.heard.find(({ text }) => text.includes("a mano")));
  sandbox.twilio.switchboard.hangUp(leg);
  const conversation = await untilConversation("done");
  const conversationPath = `/v1/convai/conversations/${String(conversation["conversation_id"])}`;
  await ask("POST", "/v1/convai/twilio/outbound-call", {
    agent_id: agent,
    agent_phone_number_id: number,
    to_number: CLINIC,
  });
  await ask("PATCH", "/v1/convai/settings", {
    conversation_initiation_client_data_webhook: { url: "https://clinic.example/who", request_headers },
  });
  for (const path of [
    "/v1/user",
    "/v1/user/subscription",
    "/v1/convai/settings",
    "/v1/convai/secrets",
    `/v1/convai/secrets/${secret}`,
    "/v1/convai/tools",
    `/v1/convai/tools/${tool}`,
    `/v1/convai/tools/${tool}/dependent-agents`,
    "/v1/convai/agents",
    `/v1/convai/agents/${agent}`,
    "/v1/convai/phone-numbers",
    "/v1/convai/v2/phone-numbers",
    `/v1/convai/phone-numbers/${number}`,
    "/v1/convai/conversations?summary_mode=include",
    "/v1/convai/conversation/get-signed-url?agent_id=agent_1",
    "/v1/convai/analytics/live-count",
    "/v1/workspace/webhooks?include_usages=true",
    "/v1/voices",
    "/v2/voices",
    "/v1/models",
  ])
    expect((await ask("GET", path)).status, path).toBe(200);
  await ask("PATCH", `/v1/convai/secrets/${secret}`, { type: "update", name: "k", value: "w" });
  await ask("PATCH", `/v1/convai/tools/${tool}`, { tool_config: { ...tool_config, name: "much_later" } });
  await ask("PATCH", `/v1/convai/agents/${agent}`, { name: "Tres" });
  await ask("PATCH", `/v1/convai/phone-numbers/${number}`, { label: "Otra" });
  await ask("PATCH", `/v1/workspace/webhooks/${webhook}`, {
    is_disabled: false,
    name: "C",
    retry_enabled: true,
  });
  await ask("DELETE", `/v1/workspace/webhooks/${webhook}`);
  await ask("DELETE", `/v1/convai/tools/${tool}?force=true`);
  await ask("DELETE", `/v1/convai/phone-numbers/${number}`);
  await ask("DELETE", `/v1/convai/agents/${agent}`);
  await ask("DELETE", conversationPath);
}
