import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { listCallEvents } from "@/db/queries/calls";
import { finishAttention, getAttention } from "@/lib/safety/finish-attention";
import { listWaitingCalls } from "@/lib/safety/list-waiting-calls";
import { markAttention, markSpokenConcerns } from "@/lib/safety/mark-attention";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
let scope: Scope;
let stranger: Scope;
stubSettings();
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 10);
  ({ scope } = await createBusiness());
  ({ scope: stranger } = await createBusiness());
});
afterAll(() => database.drop());

const hourAgoMs = Date.now() - 3_600_000;
const at = (second: number) => new Date(hourAgoMs + second * 1000);
const EMERGENCY = { reason: "medical_emergency", words: "Mi padre no respira", at: at(5) } as const;
const ADVICE = { reason: "medical_advice", words: "¿Qué me tomo para el dolor?", at: at(2) } as const;

async function marked(...needs: Parameters<typeof markAttention>[2][]): Promise<string> {
  const { id } = await addCall(scope, { agentId: null });
  for (const need of needs) await markAttention(scope, id, need);
  return id;
}
const eventsOf = async (callId: string) =>
  (await listCallEvents(scope, callId)).filter(({ type }) => type === "attention_needed");

describe("a call that needs a person", () => {
  it("is told once, however often and by whomever the same words are reported", async () => {
    const callId = await marked(
      EMERGENCY,
      { ...EMERGENCY, at: at(9) },
      { ...EMERGENCY, words: "mi padre: ¡no respira!", at: at(4) },
    );
    expect(await eventsOf(callId)).toMatchObject([{ payload: { words: EMERGENCY.words } }]);
    expect(await getAttention(scope, callId)).toMatchObject({
      attentionReason: "medical_emergency",
      attentionAt: at(5),
      words: EMERGENCY.words,
    });
  });

  it.each([
    ["before", [ADVICE, EMERGENCY]],
    ["after", [EMERGENCY, ADVICE]],
  ] as const)("is an emergency although advice was asked for %s", async (_when, needs) => {
    expect(await getAttention(scope, await marked(...needs))).toMatchObject({
      attentionReason: "medical_emergency",
      attentionAt: EMERGENCY.at,
      words: EMERGENCY.words,
    });
  });

  it("stands in the list until somebody says they have seen to it, emergencies first, and again when that is taken back", async () => {
    const own = await createBusiness();
    const calls = await Promise.all([1, 2].map(() => addCall(own.scope, { agentId: null })));
    const [advice = "", emergency = ""] = calls.map(({ id }) => id);
    await markAttention(own.scope, advice, ADVICE);
    await markAttention(own.scope, emergency, EMERGENCY);
    const waiting = async () => (await listWaitingCalls(own.scope)).map(({ id }) => id);
    expect(await waiting()).toEqual([emergency, advice]);
    const done = await finishAttention(own.scope, emergency, true);
    expect(done.attentionDoneAt).toBeInstanceOf(Date);
    expect(await waiting()).toEqual([advice]);
    const again = await finishAttention(own.scope, emergency, true);
    expect(again.attentionDoneAt).toEqual(done.attentionDoneAt);
    expect(await finishAttention(own.scope, emergency, false)).toMatchObject({
      attentionDoneAt: null,
      attentionDoneBy: null,
    });
    expect(await waiting()).toEqual([emergency, advice]);
  });

  it("is not opened again by words that were said before somebody saw to it", async () => {
    const callId = await marked(EMERGENCY);
    await finishAttention(scope, callId, true);
    await markAttention(scope, callId, { ...EMERGENCY, words: "se ha desmayado", at: at(6) });
    expect((await getAttention(scope, callId)).attentionDoneAt).not.toBeNull();
  });

  it("is opened again by what is said later, and by what is graver than what somebody saw to", async () => {
    const later = await marked(EMERGENCY);
    await finishAttention(scope, later, true);
    const soon = new Date(Date.now() + 60_000);
    await markAttention(scope, later, { ...EMERGENCY, words: "vuelve a no respirar", at: soon });
    expect(await getAttention(scope, later)).toMatchObject({ attentionDoneAt: null, attentionAt: soon });
    const graver = await marked(ADVICE);
    await finishAttention(scope, graver, true);
    await markAttention(scope, graver, EMERGENCY);
    expect(await getAttention(scope, graver)).toMatchObject({
      attentionReason: "medical_emergency",
      attentionDoneAt: null,
    });
  });

  it("follows from the caller's turns alone: an agent may speak of emergencies", async () => {
    const said = (role: string, text: string) => ({ role, text, spokenAt: at(1) });
    const { id } = await addCall(scope, { agentId: null });
    await markSpokenConcerns(scope, id, [
      said("agent", "Si alguien no respira, llame al 112. No respira."),
      said("tool", "no respira"),
      said("caller", "Quiero una cita."),
    ]);
    await expect(getAttention(scope, id)).rejects.toMatchObject({ code: "not_found" });
    await markSpokenConcerns(scope, id, [said("caller", "Espere. Mi madre se ha desmayado.")]);
    expect(await getAttention(scope, id)).toMatchObject({ words: "Mi madre se ha desmayado." });
  });

  it("is nobody else's: another business neither sees it nor finishes it nor marks it", async () => {
    const callId = await marked(EMERGENCY);
    const notFound = { code: "not_found" };
    await expect(getAttention(stranger, callId)).rejects.toMatchObject(notFound);
    await expect(finishAttention(stranger, callId, true)).rejects.toMatchObject(notFound);
    await expect(markAttention(stranger, callId, ADVICE)).rejects.toMatchObject(notFound);
    expect(await listWaitingCalls(stranger)).toEqual([]);
    expect((await getAttention(scope, callId)).attentionDoneAt).toBeNull();
  });
});
