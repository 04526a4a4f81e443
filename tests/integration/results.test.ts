import { randomBytes } from "node:crypto";
import { PgBoss } from "pg-boss";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { newConversationId, postCall, postPostCall } from "../support/post-call";
import { judgeAtTheEnd } from "../support/specs";
import { type Fields, postWebhook } from "../support/telephone-webhook";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { dialExpected } from "../support/practice";
import { atElevenLabs } from "../support/vendor-rest";
import { recordingsOf, ring } from "./call-sound";
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

/** Makes the call look as if it had ended ten minutes ago, and nobody had asked about it since. */
async function grow(callId: string): Promise<void> {
  await database`
    update calls set ended_at = now() - interval '10 minutes', report_asked_at = null, priced_at = null
    where id = ${callId}`;
}

/** Lets the real worker do the job until something is so. */
async function untilDone<T>(
  job: string,
  what: string,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  return until(what, async () => {
    // A run that began before the call grew old does not see it: the next one does.
    await queue.send(job, {});
    return ask();
  });
}

/** An attempt that comes while the vendor is still at work finds nothing, and the next is minutes away. */
async function untilAnalysed(business: Business): Promise<void> {
  await until("the vendor has worked on the conversation", async () => {
    const { conversations } = await atElevenLabs(business, "GET", "/v1/convai/conversations");
    return (conversations as { status: string }[]).every(({ status }) => status === "done");
  });
}

/** The caller confirms, says goodbye, the agent hangs up. */
async function talk(business: Business): Promise<string> {
  const phone = await dialExpected(business);
  await phone.untilHeard(FIRST_MESSAGE);
  await phone.say("Sí, confirmo la cita.");
  await phone.untilHeard("su cita queda confirmada");
  await phone.say("No, nada más. Adiós.");
  await phone.untilOver();
  const callId = await business.findCallId(phone.from);
  await business.untilEnded(callId);
  return callId;
}

const hangUp = (business: Business, fields: Fields) =>
  postWebhook(business, "/voice/status", { ...fields, CallStatus: "completed", CallDuration: "3" });

/** Nothing that Twilio says of its recordings arrives: then what ElevenLabs has of a call is kept. */
const loseRecordings = (business: Business) =>
  business.sandbox.misbehave({
    target: "twilio.webhook",
    kind: "drop",
    match: ["/webhooks/twilio/recording", business.accountSid],
  });

/** The vendor is told, over its own REST, what it is to send. */
async function subscribe(business: Business, events: string[]): Promise<void> {
  const answer = await fetch(`${house.sandboxUrl}/v1/convai/settings`, {
    method: "PATCH",
    headers: { "xi-api-key": business.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ webhooks: { post_call_webhook_id: `wh_${business.key}`, events } }),
  });
  expect(answer.status).toBe(200);
}

describe.concurrent("what ElevenLabs knows of a call", () => {
  test("is fetched when its webhooks are lost: report, cost and sound, with the vendor failing at first", async () => {
    const business = await createBusiness(house);
    await loseRecordings(business);
    const { sandbox } = business;
    await sandbox.misbehave({ target: "elevenlabs.webhook", kind: "drop", match: business.webhookMark });
    const callId = await talk(business);
    await untilAnalysed(business);
    const { elevenLabsConversationId } = await business.call(callId);
    const ask = `/v1/convai/conversations/${elevenLabsConversationId}`;
    await sandbox.misbehave({ target: "elevenlabs.rest", kind: "status", status: 503, times: 1, match: ask });
    const attempts = async () => {
      const [row] = await database<{ count: number }[]>`
        select report_attempts as count from calls where id = ${callId}`;
      return row?.count ?? 0;
    };
    await grow(callId);
    await untilDone("fetch-reports", "the first attempt", async () => (await attempts()) === 1);
    expect(await business.call(callId)).toMatchObject({ successful: null, costElevenLabsUsd: null });
    await grow(callId);
    const call = await untilDone("fetch-reports", "the report", async () => {
      const now = await business.call(callId);
      return now.successful !== null && now;
    });
    expect(call).toMatchObject({ status: "completed", outcome: "confirmed", successful: true });
    expect(Number(call.costElevenLabsUsd)).toBeGreaterThan(0);
    const [recording] = await untilDone("fetch-reports", "the sound", async () => {
      const all = await recordingsOf(business, callId);
      return all.length > 0 && all;
    });
    expect(recording).toMatchObject({ source: "elevenlabs", contentType: "audio/mpeg" });
    const types = (await business.events(callId)).map(({ type }) => type);
    for (const type of ["conversation_reported", "recording_kept"])
      expect(types.filter((candidate) => candidate === type)).toHaveLength(1);
    expect(await attempts()).toBe(2);
  });

  test("of a call that ElevenLabs carried itself is all there is: its words and its tools are fetched too", async () => {
    const business = await createBusiness(house, { agent: { mode: "native" } });
    const mark = { target: "elevenlabs.webhook", kind: "drop", match: business.webhookMark } as const;
    await business.sandbox.misbehave(mark);
    const callId = await talk(business);
    expect(await business.turns(callId)).toEqual([]);
    await untilAnalysed(business);
    await grow(callId);
    const call = await untilDone("fetch-reports", "the report", async () => {
      const now = await business.call(callId);
      return now.successful !== null && now;
    });
    expect(call).toMatchObject({ mode: "native", status: "completed", outcome: "confirmed" });
    expect(call.elevenLabsConversationId).toMatch(/^conv_/);
    const turns = await business.turns(callId);
    const roles = turns.map(({ role }) => role);
    expect(roles).toEqual(["agent", "caller", "tool", "agent", "caller", "agent", "tool"]);
    expect(turns[2]?.text).toMatch(/^confirm_appointment \{.*\} → .*su cita queda confirmada/);
    // The tool told us when it was used, the report tells it again: once is enough.
    const events = await business.events(callId);
    const used = events.filter(({ type }) => type === "tool_used").map(({ payload }) => payload["name"]);
    expect(used).toHaveLength(2);
    expect(used).toEqual(expect.arrayContaining(["confirm_appointment", "end_call"]));
    expect(events.filter(({ type }) => type === "agent_connected")).toHaveLength(1);
  });

  test.each(["duplicate", "reorder"] as const)("told in disorder is told once: %s", async (kind) => {
    const business = await createBusiness(house);
    await loseRecordings(business);
    await subscribe(business, ["transcript", "audio", "call_initiation_failure"]);
    await business.sandbox.misbehave({ target: "elevenlabs.webhook", kind, match: business.webhookMark });
    const callId = await talk(business);
    await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
    const [recording, ...others] = await until("the sound", async () => {
      const all = await recordingsOf(business, callId);
      return all.length > 0 && all;
    });
    expect(others).toEqual([]);
    // The bridge knows when its agent was there: from then on the vendor records.
    expect(recording?.startedAt).toBeInstanceOf(Date);
    const types = (await business.events(callId)).map(({ type }) => type);
    for (const type of ["conversation_reported", "recording_kept"])
      expect(types.filter((candidate) => candidate === type)).toHaveLength(1);
    const kept = await database<{ kind: string; body: string }[]>`
      select kind, body::text as body from webhook_events where call_id = ${callId} and provider = 'elevenlabs'`;
    expect(kept.map((row) => row.kind).toSorted()).toEqual(["post_call_audio", "post_call_transcription"]);
    // The sound is in the storage, not in PostgreSQL.
    for (const { body } of kept) expect(body.length).toBeLessThan(60_000);
    const [row] = await database`select audio_awaited_at as awaited from calls where id = ${callId}`;
    expect(row?.["awaited"]).toBeNull();
  });

  test("and that it has sound is not asked for, nor kept when sent, where the business keeps none", async () => {
    const business = await createBusiness(house);
    await database`update tenants set save_call_audio = false where id = ${business.tenantId}`;
    await subscribe(business, ["transcript", "audio"]);
    const callId = await talk(business);
    await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
    const [row] = await until("the webhook with the sound", async () => {
      const rows = await database`
        select note from webhook_events
        where call_id = ${callId} and kind = 'post_call_audio' and processed_at is not null`;
      return rows.length > 0 && rows;
    });
    expect(row?.["note"]).toBe("the business keeps no audio");
    expect(await recordingsOf(business, callId)).toEqual([]);
    const [call] = await database`select audio_awaited_at as awaited from calls where id = ${callId}`;
    expect(call?.["awaited"]).toBeNull();
  });
});

describe.concurrent("a post-call webhook", () => {
  test("about a conversation that could not start makes the call a failed one, whatever the vendor calls it", async () => {
    const business = await createBusiness(house);
    const { callId, fields } = await ring(business);
    const reason = "Missing required dynamic variables in first message: {'name'}";
    const answer = await postPostCall(
      business,
      postCall(business, "post_call_transcription", {
        conversation_id: newConversationId(),
        status: "done",
        transcript: [],
        metadata: {
          call_duration_secs: 1,
          termination_reason: "",
          error: { code: 1008, reason },
          phone_call: { type: "twilio", call_sid: fields["CallSid"] },
        },
        analysis: { call_successful: "success", transcript_summary: "Nothing was said." },
      }),
    );
    expect(answer.status).toBe(200);
    await hangUp(business, fields);
    expect(await business.call(callId)).toMatchObject({
      status: "failed",
      successful: false,
      errorCode: "conversation_not_started",
      errorMessage: reason,
    });
  });

  test("finds its call by the telephone call's id when the conversation is not known yet", async () => {
    const business = await createBusiness(house);
    const { callId, fields } = await ring(business);
    const conversationId = newConversationId();
    const answer = await postPostCall(
      business,
      postCall(business, "post_call_transcription", {
        conversation_id: conversationId,
        status: "done",
        transcript: [{ role: "agent", message: "Buenos días.", time_in_call_secs: 0 }],
        metadata: { call_duration_secs: 3, phone_call: { call_sid: fields["CallSid"] } },
        analysis: { transcript_summary: "Un saludo." },
      }),
    );
    expect(answer.text).toContain('"note":null');
    expect(await business.call(callId)).toMatchObject({
      summary: "Un saludo.",
      elevenLabsConversationId: conversationId,
    });
    expect((await business.turns(callId)).map(({ text }) => text)).toEqual(["Buenos días."]);
  });

  test("finds no call of another business, by whatever name", async () => {
    const [ours, theirs] = await Promise.all([createBusiness(house), createBusiness(house)]);
    const { callId, fields } = await ring(ours);
    const before = await ours.events(callId);
    const answer = await postPostCall(
      theirs,
      postCall(theirs, "post_call_transcription", {
        conversation_id: newConversationId(),
        status: "done",
        metadata: { phone_call: { call_sid: fields["CallSid"] } },
        conversation_initiation_client_data: { dynamic_variables: { call_id: callId } },
        analysis: { transcript_summary: "Suplantada." },
      }),
    );
    expect(answer.text).toContain("no call of this conversation");
    expect(await ours.call(callId)).toMatchObject({ summary: null, elevenLabsConversationId: null });
    expect(await ours.events(callId)).toEqual(before);
  });

  test.each([
    [{ CallStatus: "busy" }, "unknown", "busy"],
    [{ CallStatus: "no-answer" }, "unknown", "no_answer"],
    [{}, "busy", "busy"],
    [{}, "unknown", "failed"],
  ])("about a call that nobody took (%j, %s) ends it as %s", async (body, failure_reason, status) => {
    const business = await createBusiness(house);
    const { callId, fields } = await ring(business);
    const webhook = postCall(business, "call_initiation_failure", {
      conversation_id: newConversationId(),
      failure_reason,
      metadata: { type: "twilio", body: { CallSid: fields["CallSid"], ...body } },
    });
    for (let time = 0; time < 2; time += 1) expect((await postPostCall(business, webhook)).status).toBe(200);
    const call = await business.call(callId);
    expect(call.status).toBe(status);
    expect(call.endedAt).not.toBeNull();
    const reports = (await business.events(callId)).filter(({ source }) => source === "elevenlabs");
    expect(reports).toHaveLength(1);
  });

  test("of a kind we do not know is kept, noted and accepted", async () => {
    const business = await createBusiness(house);
    const kind = `event_of_${randomBytes(4).toString("hex")}`;
    const webhook = postCall(business, kind, { something: { new: [1, 2, 3] } });
    for (let time = 0; time < 2; time += 1) expect((await postPostCall(business, webhook)).status).toBe(200);
    const kept = await database`select note, body from webhook_events where kind = ${kind}`;
    expect(kept).toHaveLength(1);
    expect(kept[0]?.["note"]).toBe("no call of this conversation");
    expect(kept[0]?.["body"]).toMatchObject({ data: { something: { new: [1, 2, 3] } } });
  });

  test("with sound that is none keeps nothing", async () => {
    const business = await createBusiness(house);
    const { callId } = await ring(business);
    const conversationId = newConversationId();
    const given = { conversation_initiation_client_data: { dynamic_variables: { call_id: callId } } };
    const said = { conversation_id: conversationId, status: "done", ...given };
    await postPostCall(business, postCall(business, "post_call_transcription", said));
    for (const [full_audio, note] of [
      ["no base64 at all", "the sound is not base64"],
      ["", "sound empty"],
      [null, "no sound in it"],
      [{ deep: 1 }, "no sound in it"],
    ] as const) {
      const webhook = postCall(business, "post_call_audio", { conversation_id: conversationId, full_audio });
      // Each of its own instant: else it is the same webhook told again.
      const answer = await postPostCall(business, {
        ...webhook,
        event_timestamp: 1_790_000_000 + note.length,
      });
      expect(answer.text, note).toContain(
        note === "no sound in it" && full_audio !== null ? "known already" : note,
      );
    }
    expect(await recordingsOf(business, callId)).toEqual([]);
  });
});

test("the price of a call comes when Twilio has rated it", async () => {
  const business = await createBusiness(house);
  const callId = await talk(business);
  const { twilioCallSid, costTwilioUsd } = await business.call(callId);
  expect(costTwilioUsd).toBeNull();
  await business.sandbox.control("POST", `calls/${twilioCallSid}/price`, { price: "-0.01300" });
  await grow(callId);
  const call = await untilDone("fetch-prices", "the price", async () => {
    const now = await business.call(callId);
    return now.costTwilioUsd !== null && now;
  });
  expect(Number(call.costTwilioUsd)).toBe(0.013);
});
