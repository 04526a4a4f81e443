import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { listCallEvents } from "@/db/queries/calls";
import { findRecording, findRecordingOf, insertRecording } from "@/db/queries/recordings";
import { updateTenant } from "@/db/queries/team";
import { findRemoval, orderRemovals, type VendorCopyId } from "@/db/queries/vendor-removals";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { changeMessage } from "@/lib/messages/change-message";
import { takeMessage } from "@/lib/messages/take-message";
import { openStorage } from "@/lib/providers/storage/open-storage";
import { ROLES, type RecordingSource, type Vendor } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness, newSid } from "./business";

/** Twilio and ElevenLabs on a day of a test's choosing: what they answer to a DELETE of a path that ends so, else that there is nothing. */
const answers = new Map<string, number>();
let asked: string[] = [];
let vendor: Server;
let folder: string;
let database: TestDatabase;
let removeVendorCopies: typeof import("@/lib/recordings/remove-vendor-copies").removeVendorCopies;
let pausesSeconds: readonly number[];
let deleting: typeof import("@/lib/recordings/delete-recording");
let downloadRecording: typeof import("@/lib/recordings/download-recording").downloadRecording;
let keepAudio: typeof import("@/lib/recordings/keep-audio").keepAudio;
let wantRecording: typeof import("@/db/queries/recording-fetches").wantRecording;

const storage = () =>
  openStorage({
    STORAGE_URL: `file:${folder}`,
    S3_ACCESS_KEY_ID: undefined,
    S3_SECRET_ACCESS_KEY: undefined,
  });

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const name = (request.url ?? "").split("/").at(-1) ?? "";
    asked.push(`${request.method ?? ""} ${name}`);
    const status = answers.get(name) ?? 404;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status === 204 ? undefined : JSON.stringify({ code: 20_404, message: "as it is" }));
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(os.tmpdir(), "recordings-"));
  stubSettings({ LOG_LEVEL: "silent", STORAGE_URL: `file:${folder}` });
  for (const name of ["TWILIO_API_URL", "ELEVENLABS_API_URL"]) vi.stubEnv(name, url);
  database = await openTestDatabase();
  ({ removeVendorCopies } = await import("@/lib/recordings/remove-vendor-copies"));
  pausesSeconds = (await import("@/lib/recordings/fetch-recordings")).PAUSES_SECONDS;
  deleting = await import("@/lib/recordings/delete-recording");
  ({ downloadRecording } = await import("@/lib/recordings/download-recording"));
  ({ keepAudio } = await import("@/lib/recordings/keep-audio"));
  ({ wantRecording } = await import("@/db/queries/recording-fetches"));
});
afterAll(async () => {
  vendor.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

let scope: Scope;
let call: Call;

beforeEach(async () => {
  answers.clear();
  asked = [];
  // What earlier tests left undone is not this one's.
  await database.owner`update vendor_removals set done_at = now() where done_at is null`;
  await database.owner`update tenants set recording_retention_days = null`;
  scope = await openBusiness();
  call = await addCall(scope, { fromNumber: "+34910001122", endedAt: new Date(), reportedAt: new Date() });
});

async function openBusiness(): Promise<Scope> {
  const business = await createBusiness();
  await saveTwilio(business.scope);
  await connect(business.scope, "elevenlabs", { externalId: null, secrets: { apiKey: "sk_test" } });
  return business.scope;
}

/** Another account each time. */
const saveTwilio = (owner: Scope) =>
  connect(owner, "twilio", { externalId: newSid("AC"), secrets: { authToken: "token" } });

const connect = (
  owner: Scope,
  vendor: Vendor,
  { externalId, secrets }: { externalId: string | null; secrets: Record<string, string> },
) =>
  saveAccount(owner, {
    vendor,
    externalId,
    sealedSecrets: sealSecrets(owner.tenantId, vendor, secrets),
    hints: {},
    status: "active",
    facts: {},
  });

interface Kept {
  id: string;
  storageKey: string;
  externalId: string;
}

/** As if it had been kept so many days ago. */
async function addRecording(
  values: { of?: Call; source?: RecordingSource; externalId?: string; daysAgo?: number } = {},
): Promise<Kept> {
  const { of = call, source = "twilio_call", externalId = newSid("RE"), daysAgo = 0 } = values;
  const owner: Scope = { tenantId: of.tenantId, actor: "test" };
  const storageKey = `${of.tenantId}/calls/${of.id}/${externalId}.wav`;
  await storage().put(storageKey, Buffer.from("sound"));
  await insertRecording(owner, {
    callId: of.id,
    source,
    externalId,
    storageKey,
    contentType: "audio/wav",
    sizeBytes: 5,
    channels: 2,
  });
  const row = await findRecordingOf(owner, source, externalId);
  if (!row) throw new Error("not kept");
  await database.owner`
    update recordings set created_at = now() - make_interval(days => ${daysAgo}) where id = ${row.id}`;
  return { id: row.id, storageKey, externalId };
}

/** The row, and the sound. */
async function isThere({ id, storageKey }: Kept, owner = scope): Promise<boolean[]> {
  const stored = await storage().get(storageKey);
  await stored?.body.cancel();
  return [(await findRecording(owner, id)) !== undefined, stored !== undefined];
}
const HERE = [true, true];
const GONE = [false, false];

const atTwilio = (externalId: string): VendorCopyId => ({ copy: "twilio_recording", externalId });
const atElevenLabs = (externalId: string): VendorCopyId => ({ copy: "elevenlabs_conversation", externalId });

describe("a copy that a vendor has", () => {
  it("is deleted there once, whichever vendor it is", async () => {
    const sid = newSid("RE");
    const conversationId = `conv_${randomUUID()}`;
    answers.set(`${sid}.json`, 204).set(conversationId, 200);
    await orderRemovals(scope, [atTwilio(sid), atElevenLabs(conversationId)]);
    await Promise.all([removeVendorCopies(), removeVendorCopies(), removeVendorCopies()]);
    expect(asked.toSorted()).toEqual([`DELETE ${sid}.json`, `DELETE ${conversationId}`].toSorted());
    for (const copy of [atTwilio(sid), atElevenLabs(conversationId)]) {
      const row = await findRemoval(scope, copy);
      expect(row).toMatchObject({ attempts: 1, error: null });
      expect(row?.doneAt).not.toBeNull();
    }
    await orderRemovals(scope, [atTwilio(sid)]);
    await removeVendorCopies();
    expect(asked).toHaveLength(2);
  });

  it("and that is gone already is done with", async () => {
    const sid = newSid("RE");
    await orderRemovals(scope, [atTwilio(sid)]);
    await removeVendorCopies();
    expect((await findRemoval(scope, atTwilio(sid)))?.doneAt).not.toBeNull();
  });

  it("is asked for again while the vendor does not do it, in the end given up, and tried anew when ordered anew", async () => {
    const sid = newSid("RE");
    answers.set(`${sid}.json`, 500);
    await orderRemovals(scope, [atTwilio(sid)]);
    await removeVendorCopies();
    const refused = await findRemoval(scope, atTwilio(sid));
    expect(refused).toMatchObject({ attempts: 1, doneAt: null, error: "as it is" });
    expect(refused?.nextAttemptAt.getTime()).toBeGreaterThan(refused?.createdAt.getTime() ?? Infinity);
    await database.owner`
      update vendor_removals set attempts = ${pausesSeconds.length}, next_attempt_at = now() - interval '1 second' where external_id = ${sid}`;
    await removeVendorCopies();
    const givenUp = await findRemoval(scope, atTwilio(sid));
    expect(givenUp?.error).toBe("as it is");
    expect(givenUp?.doneAt).not.toBeNull();
    answers.set(`${sid}.json`, 204);
    await orderRemovals(scope, [atTwilio(sid)]);
    await removeVendorCopies();
    expect(await findRemoval(scope, atTwilio(sid))).toMatchObject({ attempts: 1, error: null });
  });

  it("at an account that is not connected any more is told to be there still, however often it is ordered", async () => {
    const sid = newSid("RE");
    await orderRemovals(scope, [atTwilio(sid)]);
    const before = (await findRemoval(scope, atTwilio(sid)))?.vendorAccount ?? "";
    await saveTwilio(scope);
    for (let time = 0; time < 2; time += 1) {
      await removeVendorCopies();
      const row = await findRemoval(scope, atTwilio(sid));
      expect(row?.error).toContain(before);
      expect(row?.doneAt).not.toBeNull();
      await orderRemovals(scope, [atTwilio(sid)]);
    }
    expect(before).toMatch(/^AC/);
    expect(asked).toEqual([]);
  });

  it.each([true, false])("goes when the recording is here, as the business has decided: %s", async (goes) => {
    await updateTenant(scope, { deletesVendorRecordings: goes });
    const externalId = newSid("RE");
    await wantRecording(scope, { recordingSid: externalId, callId: call.id, source: "twilio_call" });
    async function* body() {
      yield await Promise.resolve(Buffer.from("sound"));
    }
    const audio = { source: "twilio_call", externalId, contentType: "audio/wav", body: body() } as const;
    expect(await keepAudio(scope, call, { ...audio, channels: () => 2 })).toBe("kept");
    expect(await findRecordingOf(scope, "twilio_call", externalId)).toMatchObject({ channels: 2 });
    expect((await findRemoval(scope, atTwilio(externalId))) !== undefined).toBe(goes);
  });
});

describe("a recording that was kept long enough", () => {
  it("is deleted with its sound and the vendors' copies, and the call tells of it", async () => {
    await updateTenant(scope, { recordingRetentionDays: 30 });
    const [old, young] = [await addRecording({ daysAgo: 31 }), await addRecording({ daysAgo: 29 })];
    const conversationId = `conv_${randomUUID()}`;
    const conversed = await addRecording({ source: "elevenlabs", externalId: conversationId, daysAgo: 400 });
    expect(await deleting.deleteOldRecordings()).toBe(2);
    expect(await isThere(old)).toEqual(GONE);
    expect(await isThere(conversed)).toEqual(GONE);
    expect(await isThere(young)).toEqual(HERE);
    expect(await findRemoval(scope, atTwilio(old.externalId))).toMatchObject({ doneAt: null });
    expect(await findRemoval(scope, atElevenLabs(conversationId))).toMatchObject({ doneAt: null });
    expect(await findRemoval(scope, atTwilio(young.externalId))).toBeUndefined();
    const events = await listCallEvents(scope, call.id);
    expect(events.filter(({ type }) => type === "recording_deleted").map(({ payload }) => payload)).toEqual(
      expect.arrayContaining([
        { recordingSid: old.externalId, source: "twilio_call", reason: "retention", days: 30 },
        { conversationId, source: "elevenlabs", reason: "retention", days: 30 },
      ]),
    );
    expect(await deleting.deleteOldRecordings()).toBe(0);
  });

  it("stays at a business that keeps them longer, or for ever", async () => {
    await updateTenant(scope, { recordingRetentionDays: 1 });
    const others = [await openBusiness(), await openBusiness()];
    await updateTenant(others[0] ?? scope, { recordingRetentionDays: 3650 });
    const theirs = await Promise.all(
      others.map(async (other) => ({
        other,
        kept: await addRecording({ of: await addCall(other), daysAgo: 900 }),
      })),
    );
    const own = await addRecording({ daysAgo: 2 });
    await deleting.deleteOldRecordings();
    expect(await isThere(own)).toEqual(GONE);
    for (const { other, kept } of theirs) expect(await isThere(kept, other)).toEqual(HERE);
  });

  it("is a message only once somebody has dealt with it", async () => {
    await updateTenant(scope, { recordingRetentionDays: 7 });
    const spoken = await addRecording({ source: "twilio_message", daysAgo: 8 });
    const message = await takeMessage(scope, {
      callId: call.id,
      text: "Llámenme.",
      isUrgent: false,
      recordingSid: spoken.externalId,
    });
    expect(await deleting.deleteOldRecordings()).toBe(0);
    await changeMessage(scope, message.id, { done: true });
    expect(await deleting.deleteOldRecordings()).toBe(1);
    expect(await isThere(spoken)).toEqual(GONE);
  });
});

describe("a recording that somebody deletes", () => {
  it("is gone, on record, and not of another business", async () => {
    const kept = await addRecording();
    const stranger = await openBusiness();
    await expect(deleting.deleteRecording(stranger, kept.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await isThere(kept)).toEqual(HERE);
    await deleting.deleteRecording(scope, kept.id);
    expect(await isThere(kept)).toEqual(GONE);
    await expect(deleting.deleteRecording(scope, kept.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await auditOf(kept)).toEqual([
      { actor: scope.actor, action: "recording.delete", details: { callId: call.id, source: "twilio_call" } },
    ]);
  });

  it("before ElevenLabs has reported does not take the report with it", async () => {
    const unreported = await addCall(scope, { elevenLabsConversationId: `conv_${randomUUID()}` });
    const conversationId = unreported.elevenLabsConversationId ?? "";
    const kept = await addRecording({ of: unreported, source: "elevenlabs", externalId: conversationId });
    answers.set(conversationId, 200);
    await deleting.deleteRecording(scope, kept.id);
    await removeVendorCopies();
    expect(asked).toEqual([]);
    expect(await findRemoval(scope, atElevenLabs(conversationId))).toMatchObject({
      attempts: 0,
      doneAt: null,
    });
  });
});

describe("a recording as a file", () => {
  it.each(ROLES)("goes to whoever the business trusts with it, from %s on", async (trusted) => {
    await updateTenant(scope, { recordingsDownloadedBy: trusted });
    const kept = await addRecording();
    for (const role of ROLES) {
      const file = downloadRecording(scope, kept.id, role);
      if (ROLES.indexOf(role) > ROLES.indexOf(trusted))
        await expect(file).rejects.toMatchObject({ code: "forbidden" });
      else expect(await (await file).text()).toBe("sound");
    }
    expect((await auditOf(kept)).map(({ action }) => action)).toEqual(
      ROLES.slice(0, ROLES.indexOf(trusted) + 1).map(() => "recording.download"),
    );
  });

  it("is named after when the call was, where the business is, and with whom", async () => {
    await updateTenant(scope, { timeZone: "America/Mexico_City" });
    const told = await addCall(scope, { fromNumber: "+525512345678" });
    await database.owner`update calls set started_at = '2026-02-03T04:05:06Z' where id = ${told.id}`;
    const { body, headers } = await downloadRecording(scope, (await addRecording({ of: told })).id, "owner");
    await body?.cancel();
    expect(headers.get("content-disposition")).toBe(
      'attachment; filename="2026-02-02 22-05 +525512345678.wav"',
    );
  });

  it("is not found by another business", async () => {
    const kept = await addRecording();
    const stranger = await openBusiness();
    await expect(downloadRecording(stranger, kept.id, "owner")).rejects.toMatchObject({ code: "not_found" });
  });
});

async function auditOf({ id }: Kept) {
  const rows = await database.owner<{ actor: string; action: string; details: object }[]>`
    select actor, action, details from audit_entries where subject = ${id} order by at`;
  return [...rows];
}
