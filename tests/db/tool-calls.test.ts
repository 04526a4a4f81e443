import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { findCall, listCallEvents } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { receiveToolCall, toolRequest } from "@/lib/tools/receive-tool-call";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function createCall(values: Partial<Call> = {}): Promise<{ scope: Scope; call: Call }> {
  const { scope: owner } = await createBusiness();
  const scope: Scope = { ...owner, actor: "elevenlabs" };
  return { scope, call: await addCall(scope, { mode: "native", ...values }) };
}

function use(scope: Scope, body: Record<string, unknown>, name = "report_result") {
  return receiveToolCall(scope, toolRequest.parse(body), { name });
}

async function usesOf(scope: Scope, callId: string) {
  return (await listCallEvents(scope, callId)).filter(({ type }) => type === "tool_used");
}

describe("a tool that ElevenLabs asks for", () => {
  it("does its work in the call that the conversation was opened with", async () => {
    const { scope, call } = await createCall();
    const answer = await use(scope, {
      call_id: call.id,
      conversation_id: "conv_1",
      outcome: "confirmed",
      notes: "A las diez.",
    });
    expect(answer).toEqual({ result: "Noted.", is_error: false });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "confirmed" });
    expect(await usesOf(scope, call.id)).toMatchObject([
      { source: "elevenlabs", payload: { name: "report_result", toolType: "webhook", isError: false } },
    ]);
  });

  it("is used once by a delivery that comes again, even at the same time", async () => {
    const { scope, call } = await createCall();
    const body = { call_id: call.id, conversation_id: "conv_1", outcome: "confirmed" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => use(scope, body)));
    // The order of what the model wrote says nothing.
    answers.push(await use(scope, { outcome: "confirmed", conversation_id: "conv_1", call_id: call.id }));
    expect(new Set(answers.map(({ result }) => result))).toEqual(new Set(["Noted."]));
    expect(await usesOf(scope, call.id)).toHaveLength(1);
    const events = await listCallEvents(scope, call.id);
    expect(events.filter(({ type }) => type === "result_reported")).toHaveLength(1);
  });

  it("counts a mind that is changed, and changed back", async () => {
    const { scope, call } = await createCall();
    for (const outcome of ["confirmed", "cancelled", "confirmed"])
      await use(scope, { call_id: call.id, outcome });
    expect(await usesOf(scope, call.id)).toHaveLength(3);
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: "confirmed" });
  });

  it.each([
    ["an unknown outcome", { outcome: "delighted" }, "arguments of report_result are wrong"],
    ["nothing", {}, "arguments of report_result are wrong"],
    ["a note without end", { outcome: "confirmed", notes: "x".repeat(2000) }, "notes"],
  ])("given %s tells the agent what is wrong, and changes nothing", async (_what, given, words) => {
    const { scope, call } = await createCall();
    const answer = await use(scope, { call_id: call.id, ...given });
    expect(answer).toMatchObject({ is_error: true, result: expect.stringContaining(words) });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: null });
    expect(await usesOf(scope, call.id)).toMatchObject([{ payload: { isError: true } }]);
  });

  it("that does not exist is said so", async () => {
    const { scope, call } = await createCall();
    const answer = await use(scope, { call_id: call.id }, "open_door");
    expect(answer).toEqual({ result: "There is no tool named open_door.", is_error: true });
  });

  it("is used by the conversation that a caller has after a transfer, which is another one", async () => {
    const { scope, call } = await createCall({ elevenLabsConversationId: "conv_1" });
    const body = { call_id: call.id, conversation_id: "conv_2", outcome: "confirmed" };
    const register = (time: number) =>
      recordCallEvents(scope, call.id, [
        {
          source: "system",
          externalKey: `answer:registered:${time}`,
          type: "answer_given",
          occurredAt: new Date(time),
          payload: { reason: "registered" },
        },
      ]);
    await register(1);
    expect(await use(scope, body)).toMatchObject({ is_error: true });
    await register(2);
    expect(await use(scope, body)).toMatchObject({ is_error: false });
    // The same words in another conversation are another use.
    await use(scope, { ...body, conversation_id: "conv_1" });
    expect(await usesOf(scope, call.id)).toHaveLength(2);
  });

  it("touches no call of another business, nor one that belongs to another conversation", async () => {
    const { call: foreign, scope: theirs } = await createCall();
    const { scope, call } = await createCall({ elevenLabsConversationId: `conv_${randomUUID()}` });
    const outcome = "confirmed";
    for (const body of [
      { call_id: foreign.id, outcome },
      { call_id: randomUUID(), outcome },
      { call_id: "not an id", outcome },
      { call_id: { $ne: null }, outcome },
      { outcome },
      { call_id: call.id, conversation_id: "conv_of_somebody", outcome },
    ])
      expect(await use(scope, body)).toMatchObject({ is_error: true });
    expect(await findCall(theirs, foreign.id)).toMatchObject({ outcome: null });
    expect(await findCall(scope, call.id)).toMatchObject({ outcome: null });
  });
});
