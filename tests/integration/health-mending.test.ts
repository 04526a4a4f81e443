import { afterAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { numberView } from "@/lib/numbers/schema";
import { describeTools } from "@/lib/tools/run-tool";
import {
  at,
  changeAgent,
  changeNumber,
  check,
  faultsOf,
  mend,
  readAgent,
  readNumber,
  readWebhook,
} from "./health-checks";
import { openHouseDatabase } from "./house-database";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, type BusinessOrder, createBusiness } from "../support/tenant";
import { atElevenLabs } from "../support/vendor-rest";

const house = inject("house");
judgeAtTheEnd(house);
const database = openHouseDatabase(house.dataFolder);
afterAll(() => database.end());

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
