import { describe, expect, test, vi } from "vitest";
import { CLINIC, ended, PATIENT, until } from "../twilio/fixture";
import { Client } from "./fixture";
import type { JsonObject } from "../json";
import { at } from "./telephone-fixture";
import { ana, call, dial, heardBy, openTelephones, person, start, type Telephone } from "./test-telephony";

openTelephones();

describe("a call placed by the vendor", () => {
  async function place(telephone: Telephone, more: JsonObject = {}) {
    const { json } = await telephone.importNumber();
    return telephone.ask("POST", "/v1/convai/twilio/outbound-call", {
      agent_id: "agent_1",
      agent_phone_number_id: json["phone_number_id"],
      to_number: PATIENT,
      conversation_initiation_client_data: ana,
      ...more,
    });
  }

  test("rings at the patient's, and is a conversation when somebody answers", async () => {
    const telephone = await start();
    const { sandbox, untilConversation } = telephone;
    sandbox.twilio.switchboard.behaviours.set(PATIENT, person("answer"));
    const { status, json } = await place(telephone);
    expect([status, json]).toEqual([
      200,
      {
        success: true,
        message: expect.any(String),
        conversation_id: expect.stringMatching(/^conv_/),
        callSid: expect.stringMatching(/^CA/),
      },
    ]);
    const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
    await heardBy(sandbox, leg, "Hola Ana.");
    expect(await untilConversation("in-progress")).toMatchObject({
      conversation_id: json["conversation_id"],
    });
    sandbox.twilio.switchboard.hangUp(leg);
    expect(await untilConversation("done")).toMatchObject({
      metadata: { phone_call: { direction: "outbound", call_sid: json["callSid"], call_result: "answered" } },
    });
  });

  test.each([
    ["busy", "busy", "busy"],
    ["no-answer", "no_answer", "no-answer"],
    ["unreachable", "failed", "unknown"],
  ] as const)("to somebody who is %s fails, and the webhook says so", async (behaviour, result, reason) => {
    const telephone = await start();
    const { sandbox, clinic, untilConversation } = telephone;
    sandbox.twilio.switchboard.behaviours.set(PATIENT, person(behaviour));
    const { json } = await place(telephone, { telephony_call_config: { ringing_timeout_secs: 1 } });
    expect(await untilConversation("failed")).toMatchObject({
      metadata: { phone_call: { call_result: result, call_sid: json["callSid"] } },
    });
    expect((await clinic.next("/hook")).json).toMatchObject({
      type: "call_initiation_failure",
      data: {
        agent_id: "agent_1",
        conversation_id: json["conversation_id"],
        failure_reason: reason,
        metadata: { type: "twilio", body: { CallSid: json["callSid"], To: PATIENT, From: CLINIC } },
      },
    });
  });

  test("without a variable of the agent's is answered and over", async () => {
    const telephone = await start();
    telephone.sandbox.twilio.switchboard.behaviours.set(PATIENT, person("answer"));
    await place(telephone, { conversation_initiation_client_data: null });
    expect(await telephone.untilConversation("done")).toMatchObject({
      analysis: { call_successful: "success" },
      metadata: { error: { reason: expect.stringContaining("nombre") }, call_duration_secs: 0 },
    });
  });

  test("reaches a machine, which the detection finds out", async () => {
    const telephone = await start();
    const { sandbox, untilConversation } = telephone;
    sandbox.twilio.switchboard.behaviours.set(PATIENT, { behaviour: "answer", answeredBy: "machine" });
    await place(telephone, { telephony_call_config: { twilio_machine_detection: { mode: "enable" } } });
    const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
    await heardBy(sandbox, leg, "Hola Ana.");
    await vi.waitFor(() => expect(leg.record.answeredBy).toBe("machine_start"), { timeout: 10_000 });
    sandbox.twilio.switchboard.hangUp(leg);
    expect(at(await untilConversation("done"), "metadata", "phone_call", "call_result")).toBe("voicemail");
  });

  test("is not placed with a token that Twilio does not take any more", async () => {
    const telephone = await start();
    const { json } = await telephone.importNumber();
    const account = [...telephone.sandbox.twilio.store.accounts.values()][0];
    if (account) account.authToken = "changed_meanwhile";
    const answer = await telephone.ask("POST", "/v1/convai/twilio/outbound-call", {
      agent_id: "agent_1",
      agent_phone_number_id: json["phone_number_id"],
      to_number: PATIENT,
    });
    expect([answer.status, at(answer.json, "detail", "code")]).toEqual([400, "invalid_provider_config"]);
    expect(await telephone.conversations()).toEqual([]);
  });

  test("that Twilio refuses is no success, and leaves nothing behind", async () => {
    const telephone = await start();
    const { status, json } = await place(telephone, { to_number: "+1" });
    expect([status, json]).toEqual([
      200,
      { success: false, message: expect.stringContaining("21211"), conversation_id: null, callSid: null },
    ]);
    expect(await telephone.conversations()).toEqual([]);
  });

  test("goes on when Twilio's answer is lost: the phone rings once", async () => {
    const telephone = await start();
    const { sandbox, untilConversation } = telephone;
    const { json: number } = await telephone.importNumber();
    sandbox.faults.add({ target: "twilio.rest", kind: "cut", match: "Calls.json", times: 1 });
    const answer = await telephone.ask("POST", "/v1/convai/twilio/outbound-call", {
      agent_id: "agent_1",
      agent_phone_number_id: number["phone_number_id"],
      to_number: PATIENT,
      conversation_initiation_client_data: ana,
    });
    expect(answer.status).toBe(503);
    const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
    leg.pickup.resolve("answer");
    await heardBy(sandbox, leg, "Hola Ana.");
    expect(at(await untilConversation("in-progress"), "metadata", "phone_call", "call_sid")).toBe(
      leg.record.sid,
    );
    expect(sandbox.twilio.store.calls.size).toBe(1);
  });

  test("can be obeyed and its answer lost, for one customer", async () => {
    const telephone = await start();
    const { sandbox } = telephone;
    const { json } = await telephone.importNumber();
    sandbox.faults.add({
      target: "elevenlabs.rest",
      kind: "cut",
      match: ["outbound-call", "sk_sandbox"],
      times: 1,
    });
    const order = { agent_id: "agent_1", agent_phone_number_id: json["phone_number_id"], to_number: PATIENT };
    await expect(telephone.ask("POST", "/v1/convai/twilio/outbound-call", order)).rejects.toThrow();
    expect(sandbox.twilio.store.calls.size).toBe(1);
  });
});

describe("what is used up", () => {
  const change = async ({ sandbox }: Telephone, body: JsonObject) => {
    const apiKey = "sk_sandbox_0123456789";
    const init = { method: "POST", body: JSON.stringify({ apiKey, ...body }) };
    return fetch(`${sandbox.url}/control/workspaces`, init);
  };

  test("without credit nothing begins, and it is shown", async () => {
    const telephone = await start();
    const { ask } = telephone;
    const { json } = await telephone.importNumber();
    expect((await change(telephone, { characterCount: 100_000, tier: "free" })).status).toBe(200);
    expect((await ask("GET", "/v1/user/subscription")).json).toMatchObject({
      tier: "free",
      character_count: 100_000,
      character_limit: 100_000,
      status: "active",
    });
    const order = { agent_id: "agent_1", agent_phone_number_id: json["phone_number_id"], to_number: PATIENT };
    const refused = [
      await ask("POST", "/v1/convai/twilio/register-call", call),
      await ask("POST", "/v1/convai/twilio/outbound-call", order),
      await ask("GET", "/v1/convai/conversation/get-signed-url?agent_id=agent_1"),
    ];
    for (const answer of refused)
      expect([answer.status, at(answer.json, "detail", "code")]).toEqual([402, "insufficient_credits"]);
    const speech = "/v1/text-to-speech/sbxLucia0EsEsPeninsul?output_format=ulaw_8000";
    const spoken = await ask("POST", speech, { text: "Hola" });
    expect([spoken.status, at(spoken.json, "detail", "status")]).toEqual([401, "quota_exceeded"]);
    const leg = dial(telephone.sandbox);
    expect((await ended(telephone.sandbox, leg.record.sid)).status).toBe("busy");
  });

  test("one call more than there may be at once is refused on every way", async () => {
    const telephone = await start();
    const { ask, sandbox } = telephone;
    await change(telephone, { maxConcurrentCalls: 1 });
    const signed = await ask("GET", "/v1/convai/conversation/get-signed-url?agent_id=agent_1");
    const first = new Client(String(signed.json["signed_url"]));
    await first.start();
    await first.get("agent_response");
    const answer = await ask("POST", "/v1/convai/twilio/register-call", call);
    expect([answer.status, answer.json["detail"]]).toEqual([
      429,
      expect.objectContaining({ code: "concurrent_limit_exceeded", status: "too_many_concurrent_requests" }),
    ]);
    expect((await new Client(String(signed.json["signed_url"])).closed).code).toBe(1008);
    await change(telephone, { maxConcurrentCalls: null });
    expect((await ask("POST", "/v1/convai/twilio/register-call", call)).status).toBe(200);
    first.ws.close();
    expect(sandbox.faults.list()).toEqual([]);
  });

  test("a webhook can be given up, and an unknown workspace cannot be changed", async () => {
    const telephone = await start();
    await change(telephone, { webhook: { id: "wh_1", isAutoDisabled: true } });
    const listed = await telephone.ask("GET", "/v1/workspace/webhooks");
    expect(at(listed.json, "webhooks", 0)).toMatchObject({ is_auto_disabled: true, is_disabled: false });
    expect((await change(telephone, { webhook: { id: "wh_9", isAutoDisabled: true } })).status).toBe(404);
    expect((await change(telephone, { apiKey: "sk_nobody" })).status).toBe(404);
    expect((await change(telephone, { colour: "red" })).status).toBe(400);
  });
});
