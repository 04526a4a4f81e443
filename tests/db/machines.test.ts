import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount, updateAgent } from "@/db/queries/agents";
import { findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { recordCallEvents } from "@/lib/calls/record-event";
import { answerMachine } from "@/lib/machines/answer-machine";
import { attendToMachine } from "@/lib/machines/attend-to-machine";
import { machineMessageAddress } from "@/lib/machines/message-address";
import { prepareMachineMessage } from "@/lib/machines/message";
import { machineMessageResponse } from "@/lib/machines/message-response";
import { takeVerdict } from "@/lib/machines/take-verdict";
import { verdictOf } from "@/lib/machines/verdict";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAdvisor, addAgent, addCall, addTurns, createBusiness, newSid } from "./business";

/** Both vendors: what they were asked, and whether they do as they are told. */
interface Asked {
  path: string;
  body: string;
}
let asked: Asked[] = [];
let isBroken = false;
let vendor: Server;
let database: TestDatabase;

stubSettings({ LOG_LEVEL: "silent" });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

beforeAll(async () => {
  vendor = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? "";
      asked.push({ path, body });
      if (isBroken) {
        response.writeHead(503).end();
        return;
      }
      const isSpeech = path.startsWith("/v1/text-to-speech/");
      response.writeHead(200, { "content-type": isSpeech ? "audio/basic" : "application/json" });
      response.end(isSpeech ? Buffer.alloc(800, 0x55) : JSON.stringify({ sid: "CA1", status: "completed" }));
    });
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  for (const name of ["TWILIO_API_URL", "ELEVENLABS_API_URL"]) vi.stubEnv(name, url);
  database = await openTestDatabase();
});
afterAll(async () => {
  vendor.close();
  await database.drop();
});

let scope: Scope;
beforeEach(async () => {
  asked = [];
  isBroken = false;
  ({ scope } = await createBusiness());
  for (const [name, secrets] of [
    ["twilio", { authToken: "token" }],
    ["elevenlabs", { apiKey: "sk_test" }],
  ] as const)
    await saveAccount(scope, {
      vendor: name,
      externalId: name === "twilio" ? newSid("AC") : null,
      sealedSecrets: sealSecrets(scope.tenantId, name, secrets),
      hints: {},
      status: "active",
      facts: {},
    });
});

const LEAVES: Partial<Agent> = {
  machineAction: "leave_message",
  machineMessage: "Hola, {{contact_name}}.\nLlame a {{business_name}}, por favor.",
  voiceId: "voice_1",
};
const SAID = "Hola, Rosa. Llame a Clínica Prueba, por favor.";

/** A call that somebody, or something, has picked up. */
async function answeredCall(agent: Partial<Agent> = {}): Promise<Call> {
  const agentId = await addAgent(scope, { type: "outbound", ...agent });
  const call = await addCall(scope, { direction: "outbound", agentId, contactName: "Rosa" });
  const at = new Date();
  return recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      externalKey: "answered",
      type: "status_reported",
      occurredAt: at,
      payload: {},
      fact: { type: "progressed", status: "in_progress", at },
    },
  ]);
}

const judge = (call: Call, word: string) =>
  takeVerdict(scope, call.id, {
    verdict: verdictOf(word),
    source: "twilio",
    at: new Date(),
    durationMs: 3000,
  });
const state = async ({ id }: Call) => findCall(scope, id);
const detected = async ({ id }: Call) =>
  (await listCallEvents(scope, id)).filter(({ type }) => type === "machine_detected");
async function ask(call: Call, isHeard = false): Promise<string> {
  const answer = await answerMachine(scope, call.id, isHeard);
  return typeof answer === "function" ? answer() : answer;
}
const toTwilio = () => asked.filter(({ path }) => path.includes("/Calls/")).map(({ body }) => body);
const spoken = () => asked.filter(({ path }) => path.startsWith("/v1/text-to-speech/"));

describe("a verdict on who picked up", () => {
  it.each([
    ["human", "human", undefined, null],
    ["unknown", "unknown", undefined, null],
    ["machine_start", "machine", "hang_up", "voicemail"],
    ["fax", "fax", "hang_up", null],
  ] as const)("%s is kept as %s, and followed by %s", async (word, answeredBy, order, outcome) => {
    const call = await answeredCall();
    expect((await judge(call, word))?.type).toBe(order);
    expect(await state(call)).toMatchObject({ answeredBy, outcome, status: "in_progress" });
  });

  it("that is told many times at once is one, and is acted upon once", async () => {
    const call = await answeredCall();
    const orders = await Promise.all(Array.from({ length: 8 }, () => judge(call, "machine_start")));
    expect(orders.filter((order) => order !== undefined)).toHaveLength(1);
    expect(await judge(call, "human")).toBeUndefined();
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: "voicemail" });
    expect(await detected(call)).toHaveLength(1);
  });

  it("only informs about a call that is over", async () => {
    const call = await answeredCall();
    const at = new Date();
    await recordCallEvents(scope, call.id, [
      {
        source: "twilio",
        externalKey: "ended",
        type: "status_reported",
        occurredAt: at,
        payload: {},
        fact: { type: "ended", status: "completed", at, durationSeconds: 4 },
      },
    ]);
    expect(await judge(call, "machine_start")).toBeUndefined();
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: null, status: "completed" });
  });

  it("does not end a call in which an advisor was asked for", async () => {
    const call = await answeredCall(LEAVES);
    await addAdvisor(scope);
    const asking = { by: "agent" as const, reason: "Una factura", brief: "Quiere una factura." };
    expect((await requestTransfer(scope, call.id, asking)).transfer).not.toBeNull();
    expect(await judge(call, "machine_end_beep")).toBeUndefined();
    expect(await state(call)).toMatchObject({ answeredBy: "human" });
    expect((await detected(call))[0]?.payload).toMatchObject({ answeredBy: "machine", why: "transfer" });
  });

  it("does not end a conversation, nor silence a telephone that asks who calls", async () => {
    const talking = await answeredCall();
    const turns = [
      "Hola, soy la asistente.",
      "Sí, dígame.",
      "¿Le va bien?",
      "Sí.",
      "¿A las diez?",
      "Perfecto.",
    ];
    await addTurns(scope, talking.id, "es", turns);
    expect(await judge(talking, "machine_start")).toBeUndefined();
    expect(await state(talking)).toMatchObject({ answeredBy: "human" });
    const asking = await answeredCall(LEAVES);
    await addTurns(scope, asking.id, "es", ["Hola.", "Diga su nombre y el motivo de su llamada."]);
    expect(await judge(asking, "machine_end_silence")).toBeUndefined();
    expect(await state(asking)).toMatchObject({ answeredBy: "unknown", outcome: null });
  });

  it("of another tenant's call is not found", async () => {
    const call = await answeredCall();
    const { scope: stranger } = await createBusiness();
    const verdict = { verdict: verdictOf("machine_start"), source: "twilio" as const, durationMs: null };
    await expect(takeVerdict(stranger, call.id, { ...verdict, at: new Date() })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(answerMachine(stranger, call.id, false)).rejects.toMatchObject({ code: "not_found" });
    expect(await state(call)).toMatchObject({ answeredBy: null });
  });
});

describe("a message for a mailbox", () => {
  it("is spoken ahead, played with this call's words, and counts once it was heard", async () => {
    const call = await answeredCall(LEAVES);
    await prepareMachineMessage(scope, call);
    expect((await judge(call, "machine_end_beep"))?.type).toBe("leave_message");
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: null });
    const document = await ask(call);
    expect(document).toContain(`<Play>${machineMessageAddress(scope.tenantId, call.id)}</Play>`);
    expect(document).toContain(`/voice-calls/webhook/machine/${call.id}?heard=1`);
    const name = machineMessageAddress(scope.tenantId, call.id).split("/").at(-1) ?? "";
    const sound = Buffer.from(await (await machineMessageResponse(call.id, name)).arrayBuffer());
    expect(sound.subarray(-800).every((byte) => byte === 0x55)).toBe(true);
    expect(spoken().map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual([SAID]);
    expect(await state(call)).toMatchObject({ outcome: null });
    expect(await ask(call, true)).toContain("<Hangup/>");
    expect(await state(call)).toMatchObject({ outcome: "voicemail" });
  });

  it("is played once, whatever Twilio repeats", async () => {
    const call = await answeredCall(LEAVES);
    await judge(call, "machine_end_beep");
    expect(await ask(call)).toBe(await ask(call));
    await Promise.all([ask(call, true), ask(call, true)]);
    expect(await ask(call)).not.toContain("<Play>");
    const results = (await listCallEvents(scope, call.id)).filter(({ type }) => type === "result_reported");
    expect(results).toHaveLength(1);
  });

  it("that cannot be spoken is not left: the call ends without that result", async () => {
    const call = await answeredCall(LEAVES);
    isBroken = true;
    await prepareMachineMessage(scope, call);
    await judge(call, "machine_end_beep");
    const document = await ask(call);
    expect(document).not.toContain("<Play>");
    expect(document).toContain("<Hangup/>");
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: null });
    const reasons = (await listCallEvents(scope, call.id)).map(({ payload }) => payload["reason"]);
    expect(reasons).toContain("machine_message_failed");
  });

  it.each([
    ["is empty", { machineMessage: " " }],
    ["is not wanted", { machineAction: "hang_up" }],
  ] as const)("that %s is none: a mailbox ends the call", async (_why, agent) => {
    const call = await answeredCall({ ...LEAVES, ...agent });
    expect((await judge(call, "machine_end_beep"))?.type).toBe("hang_up");
    expect(await state(call)).toMatchObject({ outcome: "voicemail" });
  });

  it("is nobody's at an address that we did not make", async () => {
    const [call, other] = [await answeredCall(LEAVES), await answeredCall(LEAVES)];
    const name = machineMessageAddress(scope.tenantId, call.id).split("/").at(-1) ?? "";
    for (const [callId, given] of [
      [other.id, name],
      [call.id, `${name.slice(0, -2)}xx`],
      [call.id, "nothing"],
    ] as const)
      await expect(machineMessageResponse(callId, given)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("whoever looks at a call that goes on", () => {
  const look = async (call: Call, answeredBy: string | null) => {
    const now = await state(call);
    if (!now) throw new Error("no call");
    await attendToMachine(scope, now, { answeredBy });
  };
  const growOld = (call: Call) =>
    database.owner`update call_events set received_at = now() - interval '1 minute' where call_id = ${call.id}`;

  it("finds out who picked up where Twilio's callback was lost", async () => {
    const call = await answeredCall();
    await look(call, null);
    expect(toTwilio()).toEqual([]);
    await look(call, "machine_start");
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: "voicemail" });
    expect(toTwilio()).toEqual(["Status=completed"]);
  });

  it("tells Twilio again what it was not told, and not while it is being told", async () => {
    const call = await answeredCall(LEAVES);
    await judge(call, "machine_end_beep");
    await look(call, "machine_end_beep");
    expect(toTwilio()).toEqual([]);
    await growOld(call);
    isBroken = true;
    await look(call, "machine_end_beep");
    isBroken = false;
    asked = [];
    await look(call, "machine_end_beep");
    expect(toTwilio().join()).toContain(encodeURIComponent(`/voice-calls/webhook/machine/${call.id}`));
    await ask(call);
    asked = [];
    await look(call, "machine_end_beep");
    expect(toTwilio()).toEqual([]);
  });

  it("leaves alone who is no machine, who hung up, and what was not placed by us", async () => {
    const human = await answeredCall();
    await judge(human, "human");
    await growOld(human);
    await look(human, "human");
    const incoming = await answeredCall();
    await updateCall(scope, incoming.id, { direction: "inbound" });
    await look(incoming, "machine_start");
    expect(toTwilio()).toEqual([]);
    expect(await state(incoming)).toMatchObject({ answeredBy: null });
  });
});

describe("what an agent is told to do with a machine", () => {
  it("may change while a call goes on: a mailbox that still speaks hears no message", async () => {
    const call = await answeredCall();
    await updateAgent(scope, call.agentId ?? "", LEAVES);
    expect((await judge(call, "machine_start"))?.type).toBe("hang_up");
    expect(await state(call)).toMatchObject({ answeredBy: "machine", outcome: null });
  });
});
