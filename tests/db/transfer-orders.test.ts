import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Scope, withTransaction } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { updateTenant } from "@/db/queries/team";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { recordCallEvents } from "@/lib/calls/record-event";
import { readAnswer } from "@/lib/tools/answer";
import { runTool } from "@/lib/tools/run-tool";
import { type AttemptFact } from "@/lib/transfers/attempt";
import { wishTransfer } from "@/lib/transfers/manage-transfer";
import { carryOutOrders, moveTransfer } from "@/lib/transfers/move-transfer";
import { placeCaller } from "@/lib/transfers/place-caller";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { until } from "@/tests/support/until";
import { addAdvisor, addCall, createBusiness, newPhoneNumber, newSid } from "./business";

stubSettings({ LOG_LEVEL: "silent" });

let database: TestDatabase;
let scope: Scope;
let twilio: Server;
/** What Twilio was told of which call, or of none, in its order: `CA… Status=completed`, `Calls To=…`. */
let told: string[] = [];
/** What Twilio takes its time for. */
let slow: string | undefined;
/** What Twilio refuses, and how. */
let refusal: { told: string; status: number; code: number } | undefined;

beforeAll(async () => {
  twilio = createServer((request, response) => {
    const sid = request.url?.split("/").at(-1)?.replace(".json", "") ?? "";
    void text(request).then(async (body) => {
      const order = `${sid} ${decodeURIComponent(body)}`;
      if (slow !== undefined && order.includes(slow)) await wait(200);
      if (request.method === "POST") told.push(order);
      const refused = refusal && order.includes(refusal.told) ? refusal : undefined;
      response.writeHead(refused?.status ?? 200, { "content-type": "application/json" });
      const fields = { sid: sid === "Calls" ? newSid("CA") : sid, status: "completed" };
      response.end(JSON.stringify({ ...fields, code: refused?.code, message: "Twilio says no" }));
    });
  });
  await once(twilio.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("TWILIO_API_URL", `http://127.0.0.1:${(twilio.address() as AddressInfo).port}`);
  database = await openTestDatabase();
});
afterAll(async () => {
  twilio.close();
  await database.drop();
});
beforeEach(async () => {
  told = [];
  refusal = undefined;
  slow = undefined;
  ({ scope } = await createBusiness());
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: sealSecrets(scope.tenantId, "twilio", { authToken: "token" }),
    hints: {},
    status: "active",
    facts: {},
  });
});

const TO_THE_TONE = "Url=https://app.example.com/voice/voicemail&Method=POST";

/** A caller with whom the agent speaks. */
async function answeredCall(values: Partial<Call> = {}): Promise<{ call: Call; sid: string }> {
  const sid = newSid("CA");
  const call = await addCall(scope, { twilioCallSid: sid, streamSid: newSid("MZ"), ...values });
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
  return { call, sid };
}

const PERSON_WANTED = { by: "agent", reason: "Una factura", brief: "Llama Rosa." } as const;

/** Who waits while an advisor's telephone rings, or after more of what is said of it. */
async function onHold(...facts: AttemptFact[]): Promise<{ call: Call; sid: string; legSid: string }> {
  await addAdvisor(scope);
  const { call, sid } = await answeredCall();
  const { transfer } = await requestTransfer(scope, call.id, PERSON_WANTED);
  const attemptId = (await findLastTransfer(scope, call.id))?.attempts[0]?.id ?? "";
  const legSid = newSid("CA");
  const ringing: AttemptFact = { type: "ringing", at: new Date(), twilioCallSid: legSid };
  await withTransaction(scope, (inner) =>
    moveTransfer(
      inner,
      { callId: call.id, transferId: transfer?.id ?? "" },
      [ringing, ...facts].map((fact) => ({ type: "attempt", attemptId, fact })),
    ),
  );
  return { call, sid, legSid };
}

/** Asks for a person, and does at Twilio what follows. */
async function transfer(call: Call): Promise<void> {
  const asked = await requestTransfer(scope, call.id, PERSON_WANTED);
  if (asked.transfer === null) throw new Error(asked.why);
  await carryOutOrders(scope, { callId: call.id, transferId: asked.transfer.id }, asked.orders);
}

describe("a transfer at Twilio", () => {
  it("rings the advisor from the number that was called, for as long as the business wants", async () => {
    await updateTenant(scope, { advisorRingSeconds: 17 });
    const number = newPhoneNumber();
    await addAdvisor(scope, { number });
    const { call } = await answeredCall();
    await transfer(call);
    const attempt = (await findLastTransfer(scope, call.id))?.attempts[0];
    expect(told).toHaveLength(1);
    const fields = Object.fromEntries(
      new URLSearchParams(told[0]?.replace("Calls ", "").replaceAll("+", "%2B")),
    );
    expect(fields).toMatchObject({
      To: number,
      From: call.toNumber,
      Url: `https://app.example.com/voice/transfer/connect?attempt=${attempt?.id}`,
      StatusCallback: `https://app.example.com/voice/transfer/status?attempt=${attempt?.id}`,
      Timeout: "17",
      TimeLimit: "14400",
    });
    expect(attempt).toMatchObject({ dialState: "accepted", status: "dialing" });
  });

  it("of a call that the business placed gives its person the time they need, beyond the agent's", async () => {
    await addAdvisor(scope);
    const { call, sid } = await answeredCall({ direction: "outbound" });
    await transfer(call);
    await until("Twilio is told", () => told.includes(`${sid} TimeLimit=14400`));
  });

  it("whose telephone is refused rings the next, and keeps what Twilio said", async () => {
    const [first, second] = [newPhoneNumber(), newPhoneNumber()];
    await addAdvisor(scope, { number: first, priority: 1 });
    await addAdvisor(scope, { number: second, priority: 2 });
    refusal = { told: `To=${first}`, status: 400, code: 21_215 };
    const { call } = await answeredCall();
    await transfer(call);
    expect((await findLastTransfer(scope, call.id))?.attempts).toMatchObject([
      { number: first, status: "failed", errorCode: "21215", errorMessage: "Twilio says no" },
      { number: second, status: "dialing", dialState: "accepted" },
    ]);
    expect(told).toHaveLength(2);
  });

  it("brings a caller who is not on our stream to the conference", async () => {
    await addAdvisor(scope);
    const { call, sid } = await answeredCall({ mode: "native", streamSid: null });
    await transfer(call);
    const url = `https://app.example.com/voice/incoming?call_id=${call.id}`;
    expect(told).toContainEqual(`${sid} Url=${url}&Method=POST`);
    expect(told.filter((order) => order.startsWith("Calls To="))).toHaveLength(1);
  });

  it("that a member ends hangs up on both", async () => {
    const { call, sid, legSid } = await onHold();
    await wishTransfer(scope, (await findLastTransfer(scope, call.id))?.id ?? "", "end");
    expect(told.toSorted()).toEqual([`${sid} Status=completed`, `${legSid} Status=completed`].toSorted());
  });

  it("that gives the caller back sends them to the agent before the advisor is hung up", async () => {
    const at = new Date();
    const { call, sid, legSid } = await onHold({ type: "accepted", at });
    await withTransaction(scope, (inner) => placeCaller(inner, call.id, false));
    const transferId = (await findLastTransfer(scope, call.id))?.id ?? "";
    expect((await findLastTransfer(scope, call.id))?.status).toBe("connected");
    slow = `${sid} Url=`;
    await wishTransfer(scope, transferId, "return");
    // The other way round the end of the conference asks the same, and two streams are opened for one person.
    const url = `https://app.example.com/voice/incoming?call_id=${call.id}`;
    expect(told).toEqual([`${sid} Url=${url}&Method=POST`, `${legSid} Status=completed`]);
  });

  it("of a business whose account is gone gives the caller back to the agent", async () => {
    await addAdvisor(scope);
    await database.owner`delete from accounts where tenant_id = ${scope.tenantId}`;
    const { call } = await answeredCall();
    await transfer(call);
    expect(await findLastTransfer(scope, call.id)).toMatchObject({ status: "returned_to_agent" });
    expect(told).toEqual([]);
  });

  it("whose last telephone is refused gives the caller back to the agent", async () => {
    await addAdvisor(scope);
    refusal = { told: "Calls ", status: 400, code: 21_215 };
    const { call } = await answeredCall();
    await transfer(call);
    expect(await findLastTransfer(scope, call.id)).toMatchObject({
      status: "returned_to_agent",
      failure: "nobody_answered",
    });
  });
});

async function askToRecord(call: Call) {
  const order = { callId: call.id, toolCallId: "use-1", source: "bridge" as const };
  return readAnswer((await runTool(scope, order, { name: "record_message", parameters: {} })).result);
}

describe("whoever wants to record a message", () => {
  it("is sent to the tone", async () => {
    const { call, sid } = await answeredCall();
    expect(await askToRecord(call)).toMatchObject({ status: "done", say: "Un momento." });
    expect(told).toEqual([`${sid} ${TO_THE_TONE}`]);
  });

  it("and waits for somebody lets their telephone stop first", async () => {
    const { call, sid, legSid } = await onHold();
    expect(await askToRecord(call)).toMatchObject({ status: "done" });
    expect(told).toEqual([`${legSid} Status=completed`, `${sid} ${TO_THE_TONE}`]);
    expect(await findLastTransfer(scope, call.id)).toMatchObject({
      status: "returned_to_agent",
      failure: "taken_back",
    });
  });

  it("and has somebody on the line, or nearly, stays with them", async () => {
    const { call } = await onHold({ type: "accepted", at: new Date() });
    expect(await askToRecord(call)).toMatchObject({ status: "failed" });
    expect(told).toEqual([]);
    expect(await findLastTransfer(scope, call.id)).toMatchObject({ status: "accepted", endedAt: null });
  });

  it("and is gone is not sent anywhere", async () => {
    const { call } = await answeredCall({ endedAt: new Date() });
    expect(await askToRecord(call)).toMatchObject({ status: "failed" });
    expect(told).toEqual([]);
  });

  it("and whom Twilio does not send stays with the agent, who is told so", async () => {
    refusal = { told: TO_THE_TONE, status: 500, code: 20_500 };
    const { call, sid } = await answeredCall();
    expect(await askToRecord(call)).toMatchObject({ status: "failed" });
    expect(told).toEqual([`${sid} ${TO_THE_TONE}`]);
  });
});
