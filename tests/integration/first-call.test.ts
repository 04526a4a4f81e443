import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { callView, type CallDetail } from "@/lib/calls/schema";
import { LiveReader } from "../support/client-live";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { dialExpected } from "../support/practice";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const CALLER_WORDS = "Sí, confirmo mi cita del martes con la doctora Zubizarreta.";
let business: Business;
let phone: PhoneCall;
let live: LiveReader;
let callId: string;
let call: CallDetail;

/** One call from the first ring to the vendor's report; the tests look at it from every side. */
beforeAll(async () => {
  business = await createBusiness(house);
  live = await LiveReader.open(business.client);
  phone = await dialExpected(business);
  await phone.untilHeard(FIRST_MESSAGE);
  callId = await business.findCallId(phone.from);
});

afterAll(() => live.close());

test("the page is told of a call while it is going on, and of its words", async () => {
  await until("the page knows that the call is in progress", () =>
    live.messages.some(
      (message) => message.type === "call" && message.callId === callId && message.status === "in_progress",
    ),
  );
  const liveCalls = await business.client.get("/api/calls/live", z.array(callView));
  expect(liveCalls.map(({ id, status }) => ({ id, status }))).toEqual([
    { id: callId, status: "in_progress" },
  ]);
  await phone.say(CALLER_WORDS);
  await phone.untilHeard("su cita queda confirmada");
  await until("the page is told of turns", () =>
    live.messages.some((message) => message.type === "turns" && message.callId === callId),
  );
  const tentative = live.messages.filter((message) => message.type === "tentative").map(({ text }) => text);
  expect(tentative.length).toBeGreaterThan(0);
  expect(tentative.every((text) => CALLER_WORDS.startsWith(text))).toBe(true);
  expect((await phone.detail()).status).toBe("in-progress");
});

test("the agent says goodbye, is heard to the end, and hangs up", async () => {
  await phone.say("No, nada más. Adiós.");
  await phone.untilHeard("Que tenga un buen día. Adiós.");
  const over = await phone.untilOver();
  expect(over.status).toBe("completed");
  expect(over.alerts.filter(({ code }) => code !== 31_921)).toEqual([]);
  await until("the page knows that the call is over", () =>
    live.messages.some((message) => message.type === "call" && message.callId === callId && message.ended),
  );
});

test("the record says how it ended, what it was good for, and what the vendor made of it", async () => {
  call = await business.untilCall(callId, "has its report", ({ successful }) => successful !== null);
  expect(call).toMatchObject({
    direction: "inbound",
    mode: "bridge",
    status: "completed",
    outcome: "confirmed",
    agent: { id: business.agent.id },
    fromNumber: phone.from,
    toNumber: business.number,
    errorCode: null,
    streamEndReason: "agent_ended",
    twilioCallSid: phone.callSid,
  });
  expect(call.title).not.toBeNull();
  expect(call.elevenLabsConversationId).toMatch(/^conv_/);
  expect(call.durationSeconds).toBeGreaterThan(0);
  expect(call.answeredAt?.getTime()).toBeGreaterThanOrEqual(call.startedAt.getTime());
  expect(call.endedAt?.getTime()).toBeGreaterThan(call.answeredAt?.getTime() ?? Number.POSITIVE_INFINITY);
});

test("the transcript is what both said, in order", async () => {
  const turns = (await business.turns(callId)).filter(({ role }) => role !== "tool");
  expect(turns.map(({ role }) => role)).toEqual(["agent", "caller", "agent", "caller", "agent"]);
  expect(turns.map(({ text }) => text)).toMatchObject([
    FIRST_MESSAGE,
    CALLER_WORDS,
    expect.stringContaining("su cita queda confirmada"),
    "No, nada más. Adiós.",
    expect.stringContaining("Adiós."),
  ]);
  expect(turns.every(({ interrupted }) => !interrupted)).toBe(true);
  expect(turns.map(({ offsetMs }) => offsetMs)).toEqual(
    turns.map(({ offsetMs }) => offsetMs).toSorted((a, b) => a - b),
  );
});

test("every fact of the call is an event, each told once", async () => {
  const events = await business.events(callId);
  const types = events.map(({ type }) => type);
  for (const type of [
    "call_received",
    "stream_started",
    "agent_connected",
    "result_reported",
    "stream_ended",
    "status_reported",
    "conversation_reported",
  ]) {
    expect(
      types.filter((candidate) => candidate === type),
      type,
    ).toHaveLength(1);
  }
  const tools = events.filter(({ type }) => type === "tool_used").map(({ payload }) => payload["name"]);
  expect(tools).toEqual(["confirm_appointment", "end_call"]);
  const streams = events.filter(({ type }) => type === "stream_reported");
  expect(streams.map(({ payload }) => payload["event"])).toEqual(["stream-started", "stream-stopped"]);
});

test("a word of the transcript finds the call, another word does not", async () => {
  const search = async (words: string) =>
    (await business.client.get(`/api/calls?q=${encodeURIComponent(words)}`, z.array(callView))).map(
      ({ id }) => id,
    );
  expect(await search("zubizarreta")).toEqual([callId]);
  expect(await search("otorrinolaringólogo")).toEqual([]);
  expect(await search(phone.from)).toEqual([callId]);
});

test("the CSV export has the call", async () => {
  const csv = await business.client.send("GET", "/api/calls/export");
  expect(csv.headers.get("content-type")).toContain("text/csv");
  const [header, ...rows] = csv.text.trim().split("\r\n");
  expect(header).toContain("id,started_at,direction,status,outcome");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(callId);
  expect(rows[0]).toContain("inbound,completed,confirmed,Recepción");
});

test("another business sees nothing of it", async () => {
  const other = await createBusiness(house, { agent: null });
  expect(await other.client.get("/api/calls", z.array(callView))).toEqual([]);
  expect(await other.client.refusal("GET", `/api/calls/${callId}`)).toEqual({
    status: 404,
    code: "not_found",
  });
});
