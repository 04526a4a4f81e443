import { describe, expect, it } from "vitest";
import { findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import { expectRecording, wantRecording } from "@/db/queries/recording-fetches";
import { listRecordings } from "@/db/queries/recordings";
import { changeMessage } from "@/lib/messages/change-message";
import type { RecordingSource } from "@/lib/vocabulary";
import { addContact } from "./business";
import {
  answers,
  asked,
  call,
  database,
  fetchOf,
  fetchRecordings,
  hear,
  leave,
  list,
  meanwhile,
  only,
  openMessageDesk,
  pausesSeconds,
  recordAtTwilio,
  recordingSid,
  scope,
  SECONDS,
  stored,
  TEXT,
  told,
  waitForPause,
  wav,
  words,
} from "./message-desk";

openMessageDesk();

/** A worker has put the recording on record, and came no further. Answers its id. */
async function keepAsDead(source: RecordingSource, durationSeconds = SECONDS): Promise<string> {
  const { keepAudio } = await import("@/lib/recordings/keep-audio");
  await expectRecording(scope, { recordingSid, callId: call.id, source }, new Date());
  async function* body() {
    yield await Promise.resolve(wav(durationSeconds));
  }
  const audio = { source, externalId: recordingSid, contentType: "audio/wav", durationSeconds };
  await keepAudio(scope, call, { ...audio, body: body() });
  const [kept] = await listRecordings(scope, call.id);
  if (!kept) throw new Error("nothing was kept");
  return kept.id;
}

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
    asked.length = 0;
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

  it.each([
    [SECONDS, "message"],
    [1, "missed_call"],
  ])("of %d seconds that a worker kept before it died becomes a %s without Twilio", async (seconds, kind) => {
    await keepAsDead("twilio_message", seconds);
    await fetchRecordings();
    expect(asked).toEqual([]);
    expect(await fetchOf()).toMatchObject({ attempts: 1, error: null });
    expect((await fetchOf())?.doneAt).not.toBeNull();
    expect(await only()).toMatchObject({ kind });
  });

  it("that was kept so stays the one of the call, and comes back for nobody who has deleted it", async () => {
    await updateCall(scope, call.id, { recordingSid });
    const kept = await keepAsDead("twilio_call");
    const { deleteRecording } = await import("@/lib/recordings/delete-recording");
    await deleteRecording(scope, kept);
    recordAtTwilio();
    await fetchRecordings();
    expect(asked).toEqual([]);
    expect((await fetchOf())?.doneAt).not.toBeNull();
    expect(await listRecordings(scope, call.id)).toEqual([]);
    expect(await findCall(scope, call.id)).toMatchObject({ recordingSid, audioAwaitedAt: null });
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
