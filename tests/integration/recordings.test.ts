import { PgBoss } from "pg-boss";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { lineView } from "@/lib/line/schema";
import { recordingView, type RecordingView } from "@/lib/recordings/schema";
import type { CallEventType, Mode, RecordingNotice } from "@/lib/vocabulary";
import { hurryLine } from "../support/line";
import { place, untilRings, person } from "../support/outbound";
import { sentencesIn } from "../support/played";
import { addAdvisors, addPatient, dialExpected, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { atElevenLabs, atTwilio } from "../support/vendor-rest";
import { openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
judgeAtTheEnd(house);

let database: postgres.Sql;
let queue: PgBoss;

beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  // The house's own server, which runs already.
  const { url } = await startEmbeddedPostgres(house.dataFolder);
  queue = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false, migrate: false });
  await queue.start();
});

afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.end();
});

const open = (mode: Mode) => createBusiness(house, { agent: { mode, voiceId: READABLE_VOICE } });

const decide = (business: Business, settings: object) =>
  business.client.ask("PATCH", "/api/tenant", z.unknown(), settings);

const recordingsOf = (business: Business, callId: string): Promise<RecordingView[]> =>
  business.client.get(`/api/calls/${callId}/recordings`, z.array(recordingView));

async function typesOf(business: Business, callId: string): Promise<string[]> {
  const ours: CallEventType[] = ["recording_announced", "recording_started", "recording_declined"];
  const events = await business.events(callId);
  return events.map(({ type }) => type).filter((type) => ours.some((one) => one === type));
}

/** The caller asks something, says goodbye, and the agent hangs up. */
async function talk(phone: PhoneCall): Promise<void> {
  await phone.untilHeard(FIRST_MESSAGE);
  await phone.say("Sí, confirmo la cita.");
  await phone.untilHeard("su cita queda confirmada");
  await phone.say("No, nada más. Adiós.");
  await phone.untilOver();
}

async function untilKept(business: Business, callId: string): Promise<RecordingView> {
  const [first] = await until("the recording is kept", async () => {
    const all = await recordingsOf(business, callId);
    return all.length > 0 && all;
  });
  if (!first) throw new Error("no recording");
  return first;
}

async function fileOf(business: Business, recordingId: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${house.webUrl}/api/recordings/${recordingId}/audio`, {
    headers: { ...business.client.headers(), ...headers },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const WINDOW_SAMPLES = 1600;
const LOUD = 500;

/** For each fifth of a second, whether there is something to hear: of the person, and of whoever speaks with them. */
function sidesOf(wav: Buffer): { said: boolean[]; heard: boolean[] } {
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt16LE(34)]).toEqual([1, 2, 16]);
  const sides: [boolean[], boolean[]] = [[], []];
  for (let at = 44; at + 4 * WINDOW_SAMPLES <= wav.length; at += 4 * WINDOW_SAMPLES)
    for (const [index, side] of sides.entries()) {
      let loudest = 0;
      for (let sample = 0; sample < WINDOW_SAMPLES; sample += 1)
        loudest = Math.max(loudest, Math.abs(wav.readInt16LE(at + 4 * sample + 2 * index)));
      side.push(loudest > LOUD);
    }
  return { said: sides[0], heard: sides[1] };
}

const OPENING =
  /<Response>(<Play>[^<]+<\/Play>)?<Start><Recording channels="dual"[^>]*\/><\/Start><(Connect|Gather)/;

describe.concurrent("a call that is recorded", { timeout: 150_000 }, () => {
  test.each(["bridge", "turns"] as const)(
    "by Twilio, on two channels, once whoever calls knows: %s",
    async (mode) => {
      const business = await open(mode);
      const phone = await dialExpected(business);
      await talk(phone);
      const callId = await business.findCallId(phone.from);
      await business.untilEnded(callId);
      const [first, ...later] = (await phone.detail()).documents;
      expect(first?.document).toMatch(OPENING);
      expect(sentencesIn(first?.document ?? "")[0]).toMatchObject({
        key: "recording_inform",
        language: "es",
      });
      expect(later.filter(({ document }) => document.includes("<Recording"))).toEqual([]);
      expect(await phone.heardWords()).toMatch(/^[^\n]*se graba/);

      const kept = await untilKept(business, callId);
      expect(kept).toMatchObject({ source: "twilio_call", channels: 2, contentType: "audio/wav" });
      expect(kept.startedAt).toBeInstanceOf(Date);
      const { said, heard } = sidesOf((await fileOf(business, kept.id)).bytes);
      expect(said.some((loud, at) => loud && !heard[at])).toBe(true);
      expect(heard.some((loud, at) => loud && !said[at])).toBe(true);

      const { recordingSid } = await untilDeletedAtTwilio(business, callId);
      expect(recordingSid).toMatch(/^RE/);
      await business.untilCall(
        callId,
        "has its report",
        ({ successful }) => mode === "turns" || successful !== null,
      );
      expect(await recordingsOf(business, callId)).toHaveLength(1);
      expect(await typesOf(business, callId)).toEqual(["recording_announced", "recording_started"]);
    },
  );

  test.each([
    ["none", "bridge"],
    ["none", "turns"],
    ["consent", "bridge"],
  ] as const)("says what the business has decided on: %s, %s", async (notice, mode) => {
    const business = await open(mode);
    await decide(business, { recordingNotice: notice satisfies RecordingNotice });
    const phone = await business.dial();
    await phone.untilHeard(FIRST_MESSAGE);
    const [first] = (await phone.detail()).documents;
    expect(first?.document).toMatch(OPENING);
    const notices = sentencesIn(first?.document ?? "").map(({ key }) => key);
    expect(notices).toEqual(notice === "none" ? [] : [`recording_${notice}`]);
    await phone.hangUp();
  });

  test("goes on through a transfer, as one recording", async () => {
    const business = await open("bridge");
    await addAdvisors(business, { behaviour: "accept", says: "Hola, soy Laura, dígame." });
    const phone = await business.dial();
    await phone.untilHeard("¿En qué puedo ayudarle?");
    await phone.say("Quiero hablar con una persona, por favor");
    await phone.untilHeard("dígame");
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    await business.untilEnded(callId);
    const { documents } = await phone.detail();
    const conference = documents.find(({ document }) => document.includes("<Conference"));
    expect(conference?.document).not.toContain("record=");
    expect(await untilKept(business, callId)).toMatchObject({ source: "twilio_call", channels: 2 });
    await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
    expect(await recordingsOf(business, callId)).toHaveLength(1);
  });

  test("by ElevenLabs, once whoever calls knows", async () => {
    const business = await open("native");
    const phone = await dialExpected(business);
    await talk(phone);
    const [first] = (await phone.detail()).documents;
    expect(first?.document).toMatch(/<Response[^>]*><Play>[^<]+<\/Play>\s*<Connect>/);
    expect(first?.document).not.toContain("<Recording");
    expect(sentencesIn(first?.document ?? "").map(({ key }) => key)).toEqual(["recording_inform"]);
    const callId = await business.findCallId(phone.from);
    expect(await untilKept(business, callId)).toMatchObject({ source: "elevenlabs", channels: 1 });
    expect(await typesOf(business, callId)).toEqual(["recording_announced"]);
  });

  test("by ElevenLabs, that it placed itself, begins with the notice", async () => {
    const business = await open("native");
    const to = await person(business.sandbox, "ring");
    const { id } = await place(business, { to });
    const phone = await untilRings(business.sandbox, to);
    await phone.answer();
    await phone.untilHeard(FIRST_MESSAGE);
    expect(await phone.heardWords()).toMatch(/se graba[^\n]*¿En qué puedo ayudarle\?/);
    await phone.hangUp();
    await business.untilEnded(id);
    expect(await typesOf(business, id)).toEqual(["recording_announced"]);
  });
});

/** SID of the call's recording, when Twilio has its media no more. */
async function untilDeletedAtTwilio(business: Business, callId: string): Promise<{ recordingSid: string }> {
  const [row] = await database<{ recordingSid: string }[]>`
    select recording_sid as "recordingSid" from calls where id = ${callId}`;
  if (!row) throw new Error("no such call");
  await until("the recording is deleted at Twilio", async () => {
    const listed = await atTwilio(business, "GET", "/Recordings.json?IncludeSoftDeleted=true");
    const theirs = listed["recordings"] as { sid: string; status: string }[];
    return theirs.some(({ sid, status }) => sid === row.recordingSid && status === "deleted");
  });
  return row;
}

describe.concurrent("somebody who does not want to be recorded", { timeout: 150_000 }, () => {
  test.each(["bridge", "turns", "native"] as const)(
    "is not, and no vendor keeps a sound: %s",
    async (mode) => {
      const business = await open(mode);
      const { id, number } = await addPatient(business, "Rosa Vidal");
      await business.client.ask("POST", `/api/contacts/${id}/consents`, z.unknown(), {
        purpose: "recording",
        channel: "call",
        decision: "refused",
        source: "in_person",
      });
      const phone = await business.sandbox.dial(business.number, number);
      await phone.untilHeard(FIRST_MESSAGE);
      await phone.say("No, nada más. Adiós.");
      await phone.untilOver();
      const callId = await business.findCallId(number);
      await business.untilEnded(callId);
      const documents = (await phone.detail()).documents.map(({ document }) => document);
      expect(documents.some((document) => document.includes("<Recording"))).toBe(false);
      expect(documents.flatMap(sentencesIn)).toEqual([]);
      expect(await typesOf(business, callId)).toEqual(["recording_declined"]);
      if (mode !== "turns") {
        const { elevenLabsConversationId } = await business.untilCall(
          callId,
          "has its report",
          ({ successful }) => successful !== null,
        );
        await until("ElevenLabs has no conversation", async () => {
          const { conversations } = await atElevenLabs(business, "GET", "/v1/convai/conversations");
          const ids = (conversations as { conversation_id: string }[]).map((one) => one.conversation_id);
          return elevenLabsConversationId !== null && !ids.includes(elevenLabsConversationId);
        });
        expect((await business.turns(callId)).length).toBeGreaterThan(0);
      }
      expect(await recordingsOf(business, callId)).toEqual([]);
    },
  );
});

/** ElevenLabs is known to be down for this business: callers are asked for a message, and offered a person. */
async function loseAgent(business: Business): Promise<void> {
  await business.sandbox.control("POST", "outages", {
    service: "elevenlabs",
    key: business.apiKey,
    isDown: true,
  });
  await until("callers get the tone", async () => {
    if ((await business.client.get("/api/line", lineView)).callersGet === "message_box") return true;
    await hurryLine(database, business.tenantId);
    return false;
  });
}

describe.concurrent("whoever rings for a person while there is no agent", { timeout: 150_000 }, () => {
  test.each(["refused", "granted"] as const)(
    "is recorded with them only where they are told and have not refused: %s",
    async (decision) => {
      const business = await open("bridge");
      const { id, number } = await addPatient(business, "Rosa Vidal");
      await business.client.ask("POST", `/api/contacts/${id}/consents`, z.unknown(), {
        purpose: "recording",
        channel: "call",
        decision,
        source: "in_person",
      });
      await addAdvisors(business, { behaviour: "accept", says: "Hola, soy Ana, dígame." });
      await loseAgent(business);
      const phone = await business.sandbox.dial(business.number, number);
      await until("a person is offered", async () =>
        (await phone.detail()).documents.some(({ document }) => document.includes("offered=1")),
      );
      await phone.press("1");
      await phone.untilHeard("dígame");
      await phone.hangUp();
      const callId = await business.findCallId(number);
      await business.untilEnded(callId);
      const room = (await phone.detail()).documents.find(({ document }) => document.includes("<Conference"));
      const notices = sentencesIn(room?.document ?? "").map(({ key }) => key);
      if (decision === "refused") {
        expect(room?.document).not.toContain("record=");
        expect(notices).toEqual([]);
        expect(await typesOf(business, callId)).toEqual(["recording_declined"]);
        expect(await recordingsOf(business, callId)).toEqual([]);
      } else {
        expect(room?.document).toContain('record="record-from-start"');
        expect(notices).toEqual(["recording_inform"]);
        expect(await untilKept(business, callId)).toMatchObject({ source: "twilio_conference" });
      }
    },
  );
});

describe.concurrent("a recording that is kept", { timeout: 150_000 }, () => {
  test("is heard in parts by its members, downloaded by whom the business trusts, and not found by others", async () => {
    const business = await open("bridge");
    const phone = await business.dial();
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    const { id, sizeBytes } = await untilKept(business, callId);

    const whole = await fileOf(business, id);
    expect(whole.bytes).toHaveLength(sizeBytes);
    const part = await fileOf(business, id, { range: "bytes=44-99" });
    expect(part.response.status).toBe(206);
    expect(part.response.headers.get("content-range")).toBe(`bytes 44-99/${sizeBytes}`);
    expect(part.bytes.equals(whole.bytes.subarray(44, 100))).toBe(true);

    const operator = await addMember(business.client, "operator", business.key);
    expect(await operator.client.refusal("GET", `/api/recordings/${id}/download`)).toMatchObject({
      status: 403,
      code: "forbidden",
    });
    expect((await operator.client.send("GET", `/api/recordings/${id}/audio`)).status).toBe(200);
    const file = await business.client.send("GET", `/api/recordings/${id}/download`);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-disposition")).toMatch(
      /^attachment; filename="\d{4}-\d\d-\d\d \d\d-\d\d \+346\d{8}\.wav"$/,
    );
    await decide(business, { recordingsDownloadedBy: "viewer" });
    expect((await operator.client.send("GET", `/api/recordings/${id}/download`)).status).toBe(200);

    const stranger = await createBusiness(house, { agent: null });
    for (const [method, end] of [
      ["GET", "/audio"],
      ["GET", "/download"],
      ["DELETE", ""],
    ] as const)
      expect(await stranger.client.refusal(method, `/api/recordings/${id}${end}`)).toMatchObject({
        status: 404,
      });
    expect(await operator.client.refusal("DELETE", `/api/recordings/${id}`)).toMatchObject({ status: 403 });
    await business.client.ask("DELETE", `/api/recordings/${id}`, z.unknown());
    expect(await recordingsOf(business, callId)).toEqual([]);
    expect((await fileOf(business, id)).response.status).toBe(404);
  });

  test("goes by itself after as long as the business wants, and not before", async () => {
    const [business, other] = [await open("bridge"), await open("bridge")];
    await decide(business, { recordingRetentionDays: 30, deletesVendorRecordings: false });
    const kept = await Promise.all(
      [business, other].map(async (one) => {
        const phone = await one.dial();
        await phone.untilHeard(FIRST_MESSAGE);
        await phone.hangUp();
        const callId = await one.findCallId(phone.from);
        const { id } = await untilKept(one, callId);
        return { callId, id };
      }),
    );
    const [ours, theirs] = kept;
    if (!ours || !theirs) throw new Error("two calls");
    await database`
      update recordings set created_at = now() - interval '31 days' where id in ${database([ours.id, theirs.id])}`;
    await until("the recording is gone", async () => {
      await queue.send("delete-recordings", {});
      return (await recordingsOf(business, ours.callId)).length === 0;
    });
    expect((await fileOf(business, ours.id)).response.status).toBe(404);
    const deleted = (await business.events(ours.callId)).find(({ type }) => type === "recording_deleted");
    expect(deleted?.payload).toMatchObject({ reason: "retention", days: 30, source: "twilio_call" });
    await untilDeletedAtTwilio(business, ours.callId);
    expect(await recordingsOf(other, theirs.callId)).toHaveLength(1);
  });
});
