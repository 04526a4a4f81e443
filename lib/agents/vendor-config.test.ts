import { describe, expect, it } from "vitest";
import type { VendorSetup } from "@/lib/accounts/vendor-setup";
import { withSafetyRules } from "@/lib/safety/prompt-rules";
import { type ConfigSource, readVendorConfig, vendorBody, vendorConfig } from "./vendor-config";

const setup: VendorSetup = {
  apiKey: "sk",
  postCallWebhookId: "wh_1",
  callbackSecretId: "secret_1",
  tools: { bridge: ["tool_client"], native: ["tool_webhook"] },
  namesakes: ["tool_namesake"],
};

const source: ConfigSource = {
  agent: {
    name: "Recepción",
    mode: "bridge",
    language: "es",
    voiceId: "voice_1",
    prompt: "Atienda a {{contact_name}} en {{place}}.",
    firstMessage: "Le atiende la asistente virtual.",
    variables: { place: "Madrid" },
    maxDurationSeconds: null,
    voiceSettings: { stability: 0.4, similarityBoost: 0.75, speed: 1.1 },
    silenceTimeoutSeconds: 25,
  },
  tenant: { timeZone: "America/Bogota", country: "CO", saveCallAudio: null },
  setup,
  house: { publicUrl: "https://centralita.example", maxDurationSeconds: 600, saveCallAudio: true },
};
const texts = [source.agent.firstMessage, source.agent.prompt];
const wanted = vendorConfig(source);

describe("a new agent at the vendor", () => {
  const body = vendorBody(wanted, { agent: {}, setup, texts });

  it("speaks on the telephone, in its language, by the clock of the business", () => {
    expect(body).toMatchObject({
      name: "Recepción",
      conversation_config: {
        agent: {
          first_message: "Le atiende la asistente virtual.",
          language: "es",
          max_conversation_duration_message: expect.stringContaining("llámenos de nuevo"),
          prompt: { prompt: expect.stringContaining(source.agent.prompt), timezone: "America/Bogota" },
          dynamic_variables: {
            dynamic_variable_placeholders: { place: "Madrid", contact_name: "", call_id: "" },
          },
        },
        asr: { user_input_audio_format: "ulaw_8000" },
        tts: {
          agent_output_audio_format: "ulaw_8000",
          model_id: "eleven_flash_v2_5",
          voice_id: "voice_1",
          stability: 0.4,
          similarity_boost: 0.75,
          speed: 1.1,
        },
        turn: { silence_end_call_timeout: 25 },
        conversation: { max_duration_seconds: 600 },
      },
    });
  });

  it("lets itself be overridden in our four leaves only, and hears of its calls from us", () => {
    expect(body).toMatchObject({
      platform_settings: {
        overrides: {
          enable_conversation_initiation_client_data_from_webhook: true,
          conversation_config_override: {
            agent: { first_message: true, language: true, prompt: { prompt: true } },
            tts: { voice_id: true },
          },
        },
        workspace_overrides: {
          webhooks: {
            post_call_webhook_id: "wh_1",
            events: ["audio", "call_initiation_failure", "transcript"],
            transcript_format: "json",
          },
          conversation_initiation_client_data_webhook: {
            url: "https://centralita.example/webhooks/elevenlabs/conversation-initiation",
            request_headers: { "X-Centralita-Key": { secret_id: "secret_1" } },
          },
        },
        call_limits: { bursting_enabled: false },
        summary_language: "es",
      },
    });
  });

  it.each([
    ["bridge", ["tool_client"]],
    ["native", ["tool_webhook"]],
  ] as const)("of mode %s gets the tools of its mode and may end the call", (mode, toolIds) => {
    const config = vendorConfig({ ...source, agent: { ...source.agent, mode } });
    expect(vendorBody(config, { agent: {}, setup, texts })).toMatchObject({
      conversation_config: {
        agent: {
          prompt: {
            tool_ids: toolIds,
            built_in_tools: { end_call: { params: { system_tool_type: "end_call" } } },
          },
        },
      },
    });
  });

  it("has no audio sent where the business does not keep it, and no voice where the vendor is to choose", () => {
    const config = vendorConfig({
      ...source,
      agent: { ...source.agent, voiceId: null },
      tenant: { ...source.tenant, saveCallAudio: false },
    });
    expect(config.postCall).toMatchObject({ events: "call_initiation_failure,transcript" });
    expect(config).not.toHaveProperty("voiceId");
  });

  it("sounds as the vendor's voices do where the vendor was told nothing", () => {
    expect(readVendorConfig({}, wanted, setup).voiceSettings).toEqual({
      stability: 0.5,
      similarityBoost: 0.8,
      speed: 1,
    });
  });

  it("is read back as it was written", () => {
    expect(readVendorConfig(body, wanted, setup)).toEqual(wanted);
  });
});

describe("the safety rules behind the prompt", () => {
  const told = withSafetyRules(source.agent.prompt, { language: "es", country: "CO" });
  const promptIn = (agent: object) => ({
    conversation_config: { agent: { prompt: expect.objectContaining(agent) } },
  });
  const at = (prompt: string) => ({ conversation_config: { agent: { prompt: { prompt } } } });

  it("go to the vendor with the prompt, with the emergency number of the country", () => {
    expect(vendorBody(wanted, { agent: {}, setup, texts })).toMatchObject(promptIn({ prompt: told }));
    expect(told).toContain("llame ahora mismo al 123,");
  });

  it("are no part of what a person wrote when the prompt is read there", () => {
    const theirs = readVendorConfig(at(told.replace("Atienda", "Salude")), wanted, setup);
    expect(theirs).toMatchObject({
      prompt: source.agent.prompt.replace("Atienda", "Salude"),
      safetyRules: wanted.safetyRules,
    });
  });

  it("are put back alone: what stands before them there stays", () => {
    const body = vendorBody({ safetyRules: wanted.safetyRules ?? "" }, { agent: at("Suyo."), setup, texts });
    expect(body).toEqual(at(withSafetyRules("Suyo.", { language: "es", country: "CO" })));
  });

  it("stay as they stand there when only the prompt is changed", () => {
    const there = withSafetyRules("Antes.", { language: "en", country: "GB" });
    expect(vendorBody({ prompt: "Nuevo." }, { agent: at(there), setup, texts })).toEqual(
      at(there.replace("Antes.", "Nuevo.")),
    );
  });
});

describe("an agent that somebody else has arranged", () => {
  const there = {
    name: "Suyo",
    conversation_config: {
      agent: {
        prompt: { tool_ids: ["tool_theirs", "tool_webhook", "tool_namesake"], built_in_tools: {} },
        dynamic_variables: { dynamic_variable_placeholders: { theirs: "x", contact_name: "Ana" } },
      },
      conversation: { client_events: ["audio", "vad_score"] },
    },
    platform_settings: {
      overrides: { conversation_config_override: { agent: { language: true }, asr: { keywords: true } } },
    },
  };

  it("shows of shared lists only what is ours", () => {
    expect(readVendorConfig(there, wanted, setup)).toMatchObject({
      name: "Suyo",
      tools: ["tool_namesake", "tool_webhook"],
      endCall: false,
      clientEvents: ["audio"],
      overrides: ["agent.language"],
      variables: {},
      personalization: { url: "", secret: "", allowed: "false" },
    });
  });

  it("keeps its own tools, events and test values, but no tool that would pass for one of ours", () => {
    expect(vendorBody(wanted, { agent: there, setup, texts })).toMatchObject({
      conversation_config: {
        agent: {
          prompt: { tool_ids: ["tool_theirs", "tool_client"] },
          dynamic_variables: { dynamic_variable_placeholders: { place: "Madrid", call_id: "" } },
        },
        conversation: { client_events: expect.arrayContaining(["audio", "vad_score", "client_tool_call"]) },
      },
    });
    const body = JSON.stringify(vendorBody(wanted, { agent: there, setup, texts }));
    expect(body).not.toContain('"contact_name":""');
  });

  it("is sent nothing but what is to change", () => {
    expect(vendorBody({ silenceTimeoutSeconds: 40 }, { agent: there, setup, texts })).toEqual({
      conversation_config: { turn: { silence_end_call_timeout: 40 } },
    });
  });
});
