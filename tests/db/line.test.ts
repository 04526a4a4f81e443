import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { updateNumber } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import { findLineService, listLineServices } from "@/db/queries/line";
import { claimDueProbes, expectLineServices } from "@/db/queries/unscoped-line";
import { openInboundCall } from "@/lib/calls/receive-call";
import { ProviderError } from "@/lib/errors";
import type { Outcome } from "@/lib/line/judge-service";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { until } from "@/tests/support/until";
import { addAgent, addNumber, createBusiness, newSid } from "./business";

stubSettings({ OPENAI_API_KEY: "sk-house" });
const { saveAccount } = await import("@/db/queries/agents");
const { describeLine } = await import("@/lib/line/describe-line");
const { forgetServices } = await import("@/lib/line/forget-services");
const { askService, keepOutcome, noted, noteService } = await import("@/lib/line/note-service");
const { receiveCall } = await import("@/lib/calls/receive-call");
const { findRouteOfNumber } = await import("@/db/queries/unscoped");
const { NOT_ASKED } = await import("@/lib/line/read-failure");

const OK: Outcome = { isOk: true };
const FAIL: Outcome = { isOk: false, error: "HTTP 503", isLasting: false };
const REFUSAL: Outcome = { isOk: false, error: "no credits (quota_exceeded)", isLasting: true };

let database: TestDatabase;
let scope: Scope;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  ({ scope } = await createBusiness());
});
afterAll(() => database.drop());

async function openAccount(vendor: "twilio" | "elevenlabs", status: "active" | "trial" = "active") {
  const externalId = vendor === "twilio" ? newSid("AC") : null;
  await saveAccount(scope, { vendor, externalId, sealedSecrets: "k1.a.b.c", hints: {}, status, facts: {} });
}

/** A number that an agent of the business answers. */
async function openLine(values: Parameters<typeof addAgent>[1] = {}): Promise<string> {
  await openAccount("twilio");
  await openAccount("elevenlabs");
  const number = await addNumber(scope);
  await updateNumber(scope, number.id, { agentId: await addAgent(scope, { voiceId: "voice", ...values }) });
  return number.phoneNumber;
}

const stateOf = async (of: Scope, service: "agent" | "voice" = "agent") =>
  (await findLineService(of, service))?.state;
const due = () => database.owner`update line_services set next_probe_at = now() - interval '1 second'`;

describe("what is noted of a service", () => {
  it("is on record once it fails, and a screen learns when it goes down and when it comes back", async () => {
    const heard: string[] = [];
    const subscription = await database.owner.listen("centralita_live", (payload) => heard.push(payload));
    const lines = () =>
      heard.filter((payload) => payload.includes(scope.tenantId) && payload.includes('"line"'));
    for (const outcome of [FAIL, FAIL, FAIL]) await keepOutcome(scope, "agent", outcome);
    expect(await findLineService(scope, "agent")).toMatchObject({ state: "down", error: "HTTP 503" });
    await until("the screens were told", () => lines().length === 1);
    await database.owner`
      update line_services set changed_at = now() - interval '1 minute' where tenant_id = ${scope.tenantId}`;
    for (const outcome of [OK, OK]) await keepOutcome(scope, "agent", outcome);
    expect(await findLineService(scope, "agent")).toMatchObject({ state: "up", error: null, failures: 0 });
    await until("the screens were told again", () => lines().length === 2);
    await subscription.unlisten();
  });

  it("leaves no row where all is well", async () => {
    await noted(scope, "agent", () => Promise.resolve("fine"));
    noteService(scope, "voice");
    await keepOutcome(scope, "model", FAIL);
    expect((await listLineServices(scope)).map(({ service }) => service)).toEqual(["model"]);
  });

  it("counts failures of calls at the same moment one by one", async () => {
    await Promise.all([1, 2, 3].map(() => keepOutcome(scope, "agent", FAIL)));
    expect(await stateOf(scope)).toBe("down");
  });

  it("is the business's own", async () => {
    const other = (await createBusiness()).scope;
    await keepOutcome(scope, "agent", REFUSAL);
    expect(await stateOf(other)).toBeUndefined();
    expect((await describeLine(other)).services.every(({ state }) => state === "up")).toBe(true);
  });

  it("is forgotten with the account it was of", async () => {
    await keepOutcome(scope, "agent", REFUSAL);
    await keepOutcome(scope, "telephone", REFUSAL);
    await forgetServices(scope, "elevenlabs");
    expect((await listLineServices(scope)).map(({ service }) => service)).toEqual(["telephone"]);
  });
});

describe("a service that is down", () => {
  it("is not asked, and the refusal is in the vendor's words", async () => {
    await keepOutcome(scope, "voice", REFUSAL);
    let asked = 0;
    const asking = askService(scope, "voice", () => Promise.resolve((asked += 1)));
    await expect(asking).rejects.toThrow(`${NOT_ASKED}no credits (quota_exceeded)`);
    expect(asked).toBe(0);
  });

  it("is asked again once it is up; what it then fails with reaches whoever asked", async () => {
    const failure = new ProviderError("elevenlabs", "HTTP 503", { permanent: false, httpStatus: 503 });
    for (let time = 1; time <= 3; time += 1) {
      await expect(askService(scope, "agent", () => Promise.reject(failure))).rejects.toBe(failure);
      await until("it is noted", async () => (await findLineService(scope, "agent"))?.failures === time);
    }
    expect(await stateOf(scope)).toBe("down");
  });
});

describe("what calls find out about a service", () => {
  const failure = new ProviderError("elevenlabs", "HTTP 503", { permanent: false, httpStatus: 503 });
  const byCall = (beganAt = new Date()) => ({ beganAt, isProbe: false });
  const nextAt = async () => (await findLineService(scope, "agent"))?.nextProbeAt.getTime() ?? Number.NaN;

  it("neither takes back what a worker found nor puts its next question off", async () => {
    for (const outcome of [REFUSAL, OK]) await keepOutcome(scope, "agent", outcome);
    await due();
    const before = await findLineService(scope, "agent");
    expect(before).toMatchObject({ state: "down", successes: 1 });
    await keepOutcome(scope, "agent", { ...REFUSAL, error: "said again" }, byCall());
    expect(await findLineService(scope, "agent")).toEqual(before);
    await keepOutcome(scope, "agent", OK, byCall());
    expect(await nextAt()).toBe(before?.nextProbeAt.getTime());
    await keepOutcome(scope, "agent", OK);
    expect(await nextAt()).toBeGreaterThan(before?.nextProbeAt.getTime() ?? Number.NaN);
  });

  it("is not of the account that was saved while they asked", async () => {
    const beganAt = new Date(Date.now() - 1000);
    await openAccount("elevenlabs");
    await keepOutcome(scope, "agent", REFUSAL, byCall(beganAt));
    expect(await stateOf(scope)).not.toBe("down");
    await keepOutcome(scope, "agent", REFUSAL, byCall());
    expect(await stateOf(scope)).toBe("down");
  });

  it("counts only what cannot pass by itself, where they ask for more than a caller does", async () => {
    const refusal = new ProviderError("openai", "no such key", { permanent: true, httpStatus: 401 });
    const ask = (error: ProviderError) =>
      noted(scope, "model", () => Promise.reject(error), { isPatient: true }).catch(() => undefined);
    for (let time = 1; time <= 3; time += 1) await ask(failure);
    await ask(refusal);
    await until("it is noted", async () => (await findLineService(scope, "model"))?.state === "down");
    expect(await findLineService(scope, "model")).toMatchObject({ failures: 1, error: "no such key" });
  });
});

describe("the questions of workers", () => {
  it("are about every business that can be called, once", async () => {
    await openLine();
    const idle = (await createBusiness()).scope;
    await expectLineServices();
    await expectLineServices();
    expect((await listLineServices(scope)).map(({ service }) => service).sort()).toEqual([
      "agent",
      "model",
      "telephone",
      "voice",
    ]);
    expect(await listLineServices(idle)).toEqual([]);
  });

  it("are shared: two workers never hold the same one, and what a dead one held is asked again", async () => {
    await openLine();
    await expectLineServices();
    await due();
    const [one, other] = await Promise.all([claimDueProbes(100, 60), claimDueProbes(100, 60)]);
    const claimed = [...one, ...other].map(({ tenantId, service }) => `${tenantId} ${service}`);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.filter((each) => each.startsWith(scope.tenantId))).toHaveLength(4);
    expect(await claimDueProbes(100, 60)).toEqual([]);
    await due();
    expect(await claimDueProbes(100, 60)).toHaveLength(claimed.length);
  });
});

describe("a call that comes in", () => {
  async function ring(toNumber: string) {
    const request = {
      CallSid: newSid("CA"),
      AccountSid: newSid("AC"),
      From: "+34600111222",
      To: toNumber,
      CallStatus: "ringing",
    };
    const route = await findRouteOfNumber(toNumber);
    if (!route) throw new Error("nobody has the number");
    const answer = await receiveCall(scope, request, route);
    const { id } = await openInboundCall(scope, request, route);
    const steps = await database.owner<{ payload: Record<string, unknown> }[]>`
      select payload from call_events where call_id = ${id} and type = 'stepped_down'`;
    const call = await findCall(scope, id);
    return {
      twiml: typeof answer === "function" ? "" : answer,
      steps: steps.map((row) => row.payload),
      call,
    };
  }

  it("goes to the agent while nothing is known against it", async () => {
    const { twiml, steps } = await ring(await openLine());
    expect(twiml).toContain("<Stream");
    expect(steps).toEqual([]);
  });

  it("goes on by turns at once while the agent is down", async () => {
    const number = await openLine();
    await keepOutcome(scope, "agent", REFUSAL);
    const { twiml, steps, call } = await ring(number);
    expect(twiml).toContain("<Gather");
    expect(steps).toEqual([{ from: "agent", next: "turns", code: "agent_down" }]);
    expect(call).toMatchObject({ mode: "turns", errorCode: "agent_down", errorMessage: REFUSAL.error });
  });

  it("goes to the tone while the model is down as well, and an agent by turns straight there", async () => {
    const number = await openLine();
    for (const service of ["agent", "model"] as const) await keepOutcome(scope, service, REFUSAL);
    const { twiml, steps } = await ring(number);
    expect(twiml).toContain("<Record");
    expect(steps).toEqual([{ from: "agent", next: "message_box", code: "agent_down" }]);
    const turns = await openLine({ mode: "turns", elevenLabsAgentId: null });
    const byTurns = await ring(turns);
    expect(byTurns.twiml).toContain("<Record");
    expect(byTurns.steps).toEqual([{ from: "turns", next: "message_box", code: "model_down" }]);
  });

  it("hears an apology where Twilio would speak instead of recording", async () => {
    const number = await openLine({ mode: "turns", elevenLabsAgentId: null });
    await openAccount("twilio", "trial");
    await keepOutcome(scope, "model", REFUSAL);
    const { twiml, steps } = await ring(number);
    expect(twiml).not.toContain("<Record");
    expect(twiml).toContain("<Hangup");
    expect(steps).toEqual([{ from: "turns", next: "apology", code: "model_down" }]);
  });

  it("of a number that ElevenLabs answers by itself hears an apology, and the line says so", async () => {
    const number = await openLine({ mode: "native" });
    await database.owner`update numbers set inbound_via = 'elevenlabs' where phone_number = ${number}`;
    expect(await describeLine(scope)).toMatchObject({ callersGet: "agent" });
    await keepOutcome(scope, "agent", REFUSAL);
    expect(await describeLine(scope)).toMatchObject({
      callersGet: "apology",
      numbers: [{ code: "agent_down" }],
    });
  });

  it("is what the line says of it", async () => {
    const number = await openLine();
    expect(await describeLine(scope)).toMatchObject({ callersGet: "agent" });
    await keepOutcome(scope, "agent", REFUSAL);
    const line = await describeLine(scope);
    expect(line).toMatchObject({ callersGet: "turns", isPersonOffered: false });
    expect(line.numbers).toMatchObject([{ phoneNumber: number, rung: "turns", code: "agent_down" }]);
    expect(line.services).toMatchObject([
      { service: "telephone", state: "up", error: null },
      { service: "agent", state: "down", error: REFUSAL.error },
      { service: "voice", state: "up" },
      { service: "model", state: "up" },
    ]);
  });
});
