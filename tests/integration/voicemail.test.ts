import { randomBytes } from "node:crypto";
import { PgBoss } from "pg-boss";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { messageView, type MessageView } from "@/lib/messages/schema";
import { recordingView } from "@/lib/recordings/schema";
import { isBeepIn } from "../support/beep";
import { addPatient } from "../support/practice";
import { judgeAtTheEnd, listRecordings } from "../support/specs";
import { type Fields, postWebhook, voiceFields } from "../support/telephone-webhook";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { atTwilio } from "../support/vendor-rest";
import { openHouseDatabase } from "./house-database";

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

const WORDS = "Soy Marta Gil. Llámenme mañana por la tarde, por favor.";
const LONG = [
  "Buenas tardes, soy Marta Gil y llamo por la limpieza del martes.",
  "Es urgente, porque me han cambiado el turno en el trabajo y no podré ir a la hora que me dieron.",
  "También quería preguntar si la doctora Ruiz tiene algún hueco por la mañana, y si tengo que traer las radiografías.",
].join(" ");

/** Somebody who spoke with the agent, and is now asked for a message. */
async function askForMessage(business: Business, from?: string): Promise<PhoneCall> {
  const phone = await business.sandbox.dial(business.number, from);
  await phone.untilHeard(FIRST_MESSAGE);
  await atTwilio(business, "POST", `/Calls/${phone.callSid}.json`, {
    Url: `${house.webUrl}/voice/voicemail`,
    Method: "POST",
  });
  return phone;
}

async function waitForBeep(phone: PhoneCall): Promise<void> {
  await until("the tone", async () => isBeepIn(await phone.heardAudio()));
}

/** Says so after the tone, and waits until it is recorded: silence ends it. */
async function leaveWords(business: Business, words: string, from?: string): Promise<PhoneCall> {
  const phone = await askForMessage(business, from);
  await waitForBeep(phone);
  await phone.say(words);
  await phone.untilOver(60_000);
  return phone;
}

const listMessages = (business: Business) => business.client.get("/api/messages", z.array(messageView));

async function untilMessage(
  business: Business,
  what: string,
  isSo: (message: MessageView) => boolean,
): Promise<MessageView> {
  return until(what, async () => (await listMessages(business)).find(isSo), 30_000);
}

const isWritten = ({ transcriptState }: MessageView) => transcriptState === "done";

/** What the business's own systems are told of its messages, in order. */
async function tellSystems(business: Business): Promise<() => Promise<Record<string, unknown>[]>> {
  await business.client.ask("POST", "/api/webhook-endpoints", z.unknown(), {
    url: "http://127.0.0.1:9/hook",
    events: ["message.taken"],
  });
  return async () => {
    const rows = await database<{ data: Record<string, unknown> }[]>`
      select data from webhook_deliveries
      where tenant_id = ${business.tenantId} and event = 'message.taken' order by created_at`;
    return rows.map(({ data }) => data);
  };
}

/** A long message is spoken for twenty seconds, and several callers speak at once. */
const TALK = { timeout: 150_000 };

describe.concurrent("a caller who is asked for a message", TALK, () => {
  test("hears a sentence and a tone; what they say is kept, written down, and linked to who they are", async () => {
    const business = await createBusiness(house);
    const { id: contactId, number } = await addPatient(business, "Marta Gil");
    const told = await tellSystems(business);
    const phone = await leaveWords(business, WORDS, number);
    const over = await phone.detail();
    expect(over.status).toBe("completed");
    expect(over.documents.at(-1)?.document).toMatch(/<Play>[^<]+<\/Play><Hangup\/>/);

    const message = await untilMessage(business, "the message", isWritten);
    expect(message).toMatchObject({
      kind: "message",
      text: WORDS,
      contact: { id: contactId, name: "Marta Gil" },
      number,
      status: "new",
      summary: null,
      isUrgent: false,
    });
    const callId = message.callId ?? "";
    expect(await business.untilEnded(callId)).toMatchObject({ outcome: "message_taken" });
    expect((await business.events(callId)).filter(({ type }) => type === "message_left")).toHaveLength(1);

    const recordings = await business.client.get(`/api/calls/${callId}/recordings`, z.array(recordingView));
    const recording = recordings.find(({ source }) => source === "twilio_message");
    expect(recording).toMatchObject({ id: message.recording?.id, contentType: "audio/wav" });
    expect(recording?.startedAt).not.toBeNull();
    const heard = await business.client.send("GET", `/api/recordings/${recording?.id}/audio`);
    expect(heard.status).toBe(200);
    expect(heard.text.slice(0, 4)).toBe("RIFF");

    // Not before the words were there, and not again.
    expect(await told()).toMatchObject([{ id: message.id, text: WORDS, transcriptState: "done" }]);
  });

  test("and hangs up in the middle has left what they said", async () => {
    const business = await createBusiness(house);
    const phone = await askForMessage(business);
    await waitForBeep(phone);
    await phone.say(LONG);
    await until("five seconds of it", async () => {
      const rows = await database`
        select 1 from recording_fetches f join calls c on c.id = f.call_id
        where c.twilio_call_sid = ${phone.callSid} and f.source = 'twilio_message' and f.created_at < clock_timestamp() - interval '5 seconds'`;
      return rows.length > 0;
    });
    await phone.hangUp();
    const message = await untilMessage(business, "what was said", isWritten);
    expect(message.text).not.toBe("");
    expect(LONG.startsWith(message.text)).toBe(true);
    expect(await listMessages(business)).toHaveLength(1);
    expect(await business.untilEnded(message.callId ?? "")).toMatchObject({ outcome: "message_taken" });
  });

  test("and says nothing has left a task to call back, and no message", async () => {
    const business = await createBusiness(house);
    const phone = await askForMessage(business);
    await waitForBeep(phone);
    await phone.untilOver(40_000);
    const task = await untilMessage(business, "the task", ({ kind }) => kind === "missed_call");
    expect(task).toMatchObject({ number: phone.from, recording: null, transcriptState: null });
    expect(await listMessages(business)).toHaveLength(1);
    expect((await business.untilEnded(task.callId ?? "")).outcome).not.toBe("message_taken");
  });

  test("and hangs up before the tone has left a task to call back", async () => {
    const business = await createBusiness(house);
    const phone = await askForMessage(business);
    const callId = await business.findCallId(phone.from);
    await until("the house has answered", async () =>
      (await business.events(callId)).some(({ payload }) => payload["reason"] === "voicemail"),
    );
    await phone.hangUp();
    const task = await untilMessage(business, "the task", ({ kind }) => kind === "missed_call");
    expect(task).toMatchObject({ callId, number: phone.from });
  });

  test("a long message is shortened, and what the caller calls urgent is", async () => {
    const business = await createBusiness(house);
    await leaveWords(business, LONG);
    const message = await untilMessage(business, "the summary", ({ summary }) => summary !== null);
    expect(message.text).toBe(LONG);
    expect(message.isUrgent).toBe(true);
    expect(LONG.startsWith(message.summary ?? "?")).toBe(true);
    expect(message.summary?.length).toBeLessThan(LONG.length);
  });
});

describe.concurrent("what goes wrong", TALK, () => {
  test("speech to text that is refused leaves the sound and tells even so; later the words come", async () => {
    const business = await createBusiness(house);
    const told = await tellSystems(business);
    await business.sandbox.misbehave({
      target: "elevenlabs.rest",
      kind: "status",
      status: 402,
      match: ["/v1/speech-to-text", business.apiKey],
      times: 1,
    });
    await leaveWords(business, WORDS);
    const message = await untilMessage(
      business,
      "the failure",
      ({ transcriptState }) => transcriptState === "failed",
    );
    expect(message).toMatchObject({ text: "", kind: "message" });
    expect(message.recording).not.toBeNull();
    expect(await told()).toMatchObject([{ id: message.id, text: "", transcriptState: "failed" }]);

    await database`update messages set transcript_next_at = now() - interval '1 second' where id = ${message.id}`;
    await until("the late words", async () => {
      await queue.send("finish-words", {});
      return (await listMessages(business)).some((each) => isWritten(each) && each.text === WORDS);
    });
    expect(await told()).toHaveLength(1);
  });

  test("a recording that Twilio has not got ready is asked for again", async () => {
    const business = await createBusiness(house);
    // The one of the whole call would be asked for as well.
    await business.client.ask("PATCH", "/api/tenant", z.unknown(), { saveCallAudio: false });
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 404,
      match: [business.accountSid, "/Recordings/RE"],
      times: 2,
    });
    await leaveWords(business, WORDS);
    expect((await untilMessage(business, "the message", isWritten)).text).toBe(WORDS);
    const fetches = await database`
      select attempts, done_at is not null as done, error from recording_fetches where tenant_id = ${business.tenantId}`;
    expect(fetches).toMatchObject([{ attempts: 3, done: true, error: null }]);
  });

  test.each(["garble", "decline"] as const)(
    "a model that answers nonsense (%s) costs nothing but the summary",
    async (kind) => {
      const business = await createBusiness(house);
      const words = `${randomBytes(4).toString("hex")}. ${LONG}`;
      await business.sandbox.misbehave({ target: "openai.rest", kind, match: words.slice(0, 8), times: 1 });
      await leaveWords(business, words);
      const message = await untilMessage(business, "the message", isWritten);
      expect(message).toMatchObject({ text: words, isUrgent: false });
      await until("the model was asked", async () => {
        const asked = (await listRecordings(house.sandboxUrl)).filter(({ vendor }) => vendor === "openai");
        return asked.some(({ message: order }) => JSON.stringify(order ?? null).includes(words.slice(0, 8)));
      });
      expect((await listMessages(business))[0]?.summary).toBeNull();
      await database`update messages set transcript_next_at = now() - interval '1 second' where id = ${message.id}`;
      await until("the summary", async () => {
        await queue.send("finish-words", {});
        return (await listMessages(business)).some(({ summary }) => summary !== null);
      });
    },
  );
});

describe.concurrent("the documented address", () => {
  test("answers a sentence in the agent's voice, and how a message is recorded", async () => {
    const business = await createBusiness(house);
    await business.client.ask("PATCH", "/api/tenant", z.unknown(), { messageMaxSeconds: 45 });
    const fields = voiceFields(business);
    await postWebhook(business, "/webhooks/voice", fields);
    const callId = await business.findCallId(fields["From"] ?? "");
    const { CallSid = "", AccountSid = "" } = fields;
    const action = `${house.webUrl}/voice/voicemail?done=1`;
    for (const asked of [{ CallSid, AccountSid }, fields]) {
      const answer = await postWebhook(business, "/voice/voicemail", asked);
      expect(answer.headers.get("content-type")).toContain("text/xml");
      expect(answer.text.replace(/<Play>[^<]*<\/Play>/, "<Play/>")).toBe(
        '<?xml version="1.0" encoding="UTF-8"?><Response><Play/>' +
          '<Record maxLength="45" timeout="5" playBeep="true" trim="trim-silence" finishOnKey="#" ' +
          `action="${action}" method="POST" recordingStatusCallback=` +
          `"${house.webUrl}/webhooks/twilio/recording?call_id=${callId}&amp;for=message" ` +
          'recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"/>' +
          `<Redirect method="POST">${action}</Redirect></Response>`,
      );
    }
  });

  test("hangs up on a call that nobody knows, and answers nothing unsigned", async () => {
    const business = await createBusiness(house);
    const fields = voiceFields(business);
    expect((await postWebhook(business, "/voice/voicemail", fields)).text).toContain("<Hangup/>");
    expect((await postWebhook(business, "/voice/voicemail", fields, null)).status).toBe(401);
    expect(await listMessages(business)).toEqual([]);
  });
});

describe.concurrent("Twilio's reports of a recording", TALK, () => {
  const newSid = () => `RE${randomBytes(16).toString("hex")}`;

  async function ring(business: Business): Promise<{ callId: string; fields: Fields }> {
    const fields = voiceFields(business);
    await postWebhook(business, "/webhooks/voice", fields);
    return { callId: await business.findCallId(fields["From"] ?? ""), fields };
  }

  const report = (business: Business, fields: Fields, given: Fields): Fields => ({
    AccountSid: business.accountSid,
    CallSid: fields["CallSid"] ?? "",
    RecordingSid: newSid(),
    RecordingStatus: "completed",
    RecordingDuration: "7",
    ...given,
  });

  test("and its question what follows are one message, in any order and however often", async () => {
    const business = await createBusiness(house);
    const { callId, fields } = await ring(business);
    const path = `/webhooks/twilio/recording?call_id=${callId}&for=message`;
    const told = report(business, fields, {});
    const asked = {
      ...fields,
      RecordingUrl: `https://api.example/Recordings/${told["RecordingSid"]}`,
      RecordingDuration: "7",
    };
    const answers = await Promise.all([
      postWebhook(business, path, told),
      postWebhook(business, "/voice/voicemail?done=1", asked),
      postWebhook(business, path, told),
      postWebhook(business, "/voice/voicemail?done=1", asked),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await listMessages(business)).toMatchObject([
      { kind: "message", transcriptState: "pending", text: "" },
    ]);
    const left = (await business.events(callId)).filter(({ type }) => type === "message_left");
    expect(left).toHaveLength(1);
  });

  test("forged, of another call or of another business change nothing", async () => {
    const [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
    const { callId, fields } = await ring(business);
    const path = `/webhooks/twilio/recording?call_id=${callId}&for=message`;
    const told = report(business, fields, {});
    for (const key of [null, randomBytes(16).toString("hex"), other.authToken])
      expect((await postWebhook(business, path, told, key)).status).toBe(401);
    const foreign = { ...told, AccountSid: other.accountSid };
    expect((await postWebhook(business, path, foreign, other.authToken)).status).toBe(401);
    const elsewhere = { ...told, CallSid: `CA${randomBytes(16).toString("hex")}` };
    for (const given of [
      path,
      "/webhooks/twilio/recording?call_id=nobody&for=message",
      "/webhooks/twilio/recording",
    ])
      expect((await postWebhook(business, given, elsewhere)).status).toBe(200);
    const asked = { ...fields, RecordingSid: newSid(), RecordingDuration: "9" };
    for (const key of [null, other.authToken])
      expect((await postWebhook(business, "/voice/voicemail?done=1", asked, key)).status).toBe(401);
    expect(await listMessages(business)).toEqual([]);
    const fetches = await database`select 1 from recording_fetches where tenant_id = ${business.tenantId}`;
    expect(fetches).toHaveLength(0);
  });

  test.each([
    { RecordingDuration: "1" },
    { RecordingDuration: "0" },
    { RecordingStatus: "absent" },
    { RecordingStatus: "failed" },
  ])("of nothing (%j) are a task to call back", async (given) => {
    const business = await createBusiness(house);
    const { callId, fields } = await ring(business);
    await postWebhook(
      business,
      `/webhooks/twilio/recording?call_id=${callId}&for=message`,
      report(business, fields, given),
    );
    expect(await listMessages(business)).toMatchObject([{ kind: "missed_call", callId }]);
  });

  test("of a conference bring what was said with an advisor to the call's recordings", async () => {
    const business = await createBusiness(house);
    const phone = await business.dial();
    await phone.untilHeard(FIRST_MESSAGE);
    const callId = await business.findCallId(phone.from);
    const recorded = await atTwilio(business, "POST", `/Calls/${phone.callSid}/Recordings.json`, {
      RecordingStatusCallback: `${house.webUrl}/webhooks/twilio/recording?call_id=${callId}&for=conference`,
    });
    await phone.say(WORDS);
    // There is something to hear only once it was said.
    await until("the words", async () =>
      (await business.turns(callId)).some(({ role }) => role === "caller"),
    );
    await phone.hangUp();
    const recordings = await until("the recording", async () => {
      const kept = await business.client.get(`/api/calls/${callId}/recordings`, z.array(recordingView));
      return kept.some(({ source }) => source === "twilio_conference") && kept;
    });
    expect(recordings.filter(({ source }) => source === "twilio_conference")).toHaveLength(1);
    expect(recorded["sid"]).toMatch(/^RE/);
    expect(await listMessages(business)).toEqual([]);
  });
});
