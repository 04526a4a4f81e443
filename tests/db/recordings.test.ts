import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import { findRecordingFetch } from "@/db/queries/recording-fetches";
import { updateTenant } from "@/db/queries/team";
import { findRemoval } from "@/db/queries/vendor-removals";
import type { Call } from "@/db/schema/calls";
import { addConsent } from "@/lib/contacts/consents";
import { createContact } from "@/lib/contacts/save-contact";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import { listAwaitedAudio } from "@/lib/recordings/await-audio";
import { noticeWords, openRecording } from "@/lib/recordings/open-recording";
import { recordsConference } from "@/lib/recordings/plan-recording";
import { reportRecording } from "@/lib/recordings/report-recording";
import { readSentenceAddress } from "@/lib/sentences/sentence-address";
import { SENTENCES } from "@/lib/sentences/sentences";
import { conversation } from "@/lib/webhooks/post-call-shapes";
import { reportConversation } from "@/lib/webhooks/report-conversation";
import type { CallEventType } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, createBusiness, newPhoneNumber, newSid } from "./business";

let database: TestDatabase;
let scope: Scope;

stubSettings({ LOG_LEVEL: "silent" });
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ scope } = await createBusiness());
});

const saveTwilio = (status: "active" | "trial") =>
  saveAccount(scope, {
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: "k1.a.b.c",
    hints: {},
    status,
    facts: {},
  });

async function eventsOf(call: Call, ...types: CallEventType[]): Promise<Record<string, unknown>[]> {
  const events = await listCallEvents(scope, call.id);
  return events.filter(({ type }) => types.includes(type)).map(({ payload }) => payload);
}

/** Key of the sentence that is heard before the recording begins. */
async function heardBefore(call: Call): Promise<string | null | undefined> {
  const opening = await openRecording(scope, call);
  if (!opening) return undefined;
  const name = opening.noticeUrl?.split("/").at(-1);
  return name === undefined ? null : readSentenceAddress(name)?.key;
}

async function addPerson(number: string): Promise<string> {
  const { id } = await createContact(scope, contactInput.parse({ name: "Rosa Gil", numbers: [{ number }] }));
  return id;
}

const decide = (contactId: string, decision: "granted" | "refused", more: object = {}) =>
  addConsent(
    scope,
    contactId,
    consentInput.parse({ purpose: "recording", channel: "call", decision, source: "in_person", ...more }),
  );

describe("a call begins to be recorded", () => {
  it.each([
    ["+34910001122", "recording_inform"],
    ["+525512345678", "recording_consent"],
    ["anonymous", "recording_consent"],
  ])("after what somebody at %s has to hear of a business in Spain: %s", async (fromNumber, key) => {
    const call = await addCall(scope, { fromNumber });
    expect(await heardBefore(call)).toBe(key);
    expect(await heardBefore(call)).toBe(key);
    expect(await eventsOf(call, "recording_announced")).toEqual([{ notice: key.replace("recording_", "") }]);
  });

  it("without a word where the business has decided so", async () => {
    await updateTenant(scope, { recordingNotice: "none" });
    const call = await addCall(scope);
    expect(await heardBefore(call)).toBeNull();
    expect(await eventsOf(call, "recording_announced")).toEqual([]);
  });

  it("after one notice: who comes back from somewhere has heard it", async () => {
    const call = await addCall(scope);
    expect(await heardBefore(call)).toBe("recording_inform");
    await database.owner`
      update call_events set occurred_at = occurred_at - interval '30 seconds' where call_id = ${call.id}`;
    expect(await heardBefore(call)).toBeNull();
    expect(await eventsOf(call, "recording_announced")).toHaveLength(1);
  });

  it("once: what Twilio said that it records is not begun anew", async () => {
    const call = await addCall(scope);
    const recordingSid = newSid("RE");
    await reportRecording(scope, call.id, { request: report(recordingSid, "in-progress"), purpose: "call" });
    const now = await findCall(scope, call.id);
    expect(now?.recordingSid).toBe(recordingSid);
    expect(now && (await openRecording(scope, now))).toBeNull();
    expect(now && (await recordsConference(scope, now))).toBe(false);
    expect(await eventsOf(call, "recording_started")).toEqual([{ recordingSid }]);
  });

  it("not where the business keeps no audio, nor where Twilio would speak instead", async () => {
    await saveTwilio("trial");
    expect(await openRecording(scope, await addCall(scope))).toBeNull();
    await saveTwilio("active");
    expect(await openRecording(scope, await addCall(scope))).not.toBeNull();
    await updateTenant(scope, { saveCallAudio: false });
    expect(await openRecording(scope, await addCall(scope))).toBeNull();
  });
});

describe("the conference of a call that Twilio does not record as a whole", () => {
  it("is recorded once the caller has been told, or need not be", async () => {
    const call = await addCall(scope);
    expect(await recordsConference(scope, call)).toBe(false);
    await openRecording(scope, call);
    expect(await recordsConference(scope, call)).toBe(true);
    await updateTenant(scope, { recordingNotice: "none" });
    expect(await recordsConference(scope, await addCall(scope))).toBe(true);
    await updateTenant(scope, { saveCallAudio: false });
    expect(await recordsConference(scope, call)).toBe(false);
  });
});

describe("somebody who does not want to be recorded", () => {
  it("is not, in either direction, and nothing is said of it", async () => {
    const number = newPhoneNumber();
    const contactId = await addPerson(number);
    await decide(contactId, "refused");
    for (const values of [
      { fromNumber: number },
      { direction: "outbound", toNumber: number },
      { contactId, fromNumber: "anonymous" },
    ] as const) {
      // Whatever came first.
      expect(await recordsConference(scope, await addCall(scope, values))).toBe(false);
      const call = await addCall(scope, values);
      expect(await openRecording(scope, call)).toBeNull();
      expect(await recordsConference(scope, call)).toBe(false);
      expect(await eventsOf(call, "recording_announced", "recording_declined")).toEqual([
        { reason: "refused" },
      ]);
    }
  });

  it("is again once they have agreed, or their refusal is over", async () => {
    const number = newPhoneNumber();
    const contactId = await addPerson(number);
    await decide(contactId, "refused", { decidedAt: "2025-03-01T10:00:00Z" });
    expect(await heardBefore(await addCall(scope, { fromNumber: number }))).toBeUndefined();
    await decide(contactId, "granted", { channel: "email", decidedAt: "2025-03-02T10:00:00Z" });
    expect(await heardBefore(await addCall(scope, { fromNumber: number }))).toBe("recording_inform");
    await decide(contactId, "refused", {
      decidedAt: "2025-03-03T10:00:00Z",
      expiresAt: "2025-04-03T10:00:00Z",
    });
    expect(await heardBefore(await addCall(scope, { fromNumber: number }))).toBe("recording_inform");
  });

  it("does not decide for others at the same number, nor for those of another business", async () => {
    const number = newPhoneNumber();
    await decide(await addPerson(number), "refused");
    await addPerson(number);
    expect(await heardBefore(await addCall(scope, { fromNumber: number }))).toBe("recording_inform");
    const own = scope;
    ({ scope } = await createBusiness());
    expect(await heardBefore(await addCall(scope, { fromNumber: number }))).toBe("recording_inform");
    scope = own;
  });

  it("has nothing kept at ElevenLabs either, once its report is here", async () => {
    const number = newPhoneNumber();
    await decide(await addPerson(number), "refused");
    const conversationId = `conv_${randomUUID()}`;
    const call = await addCall(scope, { fromNumber: number, elevenLabsConversationId: conversationId });
    const copy = { copy: "elevenlabs_conversation", externalId: conversationId } as const;
    await openRecording(scope, call);
    expect(await findRemoval(scope, copy)).toBeUndefined();
    await reportConversation(scope, call, said(conversationId), new Date());
    expect(await findRemoval(scope, copy)).toMatchObject({ doneAt: null });
    expect(await listAwaitedAudio(scope, call)).toEqual([]);
  });
});

describe("where ElevenLabs speaks first", () => {
  it("the notice is the beginning of the greeting", async () => {
    const agentId = await addAgent(scope, { allowedOverrides: ["agent.first_message"] });
    const call = await addCall(scope, { agentId, direction: "outbound", toNumber: "+525512345678" });
    expect(await noticeWords(scope, call)).toBe(SENTENCES.recording_consent.es);
  });

  it("and may not say anything else, no sound of the call is kept", async () => {
    const agentId = await addAgent(scope);
    const call = await addCall(scope, { agentId, direction: "outbound" });
    expect(await noticeWords(scope, call)).toBeNull();
    expect(await eventsOf(call, "recording_announced", "recording_declined")).toEqual([
      { reason: "not_announced" },
    ]);
    await reportConversation(scope, call, said("conv_silent"), new Date());
    expect(await listAwaitedAudio(scope, call)).toEqual([]);
    // What the business has its own agent record there is its own to delete.
    const copy = { copy: "elevenlabs_conversation", externalId: "conv_silent" } as const;
    expect(await findRemoval(scope, copy)).toBeUndefined();
  });
});

describe("one stretch of talk", () => {
  it("is kept once: as Twilio recorded it, and as ElevenLabs did where Twilio has nothing after all", async () => {
    const conversationId = `conv_${randomUUID()}`;
    const call = await addCall(scope, { elevenLabsConversationId: conversationId });
    const recordingSid = newSid("RE");
    await reportRecording(scope, call.id, { request: report(recordingSid, "in-progress"), purpose: "call" });
    await updateCall(scope, call.id, { endedAt: new Date(), status: "completed" });
    await reportConversation(scope, call, said(conversationId), new Date());
    expect(await findCall(scope, call.id)).toMatchObject({ recordingSid, audioAwaitedAt: null });
    await reportRecording(scope, call.id, { request: report(recordingSid, "absent"), purpose: "call" });
    const now = await findCall(scope, call.id);
    expect(now).toMatchObject({ recordingSid: null });
    expect(now?.audioAwaitedAt).not.toBeNull();
    expect(now && (await listAwaitedAudio(scope, now))).toEqual([conversationId]);
    const wanted = await findRecordingFetch(scope, recordingSid);
    expect(wanted).toMatchObject({ source: "twilio_call", error: "Twilio: absent" });
    expect(wanted?.doneAt).not.toBeNull();
  });

  it("is fetched as soon as it is complete, and asked about when nobody says so", async () => {
    const call = await addCall(scope);
    const recordingSid = newSid("RE");
    await reportRecording(scope, call.id, { request: report(recordingSid, "in-progress"), purpose: "call" });
    const later = await findRecordingFetch(scope, recordingSid);
    expect(later?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now());
    await reportRecording(scope, call.id, { request: report(recordingSid, "completed"), purpose: "call" });
    const soon = await findRecordingFetch(scope, recordingSid);
    expect(soon?.nextAttemptAt.getTime()).toBeLessThan(later?.nextAttemptAt.getTime() ?? 0);
  });
});

const report = (RecordingSid: string, RecordingStatus: string) => ({
  AccountSid: newSid("AC"),
  RecordingSid,
  RecordingStatus,
  RecordingDuration: undefined,
});

const said = (conversationId: string) =>
  conversation.parse({ conversation_id: conversationId, status: "done", has_audio: true, transcript: [] });
