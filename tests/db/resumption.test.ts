import { addSeconds } from "date-fns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTransaction } from "@/db/client";
import { listTurns, updateCall, upsertTurns } from "@/db/queries/calls";
import { findTransfer } from "@/db/queries/transfers";
import { continueCall } from "@/lib/calls/continue-call";
import { getCall } from "@/lib/calls/get-call";
import { recordCallEvents } from "@/lib/calls/record-event";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { moveTransfer, type TransferNews } from "@/lib/transfers/move-transfer";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { resumptionOf } from "@/lib/transfers/resumption";
import { askForMessage } from "@/lib/voicemail/ask-for-message";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAdvisor, addCall, createBusiness, newSid } from "./business";

stubSettings({ LOG_LEVEL: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

/** A caller for whom an advisor's telephone is to ring. */
async function waiting() {
  const { scope } = await createBusiness();
  await addAdvisor(scope);
  const call = await addCall(scope, { streamSid: newSid("MZ") });
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
  const { transfer } = await requestTransfer(scope, call.id, {
    by: "agent",
    reason: "Una factura",
    brief: "Llama Rosa.",
  });
  const ids = { callId: call.id, transferId: transfer?.id ?? "" };
  const move = (...news: TransferNews[]) => withTransaction(scope, (inner) => moveTransfer(inner, ids, news));
  return { scope, callId: call.id, ids, move };
}

/** A caller whom a member has given back to the agent. */
async function handedBack() {
  const { scope, callId, ids, move } = await waiting();
  await move({ type: "wish", wish: "return" });
  const endedAt = (await findTransfer(scope, ids.transferId))?.endedAt;
  if (!endedAt) throw new Error("the transfer goes on");
  const hear = async (position: number, text: string, spokenAt: Date) => {
    const said = { role: "agent" as const, text, originalText: null, interrupted: false };
    await upsertTurns(scope, callId, "es", [{ ...said, position, offsetMs: position * 1000, spokenAt }]);
    return listTurns(scope, callId);
  };
  return { scope, callId, ids, endedAt, hear };
}

describe("an agent that has a caller again", () => {
  it("knows why they are back and what was said, and does not greet", async () => {
    const { scope, callId, endedAt, hear } = await handedBack();
    const heard = await hear(0, "Le comunico con Ana.", addSeconds(endedAt, -5));
    const resumption = await (await resumptionOf(scope, callId, heard))?.("es");
    expect(resumption?.firstMessage).toBe("Ya estoy de nuevo con usted. ¿En qué más le puedo ayudar?");
    const prompt = resumption?.prompt("Es recepcionista.");
    expect(prompt).toMatch(/^Es recepcionista\./);
    expect(prompt).toContain("motivo: Una factura");
    expect(prompt).toContain("agent: Le comunico con Ana.");
  });

  it("is not back once more when something else interrupts the call later", async () => {
    const { scope, callId, endedAt, hear } = await handedBack();
    await hear(0, "Le comunico con Ana.", addSeconds(endedAt, -5));
    const heard = await hear(1, "Ya estoy de nuevo con usted.", addSeconds(endedAt, 5));
    expect(await resumptionOf(scope, callId, heard)).toBeUndefined();
  });

  it("says that nobody came, and may have the message written down or recorded", async () => {
    const { scope, callId, ids, move } = await waiting();
    const attemptId = (await findTransfer(scope, ids.transferId))?.attempts[0]?.id ?? "";
    const fact = { type: "ended", at: new Date(), end: "busy", twilioCallSid: newSid("CA") } as const;
    await move({ type: "attempt", attemptId, fact });
    const resumption = await (await resumptionOf(scope, callId))?.("es");
    expect(resumption?.firstMessage).toContain("recado");
    expect(resumption?.prompt("")).toMatch(/Marta Gil no pudo atender.*take_message.*record_message/s);
  });

  it("has nobody back while somebody is still rung", async () => {
    const { scope, callId } = await waiting();
    expect(await resumptionOf(scope, callId)).toBeUndefined();
  });

  it("has nobody back in a call without a transfer", async () => {
    const { scope } = await createBusiness();
    const call = await addCall(scope);
    expect(await resumptionOf(scope, call.id)).toBeUndefined();
  });
});

describe("a caller who is back from a transfer", () => {
  const twimlOf = (answer: Answer) => (typeof answer === "function" ? answer() : answer);

  it("leaves word when the bridge cannot go on with the agent", async () => {
    const { scope, callId } = await handedBack();
    await updateCall(scope, callId, { streamAttempts: 3 });
    expect(await twimlOf(await continueCall(scope, callId))).toContain("<Record");
    expect(await getCall(scope, callId)).toMatchObject({ errorCode: "bridge_lost" });
  });

  it("leaves word when ElevenLabs does not take the call again", async () => {
    const { scope, callId } = await handedBack();
    await updateCall(scope, callId, { mode: "native" });
    const call = await getCall(scope, callId);
    expect(await twimlOf(await modeOf(call).answer(scope, call))).toContain("/webhooks/twilio/after-stream");
    expect(await twimlOf(await continueCall(scope, callId))).toContain("<Record");
  });

  it("stays with the message they record: late news of the telephone that rang does not fetch them back", async () => {
    const { scope, callId, ids } = await handedBack();
    await updateCall(scope, callId, { streamSid: null });
    const call = await getCall(scope, callId);
    await withTransaction(scope, (inner) => askForMessage(inner, call));
    const moved = await withTransaction(scope, (inner) => moveTransfer(inner, ids, []));
    expect(moved?.orders).toEqual([]);
  });

  it("is asked for a message, too, where there was no transfer", async () => {
    const { scope } = await createBusiness();
    const call = await addCall(scope, { streamSid: newSid("MZ"), streamAttempts: 3 });
    expect(await twimlOf(await continueCall(scope, call.id))).toContain("<Record");
  });
});
