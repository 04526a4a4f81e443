import { afterEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { CLINIC, ended, NUMBER_SID, PATIENT, rest, startCustomer, until } from "../twilio/fixture";
import type { Behaviour } from "../twilio/switchboard";
import { Client } from "./fixture";
import type { JsonObject } from "./json";
import { at, startTelephone } from "./telephone-fixture";

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

const call = { agent_id: "agent_1", from_number: PATIENT, to_number: CLINIC };
const ana = { dynamic_variables: { nombre: "Ana", call_id: "c_1" } };
const person = (behaviour: Behaviour["behaviour"]): Behaviour => ({ behaviour, answeredBy: "human" });

/** The patient dials the clinic, whose own server answers with this TwiML. */
async function dialInto({ sandbox }: Telephone, document: string) {
  const customer = await startCustomer();
  running.push(() => customer.close());
  customer.documents.set("/voice", document);
  await rest(sandbox, "POST", `/IncomingPhoneNumbers/${NUMBER_SID}.json`, {
    VoiceUrl: `${customer.url}/voice`,
  });
  return dial(sandbox);
}

function dial(sandbox: Telephone["sandbox"]) {
  const leg = sandbox.twilio.call(PATIENT, CLINIC);
  if (!leg) throw new Error("nobody owns the number");
  return leg;
}

const heardBy = (sandbox: Telephone["sandbox"], leg: ReturnType<typeof dial>, text: string) =>
  until(sandbox, () => leg.record.heard.find((part) => part.isComplete && part.text.includes(text)));

describe("a registered call", () => {
  test("is talked over Twilio's stream, and ends when the goodbye has been heard to its end", async () => {
    const telephone = await start();
    const { sandbox, ask, clinic, untilConversation } = telephone;
    const registered = await ask("POST", "/v1/convai/twilio/register-call", {
      ...call,
      conversation_initiation_client_data: ana,
    });
    expect(registered.status).toBe(200);
    const leg = await dialInto(telephone, registered.text);
    await heardBy(sandbox, leg, "Hola Ana.");
    leg.sayWords("Gracias, nada más");
    expect((await ended(sandbox, leg.record.sid)).status).toBe("completed");
    expect(leg.record.heard.at(-1)).toMatchObject({
      isComplete: true,
      text: expect.stringContaining("Adiós"),
    });
    const conversation = await untilConversation("done");
    expect(conversation["metadata"]).toMatchObject({
      error: null,
      authorization_method: "authorization_header",
      conversation_initiation_source: "twilio",
      phone_call: {
        type: "twilio",
        direction: "inbound",
        agent_number: CLINIC,
        external_number: PATIENT,
        call_sid: leg.record.sid,
        stream_sid: expect.stringMatching(/^MZ/),
        call_result: "answered",
      },
    });
    expect(at(conversation, "conversation_initiation_client_data", "dynamic_variables")).toMatchObject({
      call_id: "c_1",
      system__caller_id: PATIENT,
      system__called_number: CLINIC,
      system__call_sid: leg.record.sid,
    });
    const transcript = await clinic.next("/hook");
    expect(transcript.json).toMatchObject({ type: "post_call_transcription", data: { status: "done" } });
    const audio = await clinic.next("/hook", 1);
    expect(audio.headers["transfer-encoding"]).toBe("chunked");
    expect(audio.json["type"]).toBe("post_call_audio");
    const sound = Buffer.from(String(at(audio.json, "data", "full_audio")), "base64");
    expect([sound[0], (sound[1] ?? 0) & 0xe0]).toEqual([0xff, 0xe0]);
  });

  test("ends when the caller hangs up, and hears keys as words", async () => {
    const telephone = await start({ first_message: "" });
    const { sandbox, ask, untilConversation } = telephone;
    const { text } = await ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await until(sandbox, () => leg.record.events.find(({ type }) => type === "stream-started"));
    leg.press("12#");
    await heardBy(sandbox, leg, "no le he entendido");
    sandbox.twilio.switchboard.hangUp(leg);
    const conversation = await untilConversation("done");
    expect(at(conversation, "transcript", 0)).toMatchObject({
      role: "user",
      message: "12",
      source_medium: "dtmf",
    });
    expect(at(conversation, "metadata", "termination_reason")).toBe("Call ended by remote party");
  });

  test("is ended by the agent when nobody says a word", async () => {
    const turn = { turn_timeout: 20, silence_end_call_timeout: 0.3 };
    const telephone = await start({ first_message: "", conversation_config: { turn } });
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    expect((await ended(telephone.sandbox, leg.record.sid)).status).toBe("completed");
    expect(at(await telephone.untilConversation("done"), "metadata", "termination_reason")).toBe(
      "Silence timeout",
    );
  });

  test("stops talking when the caller speaks", async () => {
    const telephone = await start({
      first_message: "Buenos días, le llamo para confirmar la cita de mañana.",
    });
    const { sandbox, ask, untilConversation } = telephone;
    const { text } = await ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await until(sandbox, () => leg.record.heard.find((part) => part.text.includes("Buenos")));
    leg.sayWords("Un momento");
    await until(sandbox, () => leg.record.heard.find((part) => part.text.includes("no le he entendido")));
    expect(leg.record.heard[0]).toMatchObject({ isComplete: false });
    sandbox.twilio.switchboard.hangUp(leg);
    expect(at(await untilConversation("done"), "transcript", 0)).toMatchObject({ interrupted: true });
  });

  test("leads into its conversation once", async () => {
    const telephone = await start();
    const body = { ...call, conversation_initiation_client_data: ana };
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", body);
    const first = await dialInto(telephone, text);
    await heardBy(telephone.sandbox, first, "Hola");
    telephone.sandbox.twilio.switchboard.hangUp(first);
    const second = dial(telephone.sandbox);
    await ended(telephone.sandbox, second.record.sid);
    expect(second.record.heard).toEqual([]);
    expect(await telephone.conversations()).toHaveLength(1);
  });

  test("with a variable missing starts and is over, and reads as a success but for its error", async () => {
    const telephone = await start();
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await ended(telephone.sandbox, leg.record.sid);
    expect(await telephone.untilConversation("done")).toMatchObject({
      analysis: { call_successful: "success" },
      metadata: { error: { code: 1008, reason: expect.stringContaining("nombre") } },
    });
  });

  test.each<[string, JsonObject, JsonObject, number]>([
    ["an agent that is not there", {}, { agent_id: "agent_9" }, 404],
    ["a number left out", {}, { to_number: undefined }, 422],
    [
      "an override that the agent forbids",
      {},
      {
        conversation_initiation_client_data: {
          conversation_config_override: { agent: { first_message: "Hola" } },
        },
      },
      422,
    ],
    [
      "an agent that speaks PCM",
      { conversation_config: { tts: { agent_output_audio_format: "pcm_16000" } } },
      {},
      400,
    ],
  ])("is refused for %s", async (_, agent, change, status) => {
    const { ask } = await start(agent);
    const answer = await ask("POST", "/v1/convai/twilio/register-call", { ...call, ...change });
    expect(answer.status).toBe(status);
    expect(answer.json["detail"]).toBeDefined();
  });

  test("a stream without the token of a call is closed", async () => {
    const { sandbox, conversations } = await start();
    const socket = new WebSocket(`${sandbox.url.replace("http", "ws")}/twilio/media_stream`);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    const about = { streamSid: "MZ1", callSid: "CA1", customParameters: { token: "cvtkn_wrong" } };
    socket.send(JSON.stringify({ event: "start", start: about }));
    expect(await closed).toBe(1008);
    expect(await conversations()).toEqual([]);
  });
});

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
