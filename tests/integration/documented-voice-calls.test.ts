import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { recordingView } from "@/lib/recordings/schema";
import { voiceCallDetail, voiceCallRecord, voiceCallStarted } from "@/lib/voice-calls-api/schema";
import { Client } from "../support/client";
import { person, ringsAt, untilRings } from "../support/outbound";
import { READABLE_VOICE } from "../support/practice";
import { makeKey, type Program } from "../support/program";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { newCallSid, postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { atTwilio } from "../support/vendor-rest";

const house = inject("house");
judgeAtTheEnd(house);

const REASON = "Le llamo por el teléfono de su salón.";
const GREETING = `Hola, soy Sofía, la asistente virtual. ${REASON}`;

const makeSeller = () =>
  createBusiness(house, {
    agent: {
      name: "Sofía",
      type: "outbound",
      mode: "turns",
      voiceId: READABLE_VOICE,
      prompt: "Usted es Sofía y llama a salones para ofrecer una demo. Habla con {{contact_business}}.",
      variables: { contact_business: "" },
      firstMessage: GREETING,
    },
  });

let business: Business;
let program: Program;
let stranger: Client;
beforeAll(async () => {
  business = await makeSeller();
  // Many are called at once here.
  await business.client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), { callsPerMinute: 60 });
  ({ program } = await makeKey(business.client, ["calls:write"]));
  stranger = (await createBusiness(house, { agent: null })).client;
});

const started = z.object({ success: z.literal(true), data: voiceCallStarted });
const listed = z.object({
  data: z.array(voiceCallRecord),
  count: z.number(),
  total: z.number(),
  limit: z.number(),
  offset: z.number(),
});

async function start(client: Client, body: Record<string, unknown>) {
  const answer = await client.send("POST", "/voice-calls", { businessName: "Salón Carmen", ...body });
  expect(answer.status, answer.text).toBe(201);
  return started.parse(JSON.parse(answer.text)).data;
}

/** Somebody who picked up and has heard the greeting. */
async function spokenWith(of: Business): Promise<{ id: string; phone: PhoneCall }> {
  const to = await person(of.sandbox, "answer");
  const { id } = await start(of.client, { toNumber: to });
  const phone = await untilRings(of.sandbox, to);
  await phone.untilHeard(REASON);
  return { id, phone };
}

describe.concurrent("POST /voice-calls", () => {
  test("calls the number as it is dialled at home, and says what the earlier system said", async () => {
    const to = await person(business.sandbox, "ring");
    const made = await start(program, {
      toNumber: to.replace("+34", "").replace(/(\d{3})(\d{3})/, "$1 $2 "),
      contactName: "Carmen Ruiz",
      userId: 17,
      metadata: { campaign: "otoño" },
    });
    const phone = await untilRings(business.sandbox, to);
    expect(made).toEqual({
      id: expect.any(String),
      status: "initiated",
      twilio_call_sid: phone.callSid,
      to_number: to,
      created_at: expect.any(Date),
    });
    expect(await business.call(made.id)).toMatchObject({
      mode: "turns",
      contactName: "Carmen Ruiz",
      variables: { contact_business: "Salón Carmen" },
      metadata: { campaign: "otoño", userId: "17", businessName: "Salón Carmen" },
    });
    await business.client.ask("POST", `/api/calls/${made.id}/hang-up`, z.unknown(), {});
    await business.untilEnded(made.id);
  });

  test("sent twice with one Idempotency-Key is one call", async () => {
    const toNumber = await person(business.sandbox, "ring");
    const key = randomUUID();
    const order = async () => {
      const answer = await fetch(`${house.webUrl}/voice-calls`, {
        method: "POST",
        headers: { ...program.headers(), "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ toNumber, businessName: "Salón Carmen" }),
      });
      return started.parse(await answer.json()).data.id;
    };
    const ids = [await order(), await order()];
    expect(ids[0]).toBe(ids[1]);
    await untilRings(business.sandbox, toNumber);
    expect(await ringsAt(business.sandbox, toNumber)).toHaveLength(1);
  });

  test("is refused by the names of its own fields, where no agent makes such calls, and to whom it is not open", async () => {
    const toNumber = await person(business.sandbox, "ring");
    const fieldsOf = async (body: Record<string, unknown>) => {
      const answer = await program.send("POST", "/voice-calls", body);
      expect(answer.status, answer.text).toBe(422);
      return Object.keys(JSON.parse(answer.text).error.fields ?? {});
    };
    expect(await fieldsOf({ toNumber: "12", businessName: "x" })).toEqual(["toNumber"]);
    // The agent's texts name the business that is called, and this order does not.
    expect(await fieldsOf({ toNumber })).toEqual(["businessName"]);
    expect(await fieldsOf({ toNumber, businessName: "x", userId: { id: 1 } })).toEqual(["userId"]);
    expect(await stranger.refusal("POST", "/voice-calls", { toNumber })).toEqual({
      status: 409,
      code: "conflict",
    });
    const reader = (await makeKey(business.client, ["calls:read"])).program;
    expect((await reader.send("POST", "/voice-calls", { toNumber })).status).toBe(403);
    expect((await new Client(house.webUrl).send("POST", "/voice-calls", { toNumber })).status).toBe(401);
    expect(await ringsAt(business.sandbox, toNumber)).toEqual([]);
  });
});

describe("GET /voice-calls/:id", () => {
  test("tells the state of the call and both sides of the conversation, to its own business", async () => {
    const { id, phone } = await spokenWith(business);
    await phone.say("Sí, soy la dueña");
    await phone.untilHeard("sin contestar");
    await phone.hangUp();
    await business.untilEnded(id);
    const call = await program.get(`/voice-calls/${id}`, voiceCallDetail);
    expect(call).toMatchObject({
      id,
      tenant_id: business.tenantId,
      status: "completed",
      direction: "outbound",
      twilio_call_sid: phone.callSid,
      from_number: business.number,
      recording_url: null,
      error_message: null,
    });
    expect(call.duration_seconds).toBeGreaterThanOrEqual(0);
    expect(call.conversation_transcript.slice(0, 2)).toMatchObject([
      { role: "assistant", content: GREETING },
      { role: "user", content: "Sí, soy la dueña" },
    ]);
    expect(new Set(call.conversation_transcript.map(({ role }) => role))).toEqual(
      new Set(["assistant", "user"]),
    );
    for (const path of [`/voice-calls/${id}`, `/voice-calls/${randomUUID()}`, "/voice-calls/x"])
      expect(await stranger.refusal("GET", path), path).toEqual({ status: 404, code: "not_found" });
  });
});

describe("GET /voice-calls", () => {
  test("lists turn-based calls newest first, by limit and offset and by status, and no other business's", async () => {
    const own = await makeSeller();
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { id } = await start(own.client, { toNumber: await person(own.sandbox, "busy") });
      await own.untilEnded(id);
      ids.unshift(id);
    }
    const list = async (client: Client, search: string) => {
      const answer = await client.send("GET", `/voice-calls?${search}`);
      expect(answer.status, answer.text).toBe(200);
      return listed.parse(JSON.parse(answer.text));
    };
    const all = await list(own.client, "");
    expect(all).toMatchObject({ count: 3, total: 3, limit: 10, offset: 0 });
    expect(all.data.map(({ id }) => id)).toEqual(ids);
    const second = await list(own.client, "limit=2&offset=1");
    expect([second.total, second.data.map(({ id }) => id)]).toEqual([3, ids.slice(1)]);
    expect((await list(own.client, "status=busy")).total).toBe(3);
    expect((await list(own.client, "status=completed")).total).toBe(0);
    expect((await list(stranger, "")).total).toBe(0);
    for (const search of ["status=sleeping", "limit=0", "offset=-1"])
      expect((await own.client.send("GET", `/voice-calls?${search}`)).status, search).toBe(422);
  });
});

describe("what Twilio asks and reports at the documented addresses", () => {
  const says = (id: string, phone: PhoneCall, path: string, fields: Record<string, string> = {}) =>
    postWebhook(
      business,
      `/voice-calls/webhook/${path.replace(":id", id)}`,
      voiceFields(business, { CallSid: phone.callSid, Direction: "outbound-api", ...fields }),
    );

  test("incoming and response answer with sound and an ear, and the sound is there", async () => {
    const { id, phone } = await spokenWith(business);
    const asked = await says(id, phone, "incoming/:id", { CallStatus: "in-progress" });
    const heard = await says(id, phone, "response/:id?reply=0", {
      SpeechResult: "Sí, soy la dueña",
      Confidence: "0.9",
    });
    for (const answer of [asked, heard]) {
      expect(answer.status, answer.text).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/xml/);
      expect(answer.text).toContain(`/voice-calls/webhook/response/${id}?reply=`);
      expect(answer.text).toMatch(/<Gather [^>]*input="dtmf speech"/);
      expect(answer.text).not.toContain("<Say");
    }
    const [sound = ""] = /https?:[^<]+\/voice-calls\/audio\/[^<]+/.exec(heard.text) ?? [];
    const audio = await fetch(sound.replaceAll("&amp;", "&"));
    expect(audio.status).toBe(200);
    expect(audio.headers.get("content-type")).toMatch(/^audio\//);
    expect((await audio.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    await phone.hangUp();
    await business.untilEnded(id);
  });

  test("status moves the call it names", async () => {
    const toNumber = await person(business.sandbox, "ring");
    const { id } = await start(business.client, { toNumber });
    const phone = await untilRings(business.sandbox, toNumber);
    const answer = await says(id, phone, "status/:id", { CallStatus: "no-answer", SequenceNumber: "9" });
    expect([answer.status, answer.text]).toEqual([200, "OK"]);
    expect(await program.get(`/voice-calls/${id}`, voiceCallDetail)).toMatchObject({ status: "no_answer" });
  });

  test("recording brings the sound of the whole call to its record", async () => {
    // The house's own recording would be a second one.
    await business.client.ask("PATCH", "/api/tenant", z.unknown(), { saveCallAudio: false });
    const { id, phone } = await spokenWith(business);
    await atTwilio(business, "POST", `/Calls/${phone.callSid}/Recordings.json`, {
      RecordingStatusCallback: `${house.webUrl}/voice-calls/webhook/recording/${id}`,
    });
    await phone.say("Sí, soy la dueña");
    await phone.untilHeard("sin contestar");
    await phone.hangUp();
    const kept = await until("the recording", async () => {
      const list = await business.client.get(`/api/calls/${id}/recordings`, z.array(recordingView));
      return list.find(({ source }) => source === "twilio_call");
    });
    const { recording_url: url } = await program.get(`/voice-calls/${id}`, voiceCallDetail);
    expect(url).toBe(`${house.webUrl}/api/recordings/${kept.id}/audio`);
    const sound = await fetch(url ?? "", { headers: program.headers() });
    expect(sound.status).toBe(200);
    expect((await fetch(url ?? "")).status).toBe(401);
  });

  test("amd is heard", async () => {
    const { id, phone } = await spokenWith(business);
    const answer = await says(id, phone, "amd/:id", { AnsweredBy: "human" });
    expect(answer.status, answer.text).toBe(200);
    await business.untilCall(id, "knows who answered", ({ answeredBy }) => answeredBy === "human");
    await phone.hangUp();
    await business.untilEnded(id);
  });

  test.each(["incoming/:id", "response/:id?reply=0", "status/:id", "recording/:id", "amd/:id"])(
    "%s believes nobody but the account of the call",
    async (path) => {
      const { id, phone } = await spokenWith(business);
      const address = `/voice-calls/webhook/${path.replace(":id", id)}`;
      const fields = voiceFields(business, {
        CallSid: phone.callSid,
        CallStatus: "completed",
        AnsweredBy: "machine_start",
        SpeechResult: "Hola",
        RecordingSid: `RE${randomBytes(16).toString("hex")}`,
        RecordingStatus: "completed",
      });
      const before = await business.call(id);
      expect((await postWebhook(business, address, fields, null)).status).toBe(401);
      expect((await postWebhook(business, address, fields, "0".repeat(32))).status).toBe(401);
      const other = await createBusiness(house, { agent: null });
      const theirs = { ...fields, AccountSid: other.accountSid };
      expect((await postWebhook(other, address, theirs)).status).toBe(401);
      // Their own account, about a call of theirs, at the address of ours.
      await postWebhook(other, address, { ...theirs, CallSid: newCallSid() });
      expect(await business.call(id)).toMatchObject({
        status: before.status,
        answeredBy: before.answeredBy,
      });
      expect((await business.turns(id)).filter(({ role }) => role === "caller")).toEqual([]);
      await phone.hangUp();
      await business.untilEnded(id);
    },
  );

  test("an address without a call is answered, and changes nothing", async () => {
    for (const path of ["incoming", "response", "status", "recording", "amd"]) {
      const fields = voiceFields(business, {
        CallStatus: "completed",
        RecordingSid: `RE${randomBytes(16).toString("hex")}`,
        RecordingStatus: "completed",
        AnsweredBy: "human",
      });
      const answer = await postWebhook(business, `/voice-calls/webhook/${path}/${randomUUID()}`, fields);
      expect(answer.status, path).toBe(200);
    }
  });
});
