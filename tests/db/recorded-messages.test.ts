import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findCall, listCallEvents } from "@/db/queries/calls";
import { expectRecording, findRecordingFetch, wantRecording } from "@/db/queries/recording-fetches";
import { listRecordings } from "@/db/queries/recordings";
import { updateTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { changeMessage } from "@/lib/messages/change-message";
import { listMessages } from "@/lib/messages/list-messages";
import { takeMessage } from "@/lib/messages/take-message";
import type { MessageView } from "@/lib/messages/schema";
import { leaveMessage } from "@/lib/voicemail/keep-recorded-message";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, addContact, createBusiness, newSid } from "./business";

/** The three vendors on a day of a test's choosing: what they answer to a path that ends so, else 404. */
interface Answer {
  status: number;
  body: Buffer | object;
}
const answers = new Map<string, Answer>();
/** What happens before a path that ends so is answered; once. */
const meanwhile = new Map<string, () => Promise<unknown>>();
let asked: string[] = [];
let vendor: Server;
let folder: string;
let database: TestDatabase;
let fetchRecordings: typeof import("@/lib/recordings/fetch-recordings").fetchRecordings;
let pausesSeconds: readonly number[];
let words: typeof import("@/lib/messages/work-on-words");

stubSettings({ LOG_LEVEL: "silent", OPENAI_API_KEY: "sk-test" });

beforeAll(async () => {
  vendor = createServer((request: IncomingMessage, response) => {
    const name = (request.url ?? "").split("/").at(-1) ?? "";
    asked.push(name);
    request.resume().on("end", () => {
      const { status, body } = answers.get(name) ?? {
        status: 404,
        body: { code: 20_404, message: "not found" },
      };
      const isBytes = Buffer.isBuffer(body);
      const answer = () => {
        response.writeHead(status, { "content-type": isBytes ? "audio/x-wav" : "application/json" });
        response.end(isBytes ? body : JSON.stringify(body));
      };
      const deed = meanwhile.get(name);
      if (!deed) return answer();
      deed().then(
        () => meanwhile.delete(name) && answer(),
        () => response.destroy(),
      );
    });
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  for (const name of ["TWILIO_API_URL", "ELEVENLABS_API_URL", "OPENAI_API_URL"]) vi.stubEnv(name, url);
  folder = await mkdtemp(path.join(os.tmpdir(), "messages-"));
  vi.stubEnv("STORAGE_URL", `file:${folder}`);
  database = await openTestDatabase();
  const fetching = await import("@/lib/recordings/fetch-recordings");
  ({ fetchRecordings } = fetching);
  pausesSeconds = fetching.PAUSES_SECONDS;
  words = await import("@/lib/messages/work-on-words");
});
afterAll(async () => {
  vendor.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const SECONDS = 6;
const TEXT = "Soy Rosa Gil. Llámenme mañana.";
const LONG = `${TEXT} ${"Quería hablar de la cita del martes y de lo que cuesta. ".repeat(5)}`.trim();

let scope: Scope;
let call: Call;
let recordingSid: string;

beforeEach(async () => {
  answers.clear();
  meanwhile.clear();
  asked = [];
  // What earlier tests left undone is not this one's.
  await database.owner`update recording_fetches set done_at = now() where done_at is null`;
  await database.owner`update messages set transcript_next_at = null`;
  ({ scope } = await createBusiness());
  await updateTenant(scope, { messagesEmail: "recados@example.com" });
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
  call = await addCall(scope);
  recordingSid = newSid("RE");
});

function wav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.write("data", 36);
  header.writeUInt32LE(seconds * 16_000, 40);
  return Buffer.concat([header, randomBytes(seconds * 16_000)]);
}

function recordAtTwilio({ status = "completed", sound = wav(SECONDS) } = {}): void {
  const body = {
    sid: recordingSid,
    status,
    duration: String(SECONDS),
    start_time: "Mon, 23 Nov 2026 09:00:00 +0000",
  };
  answers.set(`${recordingSid}.json`, { status: 200, body });
  answers.set(`${recordingSid}.wav`, { status: 200, body: sound });
}

const hear = (text: string) =>
  answers.set("speech-to-text", {
    status: 200,
    body: { language_code: "es", language_probability: 1, text, words: [] },
  });

const shorten = (said: object) =>
  answers.set("responses", {
    status: 200,
    body: {
      id: "resp_1",
      object: "response",
      status: "completed",
      output: [
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: JSON.stringify(said), annotations: [] }],
        },
      ],
    },
  });

const leave = () => leaveMessage(scope, call.id, { recordingSid, seconds: SECONDS });
const fetchOf = () => findRecordingFetch(scope, recordingSid);
const list = async () => (await listMessages(scope, {}, { limit: 10 })).data;
async function only(): Promise<MessageView> {
  const [message, ...others] = await list();
  if (!message || others.length > 0) throw new Error(`${others.length + 1} messages`);
  return message;
}
/** As if the pause after the last attempt were over. */
const waitForPause = async () => {
  await database.owner`update recording_fetches set next_attempt_at = now() where recording_sid = ${recordingSid}`;
  await database.owner`update messages set transcript_next_at = now() where transcript_next_at is not null`;
};
const told = async () =>
  (await database.owner`select address from notices where tenant_id = ${scope.tenantId} and reason = 'taken'`)
    .length;
const stored = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.includes(recordingSid));

describe("the sound of a message", () => {
  it("is asked for until Twilio has it, and kept with the time at which it was spoken", async () => {
    await leave();
    for (const status of [undefined, "in-progress", "processing"]) {
      if (status) recordAtTwilio({ status });
      await fetchRecordings();
      expect(await fetchOf(), status ?? "404").toMatchObject({ doneAt: null });
      expect((await fetchOf())?.error).toContain(status ?? "not found");
      await waitForPause();
    }
    recordAtTwilio();
    await fetchRecordings();
    expect(await fetchOf()).toMatchObject({ attempts: 4, error: null });
    expect((await fetchOf())?.doneAt).not.toBeNull();
    expect(await listRecordings(scope, call.id)).toMatchObject([
      { source: "twilio_message", externalId: recordingSid, contentType: "audio/wav" },
    ]);
    const kept = (await listCallEvents(scope, call.id)).find(({ type }) => type === "recording_kept");
    expect(kept?.payload).toMatchObject({ recordingSid, startedAt: "2026-11-23T09:00:00.000Z" });
    expect((await only()).recording).toMatchObject({ seconds: SECONDS });
  });

  it("that was cut off on its way, or is no sound, is not kept as if it were whole", async () => {
    await leave();
    for (const sound of [wav(2), Buffer.from("<html>busy</html>")]) {
      recordAtTwilio({ sound });
      await fetchRecordings();
      expect(await listRecordings(scope, call.id)).toEqual([]);
      expect(await stored()).toEqual([]);
      expect(await fetchOf()).toMatchObject({ doneAt: null });
      await waitForPause();
    }
    recordAtTwilio();
    await fetchRecordings();
    expect(await listRecordings(scope, call.id)).toHaveLength(1);
  });

  it.each(["absent", "deleted"])(
    "that is %s will never come: that is said at once, and told",
    async (status) => {
      await leave();
      recordAtTwilio({ status });
      await fetchRecordings();
      await words.writeDownMessages();
      expect(await fetchOf()).toMatchObject({ attempts: 1, error: `Twilio: ${status}` });
      expect(await only()).toMatchObject({ transcriptState: "failed", text: "", recording: null });
      expect(await told()).toBe(1);
    },
  );

  it("is given up after the last attempt, with Twilio's words", async () => {
    await leave();
    await database.owner`
      update recording_fetches set attempts = ${pausesSeconds.length} where recording_sid = ${recordingSid}`;
    await fetchRecordings();
    const given = await fetchOf();
    expect(given?.doneAt).not.toBeNull();
    expect(given?.error).toContain("not found");
    asked = [];
    await waitForPause();
    await fetchRecordings();
    expect(asked).toEqual([]);
  });

  it("makes the message itself when nobody reported more than its beginning", async () => {
    await expectRecording(scope, { recordingSid, callId: call.id, source: "twilio_message" }, new Date());
    recordAtTwilio();
    hear(TEXT);
    await fetchRecordings();
    await words.writeDownMessages();
    expect(await only()).toMatchObject({ kind: "message", text: TEXT, transcriptState: "done" });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "message_taken" });
  });

  it("of a conversation with an advisor is kept, and no message", async () => {
    await wantRecording(scope, { recordingSid, callId: call.id, source: "twilio_conference" });
    recordAtTwilio();
    await fetchRecordings();
    expect(await listRecordings(scope, call.id)).toMatchObject([{ source: "twilio_conference" }]);
    expect(await list()).toEqual([]);
  });

  it("is not kept when the message was erased while it came, although its call stays", async () => {
    await leave();
    recordAtTwilio();
    const contactId = await addContact(scope);
    await database.owner`update messages set contact_id = ${contactId} where recording_sid = ${recordingSid}`;
    const { eraseContact } = await import("@/lib/contacts/erase-contact");
    meanwhile.set(`${recordingSid}.wav`, () => eraseContact(scope, contactId));
    await fetchRecordings();
    expect(meanwhile.size).toBe(0);
    expect(await findCall(scope, call.id)).toBeDefined();
    expect(await listRecordings(scope, call.id)).toEqual([]);
    expect(await stored()).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it("is fetched by one of several workers", async () => {
    await leave();
    recordAtTwilio();
    await Promise.all([fetchRecordings(), fetchRecordings(), fetchRecordings()]);
    expect(asked.filter((name) => name.endsWith(".wav"))).toHaveLength(1);
  });
});

describe("the words of a message", () => {
  const bringSound = async () => {
    await leave();
    recordAtTwilio();
    await fetchRecordings();
  };

  it("are told with it, once, and not before they are there", async () => {
    await bringSound();
    expect(await told()).toBe(0);
    expect(await only()).toMatchObject({ transcriptState: "pending", text: "" });
    hear(` ${TEXT}\u0000 `);
    await Promise.all([words.writeDownMessages(), words.writeDownMessages()]);
    expect(await only()).toMatchObject({ transcriptState: "done", text: TEXT, summary: null });
    expect(await told()).toBe(1);
    expect(asked.filter((name) => name === "speech-to-text")).toHaveLength(1);
    await waitForPause();
    await words.finishWords();
    expect(asked.filter((name) => name === "responses")).toEqual([]);
  });

  it("are tried again while the vendor is busy; two minutes on it is told without them, and later they come", async () => {
    await bringSound();
    answers.set("speech-to-text", { status: 503, body: {} });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await words.writeDownMessages();
      expect(await only()).toMatchObject({ transcriptState: "pending" });
      await waitForPause();
    }
    expect(await told()).toBe(0);
    await database.owner`update messages set taken_at = taken_at - interval '2 minutes' where call_id = ${call.id}`;
    await words.writeDownMessages();
    expect(await only()).toMatchObject({ transcriptState: "failed", text: "" });
    expect(await told()).toBe(1);

    await waitForPause();
    hear(TEXT);
    await words.finishWords();
    expect(await only()).toMatchObject({ transcriptState: "done", text: TEXT });
    expect(await told()).toBe(1);
  });

  it("come late when the sound comes late, and it was told without either", async () => {
    await leave();
    await database.owner`
      update messages set taken_at = taken_at - interval '2 minutes', transcript_next_at = now() where call_id = ${call.id}`;
    await words.writeDownMessages();
    expect(await only()).toMatchObject({ transcriptState: "failed" });
    expect(await told()).toBe(1);
    recordAtTwilio();
    hear(TEXT);
    await waitForPause();
    await fetchRecordings();
    await words.finishWords();
    expect(await only()).toMatchObject({ transcriptState: "done", text: TEXT });
    expect(await told()).toBe(1);
  });

  it("that are none make it a call to be returned, and the call has no outcome", async () => {
    await bringSound();
    hear("");
    await words.writeDownMessages();
    expect(await only()).toMatchObject({
      kind: "missed_call",
      transcriptState: null,
      number: call.fromNumber,
    });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "no_outcome" });
    expect(await told()).toBe(1);
    // The report of the recording comes once more.
    await leave();
    expect(await only()).toMatchObject({ kind: "missed_call" });
  });

  it("that are none take nothing away from whoever is at it already", async () => {
    await bringSound();
    const { id } = await only();
    await changeMessage(scope, id, { status: "in_progress" });
    hear("");
    await words.writeDownMessages();
    expect(await only()).toMatchObject({
      id,
      kind: "message",
      status: "in_progress",
      transcriptState: "done",
      text: "",
    });
  });
});

describe("the summary of a message", () => {
  const leaveWords = (text: string, isUrgent = false) =>
    takeMessage(scope, { callId: call.id, text, isUrgent });

  it("is made of long ones, also of those that the agent took", async () => {
    shorten({ summary: "Rosa Gil pide que la llamen.", is_urgent: false });
    await leaveWords(LONG);
    await leaveWords(TEXT);
    await words.finishWords();
    expect(asked).toEqual(["responses"]);
    const summaries = (await list()).map(({ text, summary }) => [text, summary]);
    expect(new Map(summaries as [string, string | null][])).toEqual(
      new Map([
        [LONG, "Rosa Gil pide que la llamen."],
        [TEXT, null],
      ]),
    );
  });

  it("makes what is urgent more pressing, never less", async () => {
    shorten({ summary: "Rosa Gil pide que la llamen hoy.", is_urgent: true });
    await leaveWords(LONG);
    const before = await only();
    await words.finishWords();
    const after = await only();
    expect(after.isUrgent).toBe(true);
    expect(after.dueAt.getTime()).toBeLessThan(before.dueAt.getTime());

    shorten({ summary: "Nada urgente.", is_urgent: false });
    await leaveWords(`${LONG} Es urgente.`, true);
    await words.finishWords();
    expect((await list()).map(({ isUrgent }) => isUrgent)).toEqual([true, true]);
  });

  it("does not believe a model that writes a novel, and asks it three times at most", async () => {
    shorten({ summary: "Más largo que el recado. ".repeat(60), is_urgent: true });
    await leaveWords(LONG);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await words.finishWords();
      await waitForPause();
    }
    expect(asked).toEqual(["responses", "responses", "responses"]);
    expect(await only()).toMatchObject({ summary: null, isUrgent: false, text: LONG });
  });

  it("is not asked for again where the key is refused", async () => {
    answers.set("responses", {
      status: 401,
      body: { error: { message: "Incorrect API key provided.", code: "invalid_api_key" } },
    });
    await leaveWords(LONG);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await words.finishWords();
      await waitForPause();
    }
    expect(asked).toEqual(["responses"]);
  });
});
