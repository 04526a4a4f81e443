import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../server";
import { ACCOUNT_SID, CLINIC, legTo, NUMBER_SID, PATIENT, rest, startTestSandbox } from "./fixture";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const CALL = { To: PATIENT, From: CLINIC, Url: "http://127.0.0.1:9/voice" };

describe("authentication", () => {
  it.each([
    ["nothing", {}],
    ["a wrong token", { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:wrong`).toString("base64")}` }],
    ["a bearer", { authorization: "Bearer x" }],
  ])("%s is 20003", async (_name, headers) => {
    const response = await fetch(`${sandbox.url}/2010-04-01/Accounts/${ACCOUNT_SID}.json`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      code: 20_003,
      message: "Authenticate",
      more_info: "https://www.twilio.com/docs/errors/20003",
      status: 401,
    });
  });

  it("another account's address is not found", async () => {
    const own = await rest(sandbox, "GET", ".json");
    expect(own.json).toMatchObject({ sid: ACCOUNT_SID, type: "Full", status: "active" });
    const other = await rest(sandbox, "GET", "0/Calls.json");
    expect(other).toMatchObject({ status: 404, json: { code: 20_404 } });
  });
});

describe("calls that cannot be placed", () => {
  it.each<[string, Record<string, string>, number]>([
    ["no To", { From: CLINIC, Url: CALL.Url }, 21_201],
    ["no From", { To: PATIENT, Url: CALL.Url }, 21_213],
    ["a bad To", { ...CALL, To: "123" }, 21_211],
    ["To equal to From", { ...CALL, To: CLINIC }, 21_211],
    ["a bad From", { ...CALL, From: "clinic" }, 21_212],
    ["a From of somebody else", { ...CALL, From: "+34910000999" }, 21_210],
    ["a relative Url", { ...CALL, Url: "/voice" }, 21_205],
    ["nothing to do", { To: PATIENT, From: CLINIC }, 21_205],
    [
      "a Twiml of 4001 characters",
      { To: PATIENT, From: CLINIC, Twiml: `<Response>${" ".repeat(4000)}</Response>` },
      32_018,
    ],
    [
      "a relative action",
      { To: PATIENT, From: CLINIC, Twiml: '<Response><Gather action="/x"/></Response>' },
      15_004,
    ],
    ["an unknown verb", { To: PATIENT, From: CLINIC, Twiml: "<Response><Shout/></Response>" }, 12_200],
    ["a Timeout of an hour", { ...CALL, Timeout: "3600" }, 20_001],
    ["a parameter in another case", { ...CALL, statusCallback: "http://127.0.0.1:9/" }, 20_001],
    [
      "AMD beside the call without callback",
      { ...CALL, MachineDetection: "Enable", AsyncAmd: "true" },
      21_262,
    ],
  ])("%s is %i", async (_name, form, code) => {
    expect(await rest(sandbox, "POST", "/Calls.json", form)).toMatchObject({
      status: 400,
      json: { code, status: 400 },
    });
  });
});

describe("calls that exist", () => {
  it("a created call is queued, in the published shape", async () => {
    const { status, json } = await rest(sandbox, "POST", "/Calls.json", CALL);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      account_sid: ACCOUNT_SID,
      phone_number_sid: NUMBER_SID,
      to: PATIENT,
      from: CLINIC,
      status: "queued",
      direction: "outbound-api",
      duration: null,
      queue_time: "0",
      price: null,
      price_unit: "USD",
    });
    const sid = String(json["sid"]);
    expect((await rest(sandbox, "POST", `/Calls/${sid}.json`, { Status: "canceled" })).json).toMatchObject({
      status: "canceled",
    });
    expect((await rest(sandbox, "POST", `/Calls/${sid}.json`, { Status: "completed" })).json).toMatchObject({
      code: 21_220,
    });
    expect((await rest(sandbox, "DELETE", `/Calls/${sid}.json`)).status).toBe(204);
    expect((await rest(sandbox, "GET", `/Calls/${sid}.json`)).json).toMatchObject({ code: 20_404 });
  });

  it("lists are paged and filtered", async () => {
    for (const last of ["1", "2", "3"]) {
      const { json } = await rest(sandbox, "POST", "/Calls.json", { ...CALL, To: `+3460000010${last}` });
      await rest(sandbox, "POST", `/Calls/${String(json["sid"])}.json`, { Status: "canceled" });
    }
    const first = await rest(sandbox, "GET", "/Calls.json?PageSize=2&StartTime%3E=2020-01-01");
    expect(first.json).toMatchObject({ page: 0, page_size: 2, previous_page_uri: null });
    const all = await rest(sandbox, "GET", "/Calls.json?PageSize=2");
    expect(all.json["calls"]).toHaveLength(2);
    const next = String(all.json["next_page_uri"]).replace(`/2010-04-01/Accounts/${ACCOUNT_SID}`, "");
    expect((await rest(sandbox, "GET", next)).json).toMatchObject({ page: 1, start: 2 });
    const one = await rest(sandbox, "GET", "/Calls.json?To=%2B34600000102");
    expect(one.json["calls"]).toMatchObject([{ to: "+34600000102" }]);
    const failed = await rest(sandbox, "GET", "/Calls.json?To=%2B34600000102&Status=completed");
    expect(failed.json["calls"]).toEqual([]);
    const from = await rest(
      sandbox,
      "GET",
      `/Calls.json?To=%2B34600000102&From=${encodeURIComponent(CLINIC)}`,
    );
    expect(from.json["calls"]).toHaveLength(1);
  });

  it("every page together is every call, the newest first", async () => {
    const to = "+34600000777";
    const placed: string[] = [];
    for (let call = 0; call < 5; call += 1) {
      const { json } = await rest(sandbox, "POST", "/Calls.json", { ...CALL, To: to });
      await rest(sandbox, "POST", `/Calls/${String(json["sid"])}.json`, { Status: "canceled" });
      placed.unshift(String(json["sid"]));
    }
    const listed: string[] = [];
    let path: string | null = `/Calls.json?To=${encodeURIComponent(to)}&PageSize=2`;
    while (path !== null) {
      const { json } = await rest(sandbox, "GET", path);
      listed.push(...(json["calls"] as { sid: string }[]).map(({ sid }) => sid));
      const next = json["next_page_uri"] as string | null;
      path = next?.replace(`/2010-04-01/Accounts/${ACCOUNT_SID}`, "") ?? null;
    }
    expect(listed).toEqual(placed);
  });

  it("are found by when they were dialled; one that still waits has no such time", async () => {
    const to = "+34600000888";
    const { json } = await rest(sandbox, "POST", "/Calls.json", { ...CALL, To: to });
    await legTo(sandbox, to);
    const since = (at: number) =>
      rest(
        sandbox,
        "GET",
        `/Calls.json?To=${encodeURIComponent(to)}&StartTime%3E=${new Date(at).toISOString()}`,
      );
    expect((await since(Date.now() - 60_000)).json["calls"]).toMatchObject([{ sid: json["sid"] }]);
    expect((await since(Date.now() + 60_000)).json["calls"]).toEqual([]);
    const bad = await rest(sandbox, "GET", "/Calls.json?StartTime%3E=yesterday");
    expect(bad).toMatchObject({ status: 400, json: { code: 20_001 } });
  });
});

describe("numbers", () => {
  it("settings are kept by their published names", async () => {
    const { json } = await rest(sandbox, "POST", `/IncomingPhoneNumbers/${NUMBER_SID}.json`, {
      VoiceUrl: "https://clinic.example/voice",
      StatusCallback: "https://clinic.example/status",
    });
    expect(json).toMatchObject({
      phone_number: CLINIC,
      voice_url: "https://clinic.example/voice",
      voice_method: "POST",
      status_callback: "https://clinic.example/status",
    });
    const bad = await rest(sandbox, "POST", `/IncomingPhoneNumbers/${NUMBER_SID}.json`, {
      VoiceUrl: "clinic",
    });
    expect(bad.status).toBe(400);
  });
});

describe("misbehaviour on request", () => {
  it("a rate limit is told as the vendor tells it", async () => {
    sandbox.faults.add({ target: "twilio.rest", kind: "status", status: 429, times: 1 });
    expect(await rest(sandbox, "GET", "/Balance.json")).toMatchObject({
      status: 429,
      json: { code: 20_429 },
    });
    expect((await rest(sandbox, "GET", "/Balance.json")).status).toBe(200);
  });

  it.each([429, 500, 503])("a request that is answered with %i was not obeyed", async (status) => {
    const before = sandbox.twilio.store.calls.size;
    sandbox.faults.add({ target: "twilio.rest", kind: "status", status, times: 1 });
    expect((await rest(sandbox, "POST", "/Calls.json", CALL)).status).toBe(status);
    expect(sandbox.twilio.store.calls.size).toBe(before);
  });

  it("an answer that is lost leaves the call behind", async () => {
    const before = sandbox.twilio.store.calls.size;
    sandbox.faults.add({ target: "twilio.rest", kind: "cut", times: 1 });
    await expect(rest(sandbox, "POST", "/Calls.json", CALL)).rejects.toThrow();
    expect(sandbox.twilio.store.calls.size).toBe(before + 1);
  });
});
