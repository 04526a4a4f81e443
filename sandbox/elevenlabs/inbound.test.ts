import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CLINIC, ended, NUMBER_SID, PATIENT, rest, until } from "../twilio/fixture";
import type { JsonObject } from "../json";
import { API_KEY, at, startTelephone } from "./telephone-fixture";

// Words are played at the pace of a telephone.
vi.setConfig({ testTimeout: 60_000 });

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

type Telephone = Awaited<ReturnType<typeof startTelephone>>;

async function start(agent?: JsonObject): Promise<Telephone> {
  const telephone = await startTelephone(agent);
  running.push(telephone.close);
  return telephone;
}

function dial({ sandbox }: Telephone) {
  const leg = sandbox.twilio.call(PATIENT, CLINIC);
  if (!leg) throw new Error("nobody owns the number");
  return leg;
}

const numberAtTwilio = async ({ sandbox }: Telephone) =>
  (await rest(sandbox, "GET", `/IncomingPhoneNumbers/${NUMBER_SID}.json`)).json;

describe("importing a number", () => {
  test("lets the vendor answer it: its addresses at Twilio are the vendor's", async () => {
    const telephone = await start();
    const { sandbox } = telephone;
    const { status, json } = await telephone.importNumber({});
    expect([status, json["phone_number_id"]]).toEqual([200, expect.stringMatching(/^phnum_/)]);
    expect(await numberAtTwilio(telephone)).toMatchObject({
      voice_url: `${sandbox.url}/twilio/inbound_call`,
      voice_method: "POST",
      status_callback: `${sandbox.url}/twilio/status_callback`,
    });
    const path = `/v1/convai/phone-numbers/${String(json["phone_number_id"])}`;
    const assigned = await telephone.ask("PATCH", path, { agent_id: "agent_1" });
    expect(at(assigned.json, "assigned_agent", "agent_name")).toBe("Recepción");
    expect((await telephone.ask("PATCH", path, { agent_id: "agent_9" })).status).toBe(404);
    const page = await telephone.ask("GET", "/v1/convai/v2/phone-numbers?search=sol&page_size=1");
    expect(page.json).toMatchObject({ has_more: false, phone_numbers: [{ phone_number: CLINIC }] });
    expect(JSON.stringify([page.json, sandbox.recorder.since()])).not.toContain("0123456789abcdef");
    expect((await telephone.importNumber()).status).toBe(409);
    expect((await telephone.ask("DELETE", path)).status).toBe(200);
    expect(await numberAtTwilio(telephone)).toMatchObject({
      voice_url: `${sandbox.url}/twilio/inbound_call`,
    });
  });

  test.each<[string, JsonObject, number, string]>([
    ["a wrong token", { token: "wrong" }, 400, "invalid_provider_config"],
    ["an API key that Twilio does not know", { sid: `SK${"1".repeat(32)}` }, 400, "invalid_provider_config"],
    ["a number that the account does not own", { phone_number: "+34910000099" }, 400, "invalid_parameters"],
    ["an agent that is not there", { agent_id: "agent_9" }, 404, "agent_not_found"],
  ])("is refused for %s, and leaves Twilio as it was", async (_, change, status, code) => {
    const telephone = await start();
    const answer = await telephone.importNumber(change);
    expect([answer.status, at(answer.json, "detail", "code")]).toEqual([status, code]);
    expect(await numberAtTwilio(telephone)).toMatchObject({ voice_url: "" });
  });

  test("with a verified caller id instead of a number only serves for calling out", async () => {
    const telephone = await start();
    const account = [...telephone.sandbox.twilio.store.accounts.values()][0];
    account?.verifiedCallerIds.push("+34911111111");
    const { json } = await telephone.importNumber({ phone_number: "+34911111111" });
    const path = `/v1/convai/phone-numbers/${String(json["phone_number_id"])}`;
    expect((await telephone.ask("GET", path)).json).toMatchObject({
      supports_inbound: false,
      supports_outbound: true,
    });
  });
});

describe("a call to an imported number", () => {
  const platform_settings = { overrides: { enable_conversation_initiation_client_data_from_webhook: true } };
  const type = "conversation_initiation_client_data";

  async function startAsking() {
    const telephone = await start({ platform_settings });
    const { ask, clinic } = telephone;
    const secret = await ask("POST", "/v1/convai/secrets", { type: "new", name: "key", value: "s3cret" });
    const webhook = {
      url: `${clinic.url}/who`,
      request_headers: { "x-key": { secret_id: secret.json["secret_id"] }, "x-plain": "clinic" },
    };
    await ask("PATCH", "/v1/convai/settings", { conversation_initiation_client_data_webhook: webhook });
    await telephone.importNumber();
    return telephone;
  }

  test("asks the clinic who calls, and greets by name", async () => {
    const telephone = await startAsking();
    const { sandbox, clinic, untilConversation } = telephone;
    clinic.answers.set("/who", { json: { type, dynamic_variables: { nombre: "Ana" } } });
    const leg = dial(telephone);
    const { json, headers } = await clinic.next("/who");
    expect(json).toEqual({
      caller_id: PATIENT,
      agent_id: "agent_1",
      called_number: CLINIC,
      call_sid: leg.record.sid,
    });
    expect(headers).toMatchObject({ "x-key": "s3cret", "x-plain": "clinic" });
    await until(sandbox, () => leg.record.heard.find(({ text }) => text === "Hola Ana."));
    expect(await untilConversation("in-progress")).toMatchObject({
      metadata: {
        phone_call: {
          direction: "inbound",
          phone_number_id: expect.stringMatching(/^phnum_/),
          agent_number: CLINIC,
          external_number: PATIENT,
          call_sid: leg.record.sid,
        },
      },
      conversation_initiation_client_data: {
        dynamic_variables: { nombre: "Ana", system__caller_id: PATIENT },
      },
    });
    expect(JSON.stringify(sandbox.recorder.since())).not.toContain("s3cret");
  });

  test.each<[string, { status?: number; json: unknown }, string]>([
    ["names no type", { json: { dynamic_variables: { nombre: "Ana" } } }, "without a type"],
    ["fails", { status: 500, json: {} }, "status 500"],
    ["is nothing usable", { json: { type, dynamic_variables: "Ana" } }, "invalid data"],
    ["lacks a variable", { json: { type, dynamic_variables: {} } }, "nombre"],
    [
      "overrides what is not allowed",
      {
        json: {
          type,
          dynamic_variables: { nombre: "Ana" },
          conversation_config_override: { agent: { first_message: "Hola" } },
        },
      },
      "first_message",
    ],
  ])("is dropped when the clinic's answer %s, and says why", async (_, answer, reason) => {
    const telephone = await startAsking();
    telephone.clinic.answers.set("/who", answer);
    const leg = dial(telephone);
    await ended(telephone.sandbox, leg.record.sid);
    expect(leg.record.heard).toEqual([]);
    expect(await telephone.untilConversation("done")).toMatchObject({
      metadata: { error: { code: 1008, reason: expect.stringContaining(reason) }, call_duration_secs: 0 },
    });
  });

  test("is dropped when the clinic's answer is lost, on request", async () => {
    const telephone = await startAsking();
    telephone.sandbox.faults.add({ target: "elevenlabs.personalization", kind: "drop", match: PATIENT });
    const leg = dial(telephone);
    await ended(telephone.sandbox, leg.record.sid);
    expect(telephone.clinic.received.map(({ path }) => path)).not.toContain("/who");
    expect(at(await telephone.untilConversation("done"), "metadata", "error", "reason")).toContain(
      "No answer",
    );
  });

  test("prefers the agent's own webhook, and asks nobody when the agent does not want it", async () => {
    const telephone = await startAsking();
    const { ask, clinic, sandbox } = telephone;
    const own = { url: `${clinic.url}/own`, request_headers: {} };
    await ask("PATCH", "/v1/convai/agents/agent_1", {
      platform_settings: { workspace_overrides: { conversation_initiation_client_data_webhook: own } },
    });
    clinic.answers.set("/own", { json: { type, dynamic_variables: { nombre: "Luz" } } });
    const first = dial(telephone);
    await until(sandbox, () => first.record.heard.find(({ text }) => text === "Hola Luz."));
    sandbox.twilio.switchboard.hangUp(first);
    const overrides = { enable_conversation_initiation_client_data_from_webhook: false };
    const agent = { dynamic_variables: { dynamic_variable_placeholders: { nombre: "amiga" } } };
    await ask("PATCH", "/v1/convai/agents/agent_1", {
      platform_settings: { overrides },
      conversation_config: { agent },
    });
    const second = dial(telephone);
    await until(sandbox, () => second.record.heard.find(({ text }) => text === "Hola amiga."));
    const asked = clinic.received.map(({ path }) => path);
    expect(asked.filter((path) => path === "/own")).toHaveLength(1);
    expect(asked).not.toContain("/who");
  });

  test("is refused without an agent", async () => {
    const telephone = await start();
    await telephone.importNumber({});
    const leg = dial(telephone);
    expect((await ended(telephone.sandbox, leg.record.sid)).status).not.toBe("completed");
    expect(await telephone.conversations()).toEqual([]);
  });

  test("is nobody's any more when the number was deleted: Twilio still asks, and gets no document", async () => {
    const telephone = await start();
    const { json } = await telephone.importNumber();
    await telephone.ask("DELETE", `/v1/convai/phone-numbers/${String(json["phone_number_id"])}`);
    const leg = dial(telephone);
    await ended(telephone.sandbox, leg.record.sid);
    expect(leg.record.alerts).toMatchObject([{ code: 11_200 }]);
  });

  test("that hangs up while the clinic is asked reads as failed", async () => {
    const telephone = await startAsking();
    const { sandbox, untilConversation } = telephone;
    sandbox.faults.add({ target: "elevenlabs.personalization", kind: "delay", delayMs: 4000 });
    const leg = dial(telephone);
    await vi.waitFor(async () => expect(await telephone.conversations()).toHaveLength(1), { timeout: 4000 });
    sandbox.twilio.switchboard.hangUp(leg);
    expect(await untilConversation("failed")).toMatchObject({ metadata: { call_duration_secs: 0 } });
  });

  test("that Twilio has not signed is forbidden", async () => {
    const { sandbox, importNumber, conversations } = await start();
    await importNumber();
    const body = new URLSearchParams({ To: CLINIC, From: PATIENT, CallSid: "CA1" });
    for (const path of ["/twilio/inbound_call", "/twilio/status_callback", "/twilio/outbound_call"]) {
      const headers = { "x-twilio-signature": "AAAA" };
      expect((await fetch(sandbox.url + path, { method: "POST", body, headers })).status).toBe(403);
    }
    expect((await fetch(`${sandbox.url}/twilio/inbound_call`)).status).toBe(405);
    expect((await fetch(`${sandbox.url}/twilio/nothing`, { method: "POST" })).status).toBe(404);
    expect(await conversations()).toEqual([]);
  });
});

test("imported numbers, with their credentials, and changed plans survive a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  running.push(() => rm(folder, { recursive: true }));
  const statePath = join(folder, "sandbox.json");
  const first = await startTelephone({}, statePath);
  const { json } = await first.importNumber();
  first.sandbox.elevenlabs.changeWorkspace({ apiKey: API_KEY, tier: "scale", characterCount: 7 });
  await first.close();
  const second = await startTelephone({}, statePath);
  running.unshift(second.close);
  expect((await second.ask("GET", "/v1/user/subscription")).json).toMatchObject({
    tier: "scale",
    character_count: 7,
  });
  second.sandbox.twilio.switchboard.behaviours.set(PATIENT, { behaviour: "busy", answeredBy: "human" });
  const order = { agent_id: "agent_1", agent_phone_number_id: json["phone_number_id"], to_number: PATIENT };
  const placed = await second.ask("POST", "/v1/convai/twilio/outbound-call", order);
  expect(placed.json).toMatchObject({ success: true });
  await second.untilConversation("failed");
});
