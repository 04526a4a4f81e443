import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../server";
import { DialQueue } from "./dial-queue";
import {
  ACCOUNT_SID,
  ADVISOR,
  CLINIC,
  control,
  ended,
  legTo,
  PATIENT,
  rest,
  startTestSandbox,
} from "./fixture";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox({ verifiedCallerIds: [ADVISOR] });
});
afterEach(() => sandbox.close());

const HANG_UP = "<Response><Hangup/></Response>";
const call = (form: Record<string, string> = {}) =>
  rest(sandbox, "POST", "/Calls.json", { To: PATIENT, From: CLINIC, Twiml: HANG_UP, ...form });
const change = (facts: Record<string, unknown>) =>
  control(sandbox, "accounts", { accountSid: ACCOUNT_SID, ...facts });
const behave = (number: string, behaviour: string) => control(sandbox, "phones", { number, behaviour });

describe("who may be called", () => {
  it("depends on the account's countries", async () => {
    expect(await change({ allowedCountries: ["MX", "AR"] })).toMatchObject({
      allowedCountries: ["MX", "AR"],
    });
    expect(await call()).toMatchObject({ status: 400, json: { code: 21_215 } });
    expect((await call({ To: "+525512345678" })).status).toBe(201);
    expect((await call({ To: "+18765550100" })).json).toMatchObject({ code: 21_215 });
    await change({ allowedCountries: null });
    expect((await call()).status).toBe(201);
  });

  it("holds for a person who is dialled from a call as well", async () => {
    await behave(PATIENT, "answer");
    await change({ allowedCountries: ["ES"] });
    const Twiml = "<Response><Dial><Number>+18765550100</Number></Dial></Response>";
    const { json } = await call({ Twiml });
    const record = await ended(sandbox, String(json["sid"]));
    expect(record.alerts).toMatchObject([{ code: 13_227 }]);
  });

  it("on trial is only who is verified", async () => {
    await change({ type: "Trial" });
    expect(await call()).toMatchObject({ status: 400, json: { code: 21_219 } });
    expect((await call({ To: ADVISOR })).status).toBe(201);
  });

  it("is called from a number that is owned or verified", async () => {
    expect((await call({ From: ADVISOR })).status).toBe(201);
    await change({ verifiedCallerIds: [] });
    expect((await call({ From: ADVISOR })).json).toMatchObject({ code: 21_210 });
  });
});

describe("how many calls there may be", () => {
  it("counts those that come in, and a place is free again after a call", async () => {
    await change({ maxConcurrentCalls: 1 });
    const { json } = await call();
    expect(await call({ To: ADVISOR })).toMatchObject({ status: 400, json: { code: 10_004 } });
    const refused = (await control(sandbox, "calls", { from: ADVISOR, to: CLINIC })) as { callSid: string };
    expect(sandbox.twilio.store.calls.get(refused.callSid)).toMatchObject({
      status: "failed",
      alerts: [{ code: 10_004 }],
    });
    (await legTo(sandbox, PATIENT)).pickup.resolve("reject");
    await ended(sandbox, String(json["sid"]));
    expect((await call()).status).toBe(201);
  });

  it("leaves no place for the person that a call dials", async () => {
    await behave(PATIENT, "answer");
    await change({ maxConcurrentCalls: 1 });
    const Twiml = `<Response><Dial><Number>${ADVISOR}</Number></Dial></Response>`;
    const { json } = await call({ Twiml });
    await ended(sandbox, String(json["sid"]));
    const child = [...sandbox.twilio.store.calls.values()].find((one) => one.parentCallSid === json["sid"]);
    expect(child).toMatchObject({ status: "failed", alerts: [{ code: 10_004 }] });
  });

  it("in a second is a matter of waiting, not of refusing", () => {
    const queue = new DialQueue();
    const account = { ...sandbox.twilio.store.accounts.get(ACCOUNT_SID), callsPerSecond: 2 };
    const turn = (nowMs: number) => queue.turnInMs(account as Parameters<DialQueue["turnInMs"]>[0], nowMs);
    expect([turn(1000), turn(1000), turn(1100), turn(9000)]).toEqual([0, 500, 900, 0]);
  });
});

describe("what an account is worth", () => {
  it("is told by its balance, and a suspended one is told nothing", async () => {
    await change({ balance: "-1.20" });
    expect((await rest(sandbox, "GET", "/Balance.json")).json).toMatchObject({ balance: "-1.20" });
    await change({ status: "suspended" });
    expect(await rest(sandbox, "GET", ".json")).toMatchObject({ status: 401, json: { code: 20_003 } });
    const { callSid } = (await control(sandbox, "calls", { from: PATIENT, to: CLINIC })) as {
      callSid: string;
    };
    expect(sandbox.twilio.store.calls.get(callSid)).toMatchObject({ alerts: [{ code: 10_003 }] });
  });

  it("a token that was changed opens nothing any more", async () => {
    expect(JSON.stringify(await change({ authToken: "another-token" }))).not.toContain("another-token");
    expect((await rest(sandbox, "GET", ".json")).status).toBe(401);
  });

  it.each([
    { accountSid: `AC${"9".repeat(32)}` },
    { balance: "a lot" },
    { allowedCountries: ["Spain"] },
    { limit: 1 },
  ])("nobody can change %j", async (facts) => {
    expect(await change(facts)).toHaveProperty("error");
  });
});

describe("what a call costs", () => {
  it("is null at first, then a charge by country and minute, or what it is told to be", async () => {
    await behave(PATIENT, "answer");
    const sid = String((await call()).json["sid"]);
    await ended(sandbox, sid);
    const price = async () => (await rest(sandbox, "GET", `/Calls/${sid}.json`)).json["price"];
    expect(await price()).toBeNull();
    expect(await control(sandbox, `calls/${sid}/price`, {})).toEqual({ callSid: sid, price: "-0.01800" });
    expect(await price()).toBe("-0.01800");
    await control(sandbox, `calls/${sid}/price`, { price: "-1.23" });
    expect(await price()).toBe("-1.23");
  });

  it("stays without a price when nobody answered", async () => {
    await behave(PATIENT, "busy");
    const sid = String((await call()).json["sid"]);
    await ended(sandbox, sid);
    expect(await control(sandbox, `calls/${sid}/price`, {})).toEqual({ callSid: sid, price: null });
  });
});
