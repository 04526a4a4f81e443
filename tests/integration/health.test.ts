import { afterAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { accountView } from "@/lib/accounts/schema";
import { healthReport, type HealthReport, type MendInput } from "@/lib/health/schema";
import { numberView } from "@/lib/numbers/schema";
import { describeTools } from "@/lib/tools/run-tool";
import { openHouseDatabase } from "./house-database";
import { LiveReader } from "../support/client-live";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, type BusinessOrder, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { atElevenLabs, atTwilio } from "../support/vendor-rest";

const house = inject("house");
judgeAtTheEnd(house);
const database = openHouseDatabase(house.dataFolder);
afterAll(() => database.end());

const check = (of: Business): Promise<HealthReport> =>
  of.client.ask("POST", "/api/health/check", healthReport, {});
const mend = (of: Business, input: MendInput): Promise<HealthReport> =>
  of.client.ask("POST", "/api/health/mend", healthReport, input);
const faultsOf = ({ findings }: HealthReport) =>
  findings
    .filter(({ status }) => status === "broken" || status === "warning")
    .map((finding) => `${finding.check}.${finding.problem}`);

/** A value deep in a vendor's answer. */
function at(root: unknown, path: string): unknown {
  let here = root;
  for (const part of path.split(".")) here = (here as Record<string, unknown> | null | undefined)?.[part];
  return here;
}

async function readNumber(of: Business): Promise<Record<string, unknown>> {
  const listed = await atTwilio(
    of,
    "GET",
    `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(of.number)}`,
  );
  return at(listed, "incoming_phone_numbers.0") as Record<string, unknown>;
}

async function changeNumber(of: Business, fields: Record<string, string>): Promise<void> {
  const { sid } = await readNumber(of);
  await atTwilio(of, "POST", `/IncomingPhoneNumbers/${String(sid)}.json`, fields);
}

const agentPath = (of: Business) => `/v1/convai/agents/${of.vendorAgentId}`;
const readAgent = (of: Business) => atElevenLabs(of, "GET", agentPath(of));
const changeAgent = (of: Business, patch: Record<string, unknown>) =>
  atElevenLabs(of, "PATCH", agentPath(of), patch);

interface VendorWebhook {
  webhook_id: string;
  webhook_url: string;
  name: string;
  is_disabled: boolean;
  is_auto_disabled: boolean;
}

async function readWebhooks(of: Business): Promise<VendorWebhook[]> {
  return (await atElevenLabs(of, "GET", "/v1/workspace/webhooks"))["webhooks"] as VendorWebhook[];
}

/** The one that the agent's calls are reported to. */
async function readWebhook(of: Business): Promise<VendorWebhook> {
  const id = at(await readAgent(of), "platform_settings.workspace_overrides.webhooks.post_call_webhook_id");
  const webhook = (await readWebhooks(of)).find(({ webhook_id }) => webhook_id === id);
  if (!webhook) throw new Error("the agent reports to no webhook");
  return webhook;
}

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

interface Planted {
  order?: BusinessOrder;
  /** What somebody changes at a vendor. */
  plant: (of: Business) => Promise<unknown>;
  found: string;
  /** Read back from the vendor once it says that it is mended. */
  isMended: (of: Business) => Promise<unknown>;
}

const NATIVE: BusinessOrder = { agent: { mode: "native" } };

const PLANTED: Record<string, Planted> = {
  "a number that was pointed elsewhere": {
    plant: (of) => changeNumber(of, { VoiceUrl: "https://demo.example.com/voice.xml" }),
    found: "number_webhooks.elsewhere",
    isMended: async (of) => (await readNumber(of))["voice_url"] === `${house.webUrl}/webhooks/voice`,
  },
  "a number that was given to an application": {
    plant: (of) => changeNumber(of, { VoiceApplicationSid: `AP${"a".repeat(32)}` }),
    found: "number_webhooks.ignored",
    isMended: async (of) => !(await readNumber(of))["voice_application_sid"],
  },
  "a number without its spare address": {
    plant: (of) => changeNumber(of, { VoiceFallbackUrl: "" }),
    found: "number_webhooks.incomplete",
    isMended: async (of) =>
      (await readNumber(of))["voice_fallback_url"] === `${house.webUrl}/webhooks/twilio/fallback`,
  },
  "an agent with another sound": {
    plant: (of) =>
      changeAgent(of, { conversation_config: { tts: { agent_output_audio_format: "pcm_16000" } } }),
    found: "agent_audio.format",
    isMended: async (of) =>
      at(await readAgent(of), "conversation_config.tts.agent_output_audio_format") === "ulaw_8000",
  },
  "a permission that was taken from an agent": {
    plant: (of) =>
      changeAgent(of, {
        platform_settings: {
          overrides: { conversation_config_override: { agent: { prompt: { prompt: false } } } },
        },
      }),
    found: "agent_overrides.refused",
    isMended: async (of) =>
      at(
        await readAgent(of),
        "platform_settings.overrides.conversation_config_override.agent.prompt.prompt",
      ) === true,
  },
  "the tools that were taken from an agent": {
    plant: (of) => changeAgent(of, { conversation_config: { agent: { prompt: { tool_ids: [] } } } }),
    found: "agent_tools.missing",
    isMended: async (of) =>
      (at(await readAgent(of), "conversation_config.agent.prompt.tool_ids") as string[]).length ===
      describeTools().length,
  },
  "an agent with another speech model": {
    plant: (of) => changeAgent(of, { conversation_config: { tts: { model_id: "eleven_flash_v2" } } }),
    found: "agent_drift.settings",
    isMended: async (of) =>
      at(await readAgent(of), "conversation_config.tts.model_id") === "eleven_flash_v2_5",
  },
  "a post-call webhook that was switched off": {
    async plant(of) {
      const { webhook_id: id, name } = await readWebhook(of);
      await atElevenLabs(of, "PATCH", `/v1/workspace/webhooks/${id}`, { name, is_disabled: true });
    },
    found: "post_call_webhook.disabled",
    isMended: async (of) => !(await readWebhook(of)).is_disabled,
  },
  "a post-call webhook that ElevenLabs gave up": {
    async plant(of) {
      const { webhook_id: id } = await readWebhook(of);
      await of.sandbox.control("POST", "workspaces", {
        apiKey: of.apiKey,
        webhook: { id, isAutoDisabled: true },
      });
    },
    found: "post_call_webhook.auto_disabled",
    isMended: async (of) => !(await readWebhook(of)).is_auto_disabled,
  },
  "a post-call webhook that was deleted": {
    plant: async (of) =>
      atElevenLabs(of, "DELETE", `/v1/workspace/webhooks/${(await readWebhook(of)).webhook_id}`),
    found: "post_call_webhook.missing",
    isMended: async (of) =>
      (await readWebhook(of)).webhook_url.startsWith(`${house.webUrl}/api/webhooks/elevenlabs`),
  },
  "an agent that no longer reports its calls": {
    plant: (of) =>
      changeAgent(of, {
        platform_settings: { workspace_overrides: { webhooks: { post_call_webhook_id: null } } },
      }),
    found: "post_call_webhook.detached",
    isMended: readWebhook,
  },
  "a native agent that does not ask who calls": {
    order: NATIVE,
    plant: (of) =>
      changeAgent(of, {
        platform_settings: {
          overrides: { enable_conversation_initiation_client_data_from_webhook: false },
        },
      }),
    found: "personalization.off",
    isMended: async (of) =>
      at(
        await readAgent(of),
        "platform_settings.overrides.enable_conversation_initiation_client_data_from_webhook",
      ) === true,
  },
  "a native agent that asks somebody else who calls": {
    order: NATIVE,
    plant: (of) =>
      changeAgent(of, {
        platform_settings: {
          workspace_overrides: {
            conversation_initiation_client_data_webhook: {
              url: "https://x.example.com/",
              request_headers: {},
            },
          },
        },
      }),
    found: "personalization.elsewhere",
    isMended: async (of) =>
      at(
        await readAgent(of),
        "platform_settings.workspace_overrides.conversation_initiation_client_data_webhook.url",
      ) === `${house.webUrl}/webhooks/elevenlabs/conversation-initiation`,
  },
};

describe("what was changed at a vendor is found, and mended by one press", () => {
  it.each(Object.entries(PLANTED))("%s", async (_what, { order = {}, plant, found, isMended }) => {
    const business = await createBusiness(house, order);
    expect(faultsOf(await check(business))).toEqual([]);
    await plant(business);
    const report = await check(business);
    expect(faultsOf(report)).toEqual([found]);
    const finding = report.findings.find((candidate) => candidate.problem !== null);
    expect(finding?.mendable).toBe(true);
    const input = { check: finding?.check ?? "clock", subjectId: finding?.subject?.id ?? null };
    expect(faultsOf(await mend(business, input))).toEqual([]);
    expect(await isMended(business)).toBeTruthy();
    const [entry] = await database<{ details: object }[]>`
      select details from audit_entries where tenant_id = ${business.tenantId} and action = 'health.mend'`;
    expect(entry?.details).toEqual({ check: input.check, problem: finding?.problem });
    // A second press, or one on a page that is old by now.
    expect(await business.client.refusal("POST", "/api/health/mend", input)).toEqual({
      status: 409,
      code: "conflict",
    });
  });

  it("a key that was deleted there, of which two checks speak, by a press on either", async () => {
    const business = await createBusiness(house, NATIVE);
    const secrets = (await atElevenLabs(business, "GET", "/v1/convai/secrets"))["secrets"] as {
      secret_id: string;
    }[];
    for (const { secret_id: id } of secrets)
      await atElevenLabs(business, "DELETE", `/v1/convai/secrets/${id}`);
    expect(faultsOf(await check(business))).toEqual([
      "personalization.secret",
      "webhook_secret.callback_missing",
    ]);
    expect(faultsOf(await mend(business, { check: "webhook_secret", subjectId: null }))).toEqual([]);
    const headers = at(
      await readAgent(business),
      "platform_settings.workspace_overrides.conversation_initiation_client_data_webhook.request_headers",
    );
    const kept = (await atElevenLabs(business, "GET", "/v1/convai/secrets"))["secrets"] as {
      secret_id: string;
    }[];
    expect(JSON.stringify(headers)).toContain(kept[0]?.secret_id ?? "no secret");
  });
});

describe("a number that ElevenLabs forgot", () => {
  it("is registered again, and its calls stay here", async () => {
    const business = await createBusiness(house, NATIVE);
    const path = `/api/numbers/${business.numberId}/import`;
    const { elevenLabsNumberId: before } = await business.client.ask("POST", path, numberView);
    await atElevenLabs(business, "DELETE", `/v1/convai/phone-numbers/${before ?? ""}`);
    expect(faultsOf(await check(business))).toEqual(["number_webhooks.unregistered"]);
    const input = { check: "number_webhooks" as const, subjectId: business.numberId };
    expect(faultsOf(await mend(business, input))).toEqual([]);
    const [number] = await business.client.get("/api/numbers", z.array(numberView));
    expect(number?.elevenLabsNumberId).toMatch(/^phnum/);
    expect(number?.elevenLabsNumberId).not.toBe(before);
    expect((await readNumber(business))["voice_url"]).toBe(`${house.webUrl}/webhooks/voice`);
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
