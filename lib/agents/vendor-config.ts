import type { Agent } from "@/db/schema/agents";
import type { Tenant } from "@/db/schema/tenants";
import type { VendorSetup } from "@/lib/accounts/vendor-setup";
import type { VendorAgent } from "@/lib/providers/elevenlabs/agents";
import { OVERRIDES } from "@/lib/providers/elevenlabs/overrides";
import { SPEECH_MODEL, TELEPHONE_FORMAT } from "@/lib/providers/elevenlabs/rest";
import { safetyRules, withoutSafetyRules } from "@/lib/safety/prompt-rules";
import { hasVendorAgent, type Language } from "@/lib/vocabulary";
import { VENDOR_FIELDS, type VendorField, type VendorValue } from "./schema";
import { variablesIn } from "./variables";
import { CLIENT_EVENTS, FIELDS, merge, toolIdsOf, type WriteContext } from "./vendor-fields";

/**
 * The part of ElevenLabs' agent that is ours, field by field in our words (elevenlabs.md §6.2–§6.4). Whatever else stands there is
 * somebody's own and stays. A field that is absent is left to the vendor.
 */
export type VendorConfig = Partial<Record<VendorField, VendorValue>>;

export interface ConfigSource {
  agent: Pick<
    Agent,
    | "name"
    | "mode"
    | "language"
    | "voiceId"
    | "voiceSettings"
    | "prompt"
    | "firstMessage"
    | "variables"
    | "maxDurationSeconds"
    | "silenceTimeoutSeconds"
  >;
  tenant: Pick<Tenant, "timeZone" | "country" | "saveCallAudio">;
  setup: VendorSetup;
  house: { publicUrl: string; maxDurationSeconds: number; saveCallAudio: boolean };
}

/** Said when the call reaches its longest. */
const LAST_WORDS: Record<Language, string> = {
  es: "Se ha acabado el tiempo de esta llamada. Si necesita algo más, llámenos de nuevo, por favor. Hasta pronto.",
  en: "This call has reached its time limit. If you need anything else, please call us again. Goodbye.",
};

/** The vendor's agent as we want it. Pure. */
export function vendorConfig({ agent, tenant, setup, house }: ConfigSource): VendorConfig {
  const keepsAudio = tenant.saveCallAudio ?? house.saveCallAudio;
  return {
    name: agent.name,
    firstMessage: agent.firstMessage,
    prompt: withoutSafetyRules(agent.prompt),
    language: agent.language,
    ...(agent.voiceId === null ? {} : { voiceId: agent.voiceId }),
    voiceSettings: { ...agent.voiceSettings },
    variables: agent.variables,
    maxDurationSeconds: agent.maxDurationSeconds ?? house.maxDurationSeconds,
    silenceTimeoutSeconds: agent.silenceTimeoutSeconds,
    safetyRules: safetyRules({ language: agent.language, country: tenant.country }),
    timeZone: tenant.timeZone,
    speechModel: SPEECH_MODEL,
    inputFormat: TELEPHONE_FORMAT,
    outputFormat: TELEPHONE_FORMAT,
    lastWords: LAST_WORDS[agent.language],
    summaryLanguage: agent.language,
    tools: hasVendorAgent(agent.mode) ? setup.tools[agent.mode].toSorted() : [],
    endCall: true,
    clientEvents: CLIENT_EVENTS.toSorted(),
    overrides: OVERRIDES.toSorted(),
    burst: false,
    postCall: {
      webhook: setup.postCallWebhookId,
      events: [
        "transcript",
        "call_initiation_failure",
        ...(keepsAudio ? ["audio"] : []),
        // Over the bridge Twilio tells us itself.
        ...(agent.mode === "native" ? ["answering_machine_detection"] : []),
      ]
        .toSorted()
        .join(","),
      format: "json",
    },
    personalization: {
      url: `${house.publicUrl}/webhooks/elevenlabs/conversation-initiation`,
      secret: setup.callbackSecretId,
      allowed: "true",
    },
  };
}

/** The same fields as they stand at the vendor; what is not ours in a shared list is left out. */
export function readVendorConfig(agent: VendorAgent, ours: VendorConfig, setup: VendorSetup): VendorConfig {
  const fields = VENDOR_FIELDS.filter((field) => field in ours);
  const config: VendorConfig = Object.fromEntries(
    fields.map((field) => [field, FIELDS[field].read(agent, ours)]),
  );
  const known = ownToolsOf(setup);
  config.tools = toolIdsOf(agent)
    .filter((id) => known.includes(id))
    .toSorted();
  return config;
}

/** The body that makes these fields so: of a PATCH where `agent` is what stands there, of a new agent where it is empty. */
export function vendorBody(
  config: VendorConfig,
  { agent, setup, texts }: { agent: VendorAgent; setup: VendorSetup; texts: string[] },
): VendorAgent {
  const context: WriteContext = {
    ownTools: ownToolsOf(setup),
    usedVariables: variablesIn(...texts),
    written: config,
  };
  const parts = VENDOR_FIELDS.flatMap((field) => {
    const value = config[field];
    return value === undefined ? [] : [FIELDS[field].write(value, agent, context)];
  });
  return parts.reduce(merge, {});
}

function ownToolsOf({ tools, namesakes }: VendorSetup): string[] {
  return [...tools.bridge, ...tools.native, ...namesakes];
}
