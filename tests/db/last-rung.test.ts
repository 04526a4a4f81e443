import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Scope, withTransaction } from "@/db/client";
import { saveAccount, updateNumber } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import { findLastTransfer } from "@/db/queries/transfers";
import type { Advisor } from "@/db/schema/advisors";
import { consentInput, contactInput } from "@/lib/contacts/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { sentencesIn } from "@/tests/support/played";
import { stubSettings } from "@/tests/support/settings";
import { addAdvisor, addAgent, addNumber, createBusiness, newPhoneNumber, newSid } from "./business";

stubSettings();
const { findRouteOfNumber } = await import("@/db/queries/unscoped");
const { openInboundCall, receiveCall } = await import("@/lib/calls/receive-call");
const { addConsent } = await import("@/lib/contacts/consents");
const { createContact } = await import("@/lib/contacts/save-contact");
const { bringPerson } = await import("@/lib/ladder/bring-person");
const { stepDown } = await import("@/lib/ladder/step-down");
const { keepOutcome } = await import("@/lib/line/note-service");
const { moveTransfer } = await import("@/lib/transfers/move-transfer");
const { placeCaller } = await import("@/lib/transfers/place-caller");

const CALLER = "+34600111222";
const REFUSAL = { isOk: false, error: "no credits (quota_exceeded)", isLasting: true } as const;

let database: TestDatabase;
let scope: Scope;
let number: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function openAccount(vendor: "twilio" | "elevenlabs", status: "active" | "trial" = "active") {
  const externalId = vendor === "twilio" ? newSid("AC") : null;
  await saveAccount(scope, { vendor, externalId, sealedSecrets: "k1.a.b.c", hints: {}, status, facts: {} });
}

// No key for a language model: below the agent there is the tone.
beforeEach(async () => {
  ({ scope } = await createBusiness());
  await openAccount("twilio");
  await openAccount("elevenlabs");
  const made = await addNumber(scope);
  await updateNumber(scope, made.id, { agentId: await addAgent(scope, { voiceId: "voice" }) });
  number = made.phoneNumber;
  await keepOutcome(scope, "agent", REFUSAL);
});

const addAnybody = (values: Partial<Advisor> = {}) =>
  addAdvisor(scope, { number: newPhoneNumber(), userId: null, ...values });

async function ring() {
  const request = {
    CallSid: newSid("CA"),
    AccountSid: newSid("AC"),
    From: CALLER,
    To: number,
    CallStatus: "ringing",
  };
  const route = await findRouteOfNumber(number);
  if (!route) throw new Error("nobody has the number");
  const answer = await receiveCall(scope, request, route);
  const call = await openInboundCall(scope, request, route);
  return { twiml: textOf(answer), callId: call.id };
}

/** Answers that a vendor has to be asked for do not come up here. */
function textOf(answer: unknown): string {
  if (typeof answer !== "string") throw new Error("not TwiML");
  return answer;
}

const press = (callId: string) => withTransaction(scope, (inner) => bringPerson(inner, callId));

it("offers a person where one is on duty, and the tone all the same", async () => {
  await addAnybody();
  const { twiml } = await ring();
  expect(twiml).toMatch(/<Gather [^>]*numDigits="1"[^>]*>\s*<Play>[^<]*<\/Play>\s*<\/Gather>\s*<Record /);
  expect(twiml).toContain("/voice/voicemail?offered=1");
});

it.each([
  ["nobody is", () => Promise.resolve()],
  ["they are absent", async () => void (await addAnybody({ isOn: false }))],
  [
    "no telephone can be rung",
    async () => {
      await addAnybody();
      await keepOutcome(scope, "telephone", REFUSAL);
    },
  ],
])("offers the tone alone where %s", async (_, arrange) => {
  await arrange();
  const { twiml } = await ring();
  expect(twiml).toContain("<Record ");
  expect(twiml).not.toContain("<Gather");
});

it("never offers on a trial account, where Twilio would speak itself", async () => {
  await addAnybody();
  await openAccount("twilio", "trial");
  const { twiml } = await ring();
  expect(twiml).not.toMatch(/<Gather|<Record|<Dial/);
});

it("brings whoever presses the key to the conference, and rings an advisor for them", async () => {
  const { advisorId } = await addAnybody();
  const { callId } = await ring();
  const placed = await press(callId);
  expect(textOf(placed.answer)).toContain("<Conference");
  expect(placed.orders.map(({ type }) => type)).toEqual(["dial"]);
  const transfer = await findLastTransfer(scope, callId);
  expect(transfer).toMatchObject({ requestedBy: "caller", requester: null, status: "dialing" });
  expect(transfer?.attempts).toMatchObject([{ advisorId }]);
  // Twilio asks twice: it is one transfer, and the same place.
  const again = await press(callId);
  expect(textOf(again.answer)).toContain("<Conference");
  expect(again.orders).toEqual([]);
  const [count] = await database.owner`select count(*)::int as n from transfers where call_id = ${callId}`;
  expect(count).toEqual({ n: 1 });
});

it("tells them first that they are recorded, also when Twilio asks again at once, and not later", async () => {
  await addAnybody();
  const { callId } = await ring();
  for (let time = 0; time < 2; time += 1) {
    const twiml = textOf((await press(callId)).answer);
    expect(twiml).toMatch(/<Response><Play>[^<]+<\/Play><Dial /);
    expect(sentencesIn(twiml).map(({ key }) => key)).toEqual(["recording_inform"]);
    expect(twiml).toContain("for=conference");
  }
  await database.owner`
    update call_events set occurred_at = occurred_at - interval '30 seconds' where call_id = ${callId}`;
  const later = textOf((await press(callId)).answer);
  expect(later).toMatch(/<Response><Dial /);
  expect(later).toContain("for=conference");
});

it("records nobody who does not want it", async () => {
  await addAnybody();
  const input = contactInput.parse({ name: "Rosa Gil", numbers: [{ number: CALLER }] });
  const { id } = await createContact(scope, input);
  const refusal = { purpose: "recording", channel: "call", decision: "refused", source: "in_person" };
  await addConsent(scope, id, consentInput.parse(refusal));
  const { callId } = await ring();
  const twiml = textOf((await press(callId)).answer);
  expect(twiml).toMatch(/<Response><Dial /);
  expect(twiml).not.toContain("record=");
});

it("asks whoever was not reached for a message, and does not offer it again", async () => {
  await addAnybody();
  const { callId } = await ring();
  await press(callId);
  const transferId = (await findLastTransfer(scope, callId))?.id ?? "";
  await withTransaction(scope, (inner) =>
    moveTransfer(inner, { callId, transferId }, [{ type: "wish", wish: "return" }]),
  );
  const placed = await withTransaction(scope, (inner) => placeCaller(inner, callId, false));
  expect(textOf(placed.answer)).toContain("<Record ");
  expect(textOf(placed.answer)).not.toContain("<Gather");
  const call = await findCall(scope, callId);
  expect(call).toMatchObject({ mode: "bridge", endedAt: null });
  const afterwards = await press(callId);
  expect(textOf(afterwards.answer)).toContain("<Record ");
});

it("asks for a message where the advisor went off duty meanwhile", async () => {
  const { advisorId } = await addAnybody();
  const { callId } = await ring();
  await database.owner`update advisors set is_on = false where id = ${advisorId}`;
  expect(textOf((await press(callId)).answer)).toContain("<Record ");
  expect(await findLastTransfer(scope, callId)).toBeUndefined();
});

it("puts every step on record once, however often Twilio asks", async () => {
  const { callId } = await ring();
  const call = await findCall(scope, callId);
  if (!call) throw new Error("the call is gone");
  for (let time = 0; time < 2; time += 1)
    await withTransaction(scope, (inner) => stepDown(inner, call, { from: "agent", code: "agent_down" }));
  const steps = await database.owner`
    select payload from call_events where call_id = ${callId} and type = 'stepped_down'`;
  expect(steps.map(({ payload }) => payload)).toEqual([
    { from: "agent", next: "message_box", code: "agent_down" },
  ]);
});
