// A line in order, from which each test of the judge departs.
import type { AgentWithNumbers, NumberWithAgent } from "@/db/queries/agents";
import type { VendorConfig } from "@/lib/agents/vendor-config";
import { voiceUrlsAt } from "@/lib/numbers/voice-urls";
import type { AgentFacts, Answer, ElevenLabsFacts, HealthFacts, TwilioFacts } from "./facts";

export const NOW = new Date("2026-11-20T10:00:00Z");
const PUBLIC_URL = "https://app.example.com";
const AGENT_ID = "0190a000-0000-7000-8000-00000000000a";

export const known = <T>(value: T): Answer<T> => ({ state: "known", value });
export const refused = (httpStatus: number): Answer<never> => ({ state: "refused", httpStatus, said: "no" });
export const silent: Answer<never> = { state: "silent", said: "ECONNREFUSED" };

export const OURS: VendorConfig = {
  firstMessage: "Buenos días, le atiende la asistente virtual.",
  inputFormat: "ulaw_8000",
  outputFormat: "ulaw_8000",
  speechModel: "eleven_flash_v2_5",
  timeZone: "Europe/Madrid",
  overrides: ["agent.first_message", "agent.language", "agent.prompt.prompt", "tts.voice_id"],
  tools: ["tool_1"],
  endCall: true,
  postCall: { webhook: "wh_1", events: "transcript", format: "json" },
  personalization: {
    url: `${PUBLIC_URL}/webhooks/elevenlabs/conversation-initiation`,
    secret: "secret_1",
    allowed: "true",
  },
};

export const agentRow = {
  id: AGENT_ID,
  name: "Recepción",
  mode: "bridge",
  status: "active",
  elevenLabsAgentId: "agent_1",
  allowedOverrides: ["agent.first_message", "agent.prompt.prompt"],
  publishedConfig: { agent: {}, vendor: OURS },
} as Partial<AgentWithNumbers> as AgentWithNumbers;

const numberRow = {
  id: "0190a000-0000-7000-8000-000000000001",
  phoneNumber: "+34910000001",
  twilioNumberSid: "PN1",
  owned: true,
  agentId: AGENT_ID,
  inboundVia: "centralita",
  elevenLabsNumberId: null,
  agent: { id: AGENT_ID, name: "Recepción" },
} as NumberWithAgent;

const settings = {
  ...voiceUrlsAt(PUBLIC_URL),
  sid: "PN1",
  phoneNumber: "+34910000001",
  label: "",
  applicationSid: "",
  trunkSid: "",
};

export const account = {
  status: "active",
  type: "Full",
  name: "Clínica",
  isSubaccount: false,
  clockAheadSeconds: 0,
} as const;
export const plan = {
  tier: "creator",
  status: "active",
  creditsLeft: 90_000,
  creditsLimit: 100_000,
  mayExceedPlan: false,
  resetsAt: null,
};
export const webhook = {
  id: "wh_1",
  name: "centralita",
  url: `${PUBLIC_URL}/api/webhooks/elevenlabs`,
  isDisabled: false,
  isAutoDisabled: false,
  lastFailureCode: null,
  lastFailureAt: null,
};

export interface Change {
  twilio?: Partial<TwilioFacts> | null;
  elevenLabs?: Partial<ElevenLabsFacts> | null;
  number?: Partial<NumberWithAgent>;
  settings?: Partial<typeof settings>;
  agent?: Partial<AgentWithNumbers>;
  theirs?: Partial<VendorConfig>;
  facts?: Partial<HealthFacts>;
}

/** A line that works, but for what is changed. */
export function line(change: Change = {}): HealthFacts {
  const agent = { ...agentRow, ...change.agent };
  const agentFacts: AgentFacts = { agent, ours: OURS, theirs: known({ ...OURS, ...change.theirs }) };
  return {
    publicUrl: PUBLIC_URL,
    vendorUrls: ["https://api.twilio.com", "https://api.elevenlabs.io"],
    reachable: known(null),
    twilio:
      change.twilio === null
        ? null
        : {
            account: known(account),
            balance: known({ amount: "42.00", currency: "USD" }),
            numbers: known([{ ...settings, ...change.settings }]),
            ...change.twilio,
          },
    elevenLabs:
      change.elevenLabs === null
        ? null
        : {
            workspace: known({ clockAheadSeconds: 1 }),
            plan: known(plan),
            webhooks: known([webhook]),
            secretIds: known(["secret_1"]),
            imported: known([]),
            ownWebhookId: "wh_1",
            ownSecretId: "secret_1",
            hasWebhookSecret: true,
            ...change.elevenLabs,
          },
    openAi: null,
    numbers: [{ ...numberRow, ...change.number }],
    agents: [agentFacts],
    now: NOW,
    ...change.facts,
  };
}
