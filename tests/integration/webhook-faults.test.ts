import { randomUUID } from "node:crypto";
import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import type { CallDetail } from "@/lib/calls/schema";
import { judgeAtTheEnd, listRecordings } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { askForStream } from "../support/telephone-stream";
import { postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { dialExpected } from "../support/practice";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

let database: postgres.Sql;
let queue: PgBoss;

beforeAll(async () => {
  // The house's own server, which runs already.
  const { url } = await startEmbeddedPostgres(house.dataFolder);
  database = postgres(url, { max: 1, onnotice: () => undefined });
  queue = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false, migrate: false });
  await queue.start();
});

afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.end();
});

/** Makes the call look as if nothing had been heard of it for ten minutes, and lets the real worker sweep. */
async function sweep(business: Business, callId: string): Promise<CallDetail> {
  await database`
    update calls set bridge_seen_at = now() - interval '10 minutes', started_at = started_at - interval '10 minutes'
    where id = ${callId}`;
  return business.untilCall(callId, "was closed by the sweep", (call) => {
    // A sweep that began before the call grew old does not see it: the next one does.
    void queue.send("sweep-calls", {});
    return call.endedAt !== null;
  });
}

/** The caller confirms, says goodbye, the agent hangs up. */
async function talk(business: Business): Promise<{ phone: PhoneCall; callId: string }> {
  const phone = await dialExpected(business);
  await phone.untilHeard(FIRST_MESSAGE);
  await phone.say("Sí, confirmo la cita.");
  await phone.untilHeard("su cita queda confirmada");
  await phone.say("No, nada más. Adiós.");
  await phone.untilOver();
  return { phone, callId: await business.findCallId(phone.from) };
}

const SETTLED = {
  direction: "inbound",
  status: "completed",
  outcome: "confirmed",
  notes: null,
  errorCode: null,
  streamEndReason: "agent_ended",
  successful: true,
};

const statusDoor = (business: Business) => `${business.accountSid} ${house.webUrl}/voice/status`;
const streamDoor = (business: Business) => `${business.accountSid} ${house.webUrl}/webhooks/twilio/stream`;

describe.concurrent("whatever happens to the reports, the record is the same", () => {
  test.each(["duplicate", "reorder", "delay"] as const)("all of them: %s", async (kind) => {
    const business = await createBusiness(house);
    const { sandbox } = business;
    const delay = kind === "delay" ? { delayMs: 1500 } : {};
    await sandbox.misbehave({ target: "twilio.webhook", kind, ...delay, match: statusDoor(business) });
    await sandbox.misbehave({ target: "twilio.webhook", kind, ...delay, match: streamDoor(business) });
    await sandbox.misbehave({ target: "elevenlabs.webhook", kind, ...delay, match: business.webhookMark });
    const { phone, callId } = await talk(business);
    const call = await business.untilCall(
      callId,
      "is settled",
      ({ endedAt, successful }) => endedAt !== null && successful !== null,
    );
    expect(call).toMatchObject(SETTLED);
    expect(call.twilioCallSid).toBe(phone.callSid);
    const events = await until("the stream's end is reported", async () => {
      const all = await business.events(callId);
      return all.some(({ payload }) => payload["event"] === "stream-stopped") && all;
    });
    for (const type of ["status_reported", "conversation_reported", "stream_started", "stream_ended"])
      expect(
        events.filter((event) => event.type === type),
        type,
      ).toHaveLength(1);
    expect(events.filter(({ type }) => type === "stream_reported")).toHaveLength(2);
  });

  test("the question what to do with a call, asked twice, is one call and the caller is served", async () => {
    const business = await createBusiness(house);
    const match = `${business.accountSid} ${house.webUrl}/webhooks/voice`;
    await business.sandbox.misbehave({ target: "twilio.webhook", kind: "duplicate", times: 1, match });
    const { callId } = await talk(business);
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", outcome: "confirmed" });
  });

  test("the end of a call that was never reported is asked for by the sweep, and told truthfully", async () => {
    const business = await createBusiness(house);
    await business.sandbox.misbehave({ target: "twilio.webhook", kind: "drop", match: statusDoor(business) });
    const { callId } = await talk(business);
    const reported = await business.untilCall(
      callId,
      "has its report",
      ({ successful }) => successful !== null,
    );
    expect(reported).toMatchObject({ status: "in_progress", endedAt: null });
    const call = await sweep(business, callId);
    expect(call).toMatchObject(SETTLED);
    expect(call.durationSeconds).toBeGreaterThan(0);
  });

  test("a forged end of a call is refused and ends nothing", async () => {
    const business = await createBusiness(house);
    await business.sandbox.misbehave({
      target: "twilio.webhook",
      kind: "forge",
      match: statusDoor(business),
    });
    const { phone, callId } = await talk(business);
    await until("the forged report was refused", async () =>
      (await listRecordings(house.sandboxUrl)).some(
        ({ path, status, body }) =>
          path?.endsWith("/voice/status") && status === 401 && JSON.stringify(body).includes(phone.callSid),
      ),
    );
    expect(await business.call(callId)).toMatchObject({ status: "in_progress", endedAt: null });
    expect((await business.events(callId)).some(({ type }) => type === "status_reported")).toBe(false);
    expect(await sweep(business, callId)).toMatchObject(SETTLED);
  });

  test("a forged report of the conversation is refused and writes nothing", async () => {
    const business = await createBusiness(house);
    await business.sandbox.misbehave({
      target: "elevenlabs.webhook",
      kind: "forge",
      match: business.webhookMark,
    });
    const { callId } = await talk(business);
    await until("the forged report was refused", async () =>
      (await listRecordings(house.sandboxUrl)).some(
        ({ path, status }) => path?.includes(business.webhookMark) && status === 401,
      ),
    );
    expect(await business.untilEnded(callId)).toMatchObject({
      status: "completed",
      successful: null,
    });
    expect((await business.events(callId)).some(({ type }) => type === "conversation_reported")).toBe(false);
  });

  test("a call that Twilio knows nothing of is closed as failed", async () => {
    const business = await createBusiness(house);
    const ticket = await askForStream(business);
    const call = await sweep(business, ticket.callId);
    expect(call).toMatchObject({ status: "failed" });
    expect((await business.events(ticket.callId)).map(({ type }) => type)).toContain("call_lost");
  });

  test("reports that come before the question, late, and out of order make one call that ends once", async () => {
    const business = await createBusiness(house);
    const fields = voiceFields(business);
    const report = (status: string, number: number) =>
      postWebhook(business, "/voice/status", {
        ...fields,
        CallStatus: status,
        SequenceNumber: String(number),
        CallDuration: "7",
      });
    for (const [status, number] of [
      ["completed", 3],
      ["ringing", 1],
      ["in-progress", 2],
      ["completed", 3],
      ["busy", 4],
    ] as const)
      expect((await report(status, number)).status).toBe(200);
    const late = await postWebhook(business, "/webhooks/voice", fields);
    expect(late.text).toContain("<Response><Hangup/></Response>");
    const call = await business.call(await business.findCallId(fields["From"] ?? randomUUID()));
    expect(call).toMatchObject({ status: "completed", durationSeconds: 7, twilioCallSid: fields["CallSid"] });
    expect((await business.events(call.id)).filter(({ type }) => type === "status_reported")).toHaveLength(4);
  });
});
