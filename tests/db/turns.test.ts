import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { listTurns, upsertTurns } from "@/db/queries/calls";
import {
  findLastReply,
  findReply,
  insertReply,
  insertReplySentence,
  updateReply,
} from "@/db/queries/replies";
import { deleteOldReplySounds } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { modeOf } from "@/lib/modes/mode";
import { recordCallEvents } from "@/lib/calls/record-event";
import { recordedSentence } from "@/lib/sentences/recorded-sentence";
import { replyAddress } from "@/lib/turns/reply-address";
import { replyResponse } from "@/lib/turns/reply-sound";
import { takeResponse } from "@/lib/turns/take-response";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { until } from "@/tests/support/until";
import { addAgent, addCall, createBusiness, newSid } from "./business";

stubSettings({ LOG_LEVEL: "silent" });

let database: TestDatabase;
let scope: Scope;
beforeAll(async () => {
  database = await openTestDatabase();
  ({ scope } = await createBusiness());
});
afterAll(() => database.drop());

const SECOND = Buffer.alloc(8000, 0x7f);
const MINUTES_AGO = new Date(Date.now() - 60_000);

/** A caller whose agent has said something, and waits. */
async function conversation(): Promise<Call> {
  const agentId = await addAgent(scope, { mode: "turns", maxDurationSeconds: 600 });
  const call = await addCall(scope, { mode: "turns", agentId, twilioCallSid: newSid("CA") });
  const at = new Date();
  await recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      externalKey: "answered",
      type: "status_reported",
      occurredAt: at,
      payload: {},
      fact: { type: "progressed", status: "in_progress", at },
    },
  ]);
  const reply = { callId: call.id, position: 0 };
  await insertReply(scope, {
    ...reply,
    heard: null,
    fixedText: "Hola. Dígame.",
    turnPosition: 0,
    state: "done",
  });
  await insertReplySentence(scope, reply, { index: 0, text: "Buenas tardes, clínica Sol.", audio: SECOND });
  await insertReplySentence(scope, reply, { index: 1, text: "¿En qué le ayudo hoy?", audio: SECOND });
  await database.owner`update reply_sentences set created_at = now() - interval '2 minutes' where call_id = ${call.id}`;
  await upsertTurns(scope, call.id, "es", [
    {
      position: 0,
      role: "agent",
      text: "Buenas tardes, clínica Sol. ¿En qué le ayudo hoy?",
      originalText: null,
      interrupted: false,
      offsetMs: 0,
      spokenAt: at,
    },
  ]);
  return call;
}

const NOTHING = { speech: undefined, confidence: undefined, digits: undefined };

describe("a reply that somebody speaks into", () => {
  it("is on record as far as it was heard, with what was meant", async () => {
    const call = await conversation();
    await updateReply(scope, { callId: call.id, position: 0 }, { fetchedAt: new Date(Date.now() - 1900) });
    await takeResponse(scope, call.id, { position: 0, heard: { ...NOTHING, speech: "espere" } });
    const [agent, caller] = await listTurns(scope, call.id);
    expect(agent).toMatchObject({
      interrupted: true,
      originalText: "Buenas tardes, clínica Sol. ¿En qué le ayudo hoy?",
    });
    expect(agent?.text).toMatch(/^Buenas tardes,.*…$/);
    expect(caller).toMatchObject({ role: "caller", text: "espere" });
  });

  it("that was over is left as it was", async () => {
    const call = await conversation();
    await updateReply(scope, { callId: call.id, position: 0 }, { fetchedAt: MINUTES_AGO });
    await takeResponse(scope, call.id, { position: 0, heard: { ...NOTHING, speech: "Una cita" } });
    expect((await listTurns(scope, call.id))[0]).toMatchObject({ interrupted: false, originalText: null });
  });
});

it("a call that has lasted as long as it may is ended with a sentence", async () => {
  const call = await conversation();
  await database.owner`update calls set answered_at = now() - interval '11 minutes' where id = ${call.id}`;
  const twiml = await takeResponse(scope, call.id, {
    position: 0,
    heard: { ...NOTHING, speech: "Y otra cosa" },
  });
  expect(twiml).toMatch(/<Play>[^<]+<\/Play><Hangup\/>/);
  expect((await listTurns(scope, call.id)).at(-1)?.text).toContain("terminar la llamada");
});

it("whoever is asked about again hears what was being said", async () => {
  const call = await conversation();
  const again = await modeOf(call).answer(scope, call);
  expect(again).toContain("reply=0");
  expect((await findLastReply(scope, call.id))?.position).toBe(0);
});

describe("the sound of a reply", () => {
  const soundOf = async (call: Call, position: number, part: "first" | "rest") => {
    const { tenantId } = scope;
    const address = replyAddress({ tenantId, callId: call.id, position, part });
    const response = await replyResponse(address.split("/").at(-1) ?? "", new AbortController().signal);
    expect(response.headers.get("content-type")).toBe("audio/ulaw");
    return Buffer.from(await response.arrayBuffer());
  };

  it("that is on record is heard in two parts, and when it began is known", async () => {
    const call = await conversation();
    expect(await soundOf(call, 0, "first")).toEqual(SECOND);
    expect(await soundOf(call, 0, "rest")).toEqual(SECOND);
    expect((await findReply(scope, { callId: call.id, position: 0 }))?.fetchedAt).not.toBeNull();
  });

  it("whose maker died is a question of the house, not silence", async () => {
    const call = await conversation();
    const lost = { callId: call.id, position: 1 };
    await insertReply(scope, { ...lost, heard: "Hola", fixedText: null, turnPosition: 2, state: "speaking" });
    await updateReply(scope, lost, { seenAt: MINUTES_AGO });
    expect(await soundOf(call, 1, "first")).toEqual(await recordedSentence("repeat_please", "es"));
    expect((await soundOf(call, 1, "rest")).length).toBe(160);
  });

  it("that nobody has begun is begun by whoever fetches it", async () => {
    const call = await conversation();
    const waiting = { callId: call.id, position: 1 };
    await insertReply(scope, { ...waiting, heard: "No puede respirar", fixedText: null, turnPosition: 2 });
    // No account at all: an emergency is answered with the bundled recording.
    expect((await soundOf(call, 1, "first")).length).toBeGreaterThan(20_000);
    await until("the words are on record", async () =>
      (await listTurns(scope, call.id)).some(({ text }) => text.includes("urgencia médica")),
    );
  });

  it("goes a day after the call; the words stay", async () => {
    const call = await conversation();
    await database.owner`update reply_sentences set created_at = now() - interval '25 hours' where call_id = ${call.id}`;
    expect(await deleteOldReplySounds(24)).toBe(2);
    expect((await soundOf(call, 0, "first")).length).toBe(160);
    expect(await listTurns(scope, call.id)).toHaveLength(1);
  });

  it("of another house cannot be asked for", async () => {
    await expect(replyResponse("eyJ0IjoiYSJ9.x", new AbortController().signal)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
