import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { accountView } from "@/lib/accounts/schema";
import { healthReport } from "@/lib/health/schema";
import { at, changeAgent, changeNumber, check, faultsOf, mend, readAgent, readNumber } from "./health-checks";
import { LiveReader } from "../support/client-live";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

describe("a line that works", () => {
  it("is in order in every check, and the report is kept", async () => {
    const business = await createBusiness(house);
    const report = await check(business);
    expect(faultsOf(report)).toEqual([]);
    expect(report.status).toBe("ok");
    const kept = await business.client.get("/api/health", healthReport);
    expect(kept).toEqual(report);
    const accounts = await business.client.get("/api/accounts", z.array(accountView));
    expect(accounts.map(({ facts }) => facts)).toMatchObject([
      { tier: "creator", creditsLeft: 100_000, callsAtOnce: 10 },
      { accountType: "Full", balance: "42.00", currency: "USD" },
    ]);
  });
});

describe("what only the owner of an account can put right", () => {
  it("is found with the vendor's words, and is not pressed away", async () => {
    const business = await createBusiness(house);
    const { accountSid, apiKey } = business;
    const change = (facts: object) => business.sandbox.control("POST", "accounts", { accountSid, ...facts });
    const plan = (facts: object) => business.sandbox.control("POST", "workspaces", { apiKey, ...facts });

    await change({ balance: "3.10" });
    await plan({ tier: "free", characterCount: 99_500 });
    expect(faultsOf(await check(business))).toEqual([
      "twilio_balance.low",
      "elevenlabs_credit.low",
      "elevenlabs_concurrency.few",
    ]);

    await change({ balance: "42.00", type: "Trial" });
    await plan({ tier: "creator", characterCount: 0 });
    expect(faultsOf(await check(business))).toEqual(["twilio_trial.trial"]);

    await change({ type: "Full", authToken: "f".repeat(32) });
    const report = await check(business);
    expect(faultsOf(report)).toEqual(["twilio_account.refused"]);
    expect(report.findings.find(({ problem }) => problem === "refused")?.said).toMatch(/20003/);
    const accounts = await business.client.get("/api/accounts", z.array(accountView));
    expect(accounts.find(({ vendor }) => vendor === "twilio")?.status).toBe("invalid");
    expect(
      await business.client.refusal("POST", "/api/health/mend", { check: "twilio_account", subjectId: null }),
    ).toMatchObject({ status: 409 });

    await change({ authToken: business.authToken });
    expect(faultsOf(await check(business))).toEqual([]);
  });

  it("is an ElevenLabs key that was revoked", async () => {
    const business = await createBusiness(house);
    const match = business.apiKey;
    await business.sandbox.misbehave({
      target: "elevenlabs.rest",
      kind: "status",
      status: 401,
      match,
      times: 20,
    });
    const report = await check(business);
    expect(faultsOf(report)).toEqual(["elevenlabs_account.refused"]);
    expect(report.findings.find(({ check: of }) => of === "agent_audio")?.status).toBe("unknown");
  });

  it("is a clock that has drifted", async () => {
    const business = await createBusiness(house);
    try {
      await business.sandbox.control("POST", "clock", { skewSeconds: -120 });
      const report = await check(business);
      expect(faultsOf(report)).toEqual(["clock.off"]);
    } finally {
      await business.sandbox.control("POST", "clock", { skewSeconds: 0 });
    }
  });

  it("is an agent whose words somebody changed: nobody's work is overwritten", async () => {
    const business = await createBusiness(house);
    const words = "Buenos días, soy la asistente virtual de otra clínica.";
    await changeAgent(business, { conversation_config: { agent: { first_message: words } } });
    const report = await check(business);
    expect(faultsOf(report)).toEqual(["agent_drift.changed"]);
    const input = { check: "agent_drift", subjectId: business.agent.id };
    expect(await business.client.refusal("POST", "/api/health/mend", input)).toMatchObject({ status: 409 });
    expect(at(await readAgent(business), "conversation_config.agent.first_message")).toBe(words);
  });

  it("keeps those words when something beside them is mended", async () => {
    const business = await createBusiness(house);
    const words = "Buenos días, soy la asistente virtual de otra clínica.";
    await changeAgent(business, {
      conversation_config: {
        agent: { first_message: words },
        asr: { user_input_audio_format: "pcm_16000" },
      },
    });
    await check(business);
    const report = await mend(business, { check: "agent_audio", subjectId: business.agent.id });
    expect(faultsOf(report)).toEqual(["agent_drift.changed"]);
    const agent = await readAgent(business);
    expect(at(agent, "conversation_config.agent.first_message")).toBe(words);
    expect(at(agent, "conversation_config.asr.user_input_audio_format")).toBe("ulaw_8000");
  });
});

describe("open pages", () => {
  it("are told when the line breaks and when it is mended, and not when nothing is new", async () => {
    const business = await createBusiness(house);
    await check(business);
    const reader = await LiveReader.open(business.client);
    const told = () => reader.messages.filter(({ type }) => type === "health").length;
    await changeNumber(business, { VoiceUrl: "https://demo.example.com/voice.xml" });
    const { findings } = await check(business);
    await until("the page was told of the fault", () => told() === 1);
    await check(business);
    const subjectId = findings.find(({ problem }) => problem === "elsewhere")?.subject?.id ?? null;
    await mend(business, { check: "number_webhooks", subjectId });
    await until("the page was told of the mending", () => told() === 2);
    reader.close();
  });
});

describe("a vendor that does not answer", () => {
  it("is unknown, not broken", async () => {
    const business = await createBusiness(house);
    const match = business.accountSid;
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 503,
      match,
      times: 20,
    });
    const report = await check(business);
    expect(faultsOf(report)).toEqual([]);
    expect(report.status).toBe("unknown");
    expect(report.findings.find(({ check: of }) => of === "twilio_account")).toMatchObject({
      status: "unknown",
    });
  });

  it("in the middle of mending leaves the finding, and the next press mends it", async () => {
    const business = await createBusiness(house);
    await changeNumber(business, { VoiceUrl: "https://demo.example.com/voice.xml" });
    const report = await check(business);
    const { sid } = await readNumber(business);
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 500,
      match: `POST /2010-04-01/Accounts/${business.accountSid}/IncomingPhoneNumbers/${String(sid)}`,
      times: 1,
    });
    const subjectId = report.findings.find(({ problem }) => problem === "elsewhere")?.subject?.id ?? null;
    const input = { check: "number_webhooks" as const, subjectId };
    expect(await business.client.refusal("POST", "/api/health/mend", input)).toEqual({
      status: 502,
      code: "provider_failed",
    });
    expect(faultsOf(await check(business))).toEqual(["number_webhooks.elsewhere"]);
    expect(faultsOf(await mend(business, input))).toEqual([]);
  });
});
