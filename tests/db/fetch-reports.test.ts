import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import { insertRecording } from "@/db/queries/recordings";
import { updateTenant } from "@/db/queries/team";
import { claimUnpricedCalls, claimUnreportedCalls } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { PAUSES_SECONDS } from "@/lib/calls/fetch-reports";
import { listAwaitedAudio } from "@/lib/recordings/await-audio";
import { conversation } from "@/lib/webhooks/post-call-shapes";
import { reportConversation } from "@/lib/webhooks/report-conversation";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness } from "./business";

stubSettings();
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
});
afterAll(() => database.drop());

const QUIET_SECONDS = 90;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const newConversation = () => `conv_${randomBytes(8).toString("hex")}`;
const claim = (limit = 100) =>
  claimUnreportedCalls({ quietSeconds: QUIET_SECONDS, pausesSeconds: PAUSES_SECONDS, limit });

/** Whether the poll would ask about this call now. */
async function isAskedAbout(call: Call): Promise<boolean> {
  return (await claim()).some(({ id }) => id === call.id);
}

async function endedCall(values: Partial<Call> = {}): Promise<Call> {
  const { scope } = await createBusiness();
  return addCall(scope, {
    status: "completed",
    elevenLabsConversationId: newConversation(),
    endedAt: ago(QUIET_SECONDS + 30),
    ...values,
  });
}

describe("calls of which ElevenLabs has not told", () => {
  it("are each claimed by one of many workers", async () => {
    const made = await Promise.all(Array.from({ length: 40 }, () => endedCall()));
    const claims = (await Promise.all(Array.from({ length: 12 }, () => claim(7)))).flat().map(({ id }) => id);
    expect(new Set(claims).size).toBe(claims.length);
    const left = (await claim()).map(({ id }) => id);
    expect([...claims, ...left]).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    expect(new Set([...claims, ...left]).size).toBe(claims.length + left.length);
  });

  it("are asked about once they were quiet for a while, and counted", async () => {
    expect(await isAskedAbout(await endedCall({ endedAt: ago(QUIET_SECONDS - 30) }))).toBe(false);
    const call = await endedCall();
    expect(await isAskedAbout(call)).toBe(true);
    const scope = { tenantId: call.tenantId, actor: "test" };
    expect(await findCall(scope, call.id)).toMatchObject({ reportAttempts: 1 });
    expect(await isAskedAbout(call)).toBe(false);
  });

  it.each([
    ["have a report", { reportedAt: ago(60) }],
    ["are going on", { endedAt: null }],
    ["ended days ago", { endedAt: ago(3 * 86_400) }],
    ["never reached an agent", { elevenLabsConversationId: null }],
  ])("are not those that %s", async (_what, values) => {
    expect(await isAskedAbout(await endedCall(values))).toBe(false);
  });

  it("are those too that ElevenLabs carried without our knowing the conversation", async () => {
    expect(await isAskedAbout(await endedCall({ mode: "native", elevenLabsConversationId: null }))).toBe(
      true,
    );
  });

  it("are asked about ever more rarely, and at last not any more", async () => {
    for (const [index, pauseSeconds] of PAUSES_SECONDS.entries()) {
      const reportAttempts = index + 1;
      const early = await endedCall({ reportAttempts, reportAskedAt: ago(pauseSeconds - 60) });
      const due = await endedCall({ reportAttempts, reportAskedAt: ago(pauseSeconds + 60) });
      const asked = (await claim()).map(({ id }) => id);
      expect([asked.includes(early.id), asked.includes(due.id)], `attempt ${reportAttempts}`).toEqual([
        false,
        true,
      ]);
    }
    const reportAttempts = PAUSES_SECONDS.length + 1;
    expect(await isAskedAbout(await endedCall({ reportAttempts, reportAskedAt: ago(86_400) }))).toBe(false);
  });
});

describe("the sound of a call", () => {
  const said = (conversationId: string, has_audio: boolean) =>
    conversation.parse({ conversation_id: conversationId, status: "done", has_audio, transcript: [] });
  const kept = (call: Call, externalId: string) => ({
    callId: call.id,
    source: "elevenlabs" as const,
    externalId,
    storageKey: `${call.tenantId}/calls/${call.id}/${externalId}.mp3`,
    contentType: "audio/mpeg",
    sizeBytes: 3,
  });

  it("is asked for when the report says that there is some, and no more once it is here", async () => {
    const call = await endedCall();
    const scope = { tenantId: call.tenantId, actor: "test" };
    const conversationId = call.elevenLabsConversationId ?? "";
    await reportConversation(scope, call, said(conversationId, true), new Date());
    expect(await listAwaitedAudio(scope, call)).toEqual([conversationId]);
    expect(await isAskedAbout(call)).toBe(true);
    expect(await insertRecording(scope, kept(call, conversationId))).toBe(true);
    expect(await insertRecording(scope, kept(call, conversationId))).toBe(false);
    expect(await listAwaitedAudio(scope, call)).toEqual([]);
  });

  it.each([
    ["when there is none", false, null],
    ["when the business keeps none", true, false],
  ])("is not asked for %s", async (_when, hasAudio, saveCallAudio) => {
    const call = await endedCall();
    const scope = { tenantId: call.tenantId, actor: "test" };
    await updateTenant(scope, { saveCallAudio });
    await reportConversation(scope, call, said(call.elevenLabsConversationId ?? "", hasAudio), new Date());
    expect(await findCall(scope, call.id)).toMatchObject({ audioAwaitedAt: null });
    expect(await isAskedAbout(call)).toBe(false);
  });

  it("that came before the report is not asked for again", async () => {
    const call = await endedCall();
    const scope = { tenantId: call.tenantId, actor: "test" };
    const conversationId = call.elevenLabsConversationId ?? "";
    await insertRecording(scope, kept(call, conversationId));
    await reportConversation(scope, call, said(conversationId, true), new Date());
    expect(await findCall(scope, call.id)).toMatchObject({ audioAwaitedAt: null });
  });

  it("is not asked for any more once somebody gave up, however long it was awaited", async () => {
    const call = await endedCall({ reportedAt: ago(60), audioAwaitedAt: ago(60) });
    expect(await isAskedAbout(call)).toBe(true);
    const scope = { tenantId: call.tenantId, actor: "test" };
    await updateCall(scope, call.id, {
      reportAttempts: PAUSES_SECONDS.length + 1,
      reportAskedAt: ago(86_400),
    });
    expect(await isAskedAbout(call)).toBe(false);
  });
});

describe("a report", () => {
  it("told by ten at once is one event and one transcript", async () => {
    const call = await endedCall({ mode: "native" });
    const scope = { tenantId: call.tenantId, actor: "test" };
    const told = conversation.parse({
      conversation_id: call.elevenLabsConversationId,
      status: "done",
      transcript: [
        { role: "agent", message: "Hola", time_in_call_secs: 0 },
        { role: "agent", message: null, tool_calls: [{ request_id: "r1", tool_name: "report_result" }] },
        { role: "user", message: "Adiós", time_in_call_secs: 2 },
      ],
      metadata: { call_duration_secs: 3 },
    });
    await Promise.all(Array.from({ length: 10 }, () => reportConversation(scope, call, told, new Date())));
    const events = await listCallEvents(scope, call.id);
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      "agent_connected",
      "conversation_reported",
      "tool_used",
    ]);
    const turns = await database.owner<{ role: string }[]>`
      select role from turns where call_id = ${call.id} order by position`;
    expect(turns.map(({ role }) => role)).toEqual(["agent", "tool", "caller"]);
  });
});

describe("calls whose price nobody knows", () => {
  const isPriced = async (call: Call) => (await claimUnpricedCalls(1000)).some(({ id }) => id === call.id);

  it.each([
    ["have just ended", { endedAt: ago(60) }, false],
    ["ended ten minutes ago", { endedAt: ago(600) }, true],
    ["were asked about just now", { endedAt: ago(1800), pricedAt: ago(60) }, false],
    ["were asked about a while ago", { endedAt: ago(1800), pricedAt: ago(900) }, true],
    ["ended hours ago and were asked about this hour", { endedAt: ago(20_000), pricedAt: ago(3600) }, false],
    ["ended days ago", { endedAt: ago(3 * 86_400) }, false],
    ["have a price", { endedAt: ago(600), costTwilioUsd: "0.01" }, false],
    ["were never at Twilio", { endedAt: ago(600), twilioCallSid: null }, false],
  ])("that %s", async (_what, values, expected) => {
    expect(await isPriced(await endedCall(values))).toBe(expected);
  });

  it("are each claimed by one of many workers", async () => {
    await Promise.all(Array.from({ length: 20 }, () => endedCall({ endedAt: ago(900) })));
    const claims = (await Promise.all(Array.from({ length: 8 }, () => claimUnpricedCalls(5)))).flat();
    expect(claims.length).toBeGreaterThanOrEqual(20);
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  });
});

it("both are found by an index, however many calls there are", async () => {
  const { scope } = await createBusiness();
  await database.owner`
    insert into calls (tenant_id, direction, mode, status, from_number, to_number, twilio_call_sid, ended_at, reported_at,
      cost_twilio_usd)
    select ${scope.tenantId}, 'inbound', 'bridge', 'completed', '+34600000000', '+34910000000',
      'CA' || lpad(to_hex(n), 32, '0'), now() - n * interval '1 minute', now(), '0.01'
    from generate_series(1, 20000) n`;
  await database.owner`analyze calls`;
  const plans = await Promise.all([
    database.owner`
      explain select id from calls where report_asked_at is null and (
        (ended_at is not null and reported_at is null and ended_at < now() and ended_at > now() - interval '2 days')
        or (audio_awaited_at is not null and ended_at < now() and ended_at > now() - interval '2 days'))
      order by ended_at limit 50 for update skip locked`,
    database.owner`
      explain select id from calls where cost_twilio_usd is null and twilio_call_sid is not null
        and ended_at is not null and ended_at < now() and ended_at > now() - interval '2 days'
      order by ended_at limit 50 for update skip locked`,
  ]);
  for (const plan of plans)
    expect(plan.map((row) => row["QUERY PLAN"] as string).join("\n")).not.toContain("Seq Scan");
});
