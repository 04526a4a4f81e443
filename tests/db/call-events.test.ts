import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { findCall, listCallEvents } from "@/db/queries/calls";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import { isFinal } from "@/lib/calls/status";
import { describeError } from "@/lib/log";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
let scope: Scope;
stubSettings();
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
  ({ scope } = await createBusiness());
});
afterAll(() => database.drop());

const at = (second: number) => new Date(1_790_000_000_000 + second * 1000);

/** What a call from beginning to end leaves behind, told by five sources. */
const STORY: NewCallEvent[] = [
  ...(["initiated", "ringing", "in_progress"] as const).map((status, index) => ({
    source: "twilio" as const,
    externalKey: `status:${index}`,
    type: "status_reported" as const,
    occurredAt: at(index),
    payload: { status },
    fact: { type: "progressed" as const, status, at: at(index) },
  })),
  {
    source: "bridge",
    externalKey: "agent_connected:MZ1",
    type: "agent_connected",
    occurredAt: at(3),
    payload: {},
    fact: { type: "agent_connected", at: at(3), conversationId: "conv_1" },
  },
  {
    source: "bridge",
    externalKey: "agent_error:MZ1",
    type: "agent_error",
    occurredAt: at(4),
    payload: {},
    fact: { type: "went_wrong", at: at(4), code: "agent_error", message: "cut" },
  },
  {
    source: "bridge",
    externalKey: "stream_ended:MZ1",
    type: "stream_ended",
    occurredAt: at(5),
    payload: {},
    fact: { type: "stream_ended", at: at(5), reason: "agent_lost", streamSid: "MZ1" },
  },
  {
    source: "bridge",
    externalKey: "tool:1:result",
    type: "result_reported",
    occurredAt: at(4),
    payload: {},
    fact: { type: "result_reported", at: at(4), outcome: "confirmed", notes: "martes" },
  },
  {
    source: "member",
    externalKey: "hang_up",
    type: "hang_up_requested",
    occurredAt: at(6),
    payload: {},
    fact: { type: "hang_up_requested", at: at(6) },
  },
  {
    source: "twilio",
    externalKey: "status:9",
    type: "status_reported",
    occurredAt: at(7),
    payload: { status: "completed" },
    fact: { type: "ended", status: "completed", at: at(7), durationSeconds: 7 },
  },
  {
    source: "elevenlabs",
    externalKey: "post_call:conv_1",
    type: "conversation_reported",
    occurredAt: at(30),
    payload: {},
    fact: {
      type: "conversation_reported",
      at: at(30),
      conversationId: "conv_1",
      title: "Cita",
      summary: "Confirma",
      successful: true,
      costElevenLabsUsd: "0.123456",
    },
  },
];

/** The row without what makes it another call. */
async function rowOf(callId: string) {
  const call = await findCall(scope, callId);
  if (!call) throw new Error("the call is gone");
  const {
    id: _id,
    fromNumber: _from,
    toNumber: _to,
    twilioCallSid: _sid,
    startedAt: _started,
    ...row
  } = call;
  return row;
}

describe("the history of a call", () => {
  it("makes the same row told in any order, repeatedly, in batches of any size, with parts missing", async () => {
    const telling = fc
      .subarray(STORY, { minLength: 1 })
      .chain((kept) =>
        fc
          .tuple(
            fc.shuffledSubarray(kept, { minLength: kept.length }),
            fc.array(fc.constantFrom(...kept), { maxLength: 4 }),
          )
          .map(([all, repeats]) => ({ kept, told: [...all, ...repeats] })),
      );
    await fc.assert(
      fc.asyncProperty(telling, fc.integer({ min: 1, max: 4 }), async ({ kept, told }, batch) => {
        const canonical = await addCall(scope);
        await recordCallEvents(
          scope,
          canonical.id,
          STORY.filter((event) => kept.includes(event)),
        );
        const call = await addCall(scope);
        let wasFinal = false;
        for (let index = 0; index < told.length; index += batch) {
          const { status } = await recordCallEvents(scope, call.id, told.slice(index, index + batch));
          expect(wasFinal && !isFinal(status)).toBe(false);
          wasFinal = isFinal(status);
        }
        expect(await rowOf(call.id)).toEqual(await rowOf(canonical.id));
        const facts = (await listCallEvents(scope, call.id)).map((event) => event.externalKey);
        expect(facts.toSorted()).toEqual(kept.map((event) => event.externalKey).sort());
      }),
      { numRuns: 60 },
    );
  });

  it("makes the same row when all of it arrives at the same instant over many connections", async () => {
    const canonical = await addCall(scope);
    await recordCallEvents(scope, canonical.id, STORY);
    const call = await addCall(scope);
    await Promise.all([...STORY, ...STORY].map((event) => recordCallEvents(scope, call.id, [event])));
    expect(await rowOf(call.id)).toEqual(await rowOf(canonical.id));
    expect(await listCallEvents(scope, call.id)).toHaveLength(STORY.length);
  });

  it("keeps nothing of a batch that fails half-way", async () => {
    const call = await addCall(scope);
    const [first] = STORY;
    const broken = { ...STORY[1], occurredAt: new Date(Number.NaN) } as NewCallEvent;
    if (!first) throw new Error("the story is empty");
    await expect(recordCallEvents(scope, call.id, [first, broken])).rejects.toThrow();
    expect(await listCallEvents(scope, call.id)).toEqual([]);
    expect((await rowOf(call.id)).status).toBe("queued");
  });

  it("tells the log of a failed query without its parameters", async () => {
    const failed: unknown = await findCall(scope, "+34612345678").catch((error: unknown) => error);
    expect(String(failed)).toContain("+34612345678");
    const { stack, ...described } = describeError(failed);
    expect(described["message"]).toMatch(/^Failed query: select/);
    expect(`${String(described["message"])}${String(stack)}`).not.toContain("34612345678");
  });

  it("stores other people's text without what PostgreSQL cannot hold", async () => {
    const call = await addCall(scope);
    await recordCallEvents(scope, call.id, [
      {
        source: "bridge",
        externalKey: "x",
        type: "agent_error",
        occurredAt: at(1),
        payload: { detail: "a\u0000b\ud800c", deep: [{ "k\u0000": "v" }] },
        fact: { type: "went_wrong", at: at(1), code: "agent_error", message: "a\u0000b\ud800c 🦷" },
      },
    ]);
    expect((await rowOf(call.id)).errorMessage).toBe("ab\ufffdc 🦷");
    const [event] = await listCallEvents(scope, call.id);
    expect(event?.payload).toEqual({ detail: "ab\ufffdc", deep: [{ k: "v" }] });
  });
});
