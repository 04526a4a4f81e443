import type { AgentWithNumbers, NumberWithAgent } from "@/db/queries/agents";
import type { VendorConfig } from "@/lib/agents/vendor-config";
import type { ImportedNumber } from "@/lib/providers/elevenlabs/phone-numbers";
import type { WorkspaceAnswer } from "@/lib/providers/elevenlabs/settings";
import type { Subscription } from "@/lib/providers/elevenlabs/subscription";
import type { VendorWebhook } from "@/lib/providers/elevenlabs/workspace";
import type { OwnedNumber } from "@/lib/providers/twilio/numbers";
import type { Balance, TwilioAccount } from "@/lib/providers/twilio/rest";

/** What came of a question. `refused`: the vendor said no, and would again. `silent`: it could not be asked. */
export type Answer<T> =
  | { state: "known"; value: T }
  | { state: "refused"; httpStatus: number; said: string }
  | { state: "silent"; said: string };

export interface AgentFacts {
  agent: AgentWithNumbers;
  /** Its settings as they should stand at ElevenLabs. */
  ours: VendorConfig;
  /** As they stand there; null for an agent that is not linked. */
  theirs: Answer<VendorConfig> | null;
}

export interface TwilioFacts {
  account: Answer<TwilioAccount>;
  balance: Answer<Balance>;
  numbers: Answer<OwnedNumber[]>;
}

export interface ElevenLabsFacts {
  workspace: Answer<WorkspaceAnswer>;
  plan: Answer<Subscription>;
  webhooks: Answer<VendorWebhook[]>;
  secretIds: Answer<string[]>;
  imported: Answer<ImportedNumber[]>;
  /** What our set-up made there; empty where it has not. */
  ownWebhookId: string;
  ownSecretId: string;
  hasWebhookSecret: boolean;
}

export interface OpenAiFacts {
  /** Whether a switched-on agent thinks with it. */
  isNeeded: boolean;
  /** What came of a question with the key; null without one. */
  key: Answer<null> | null;
  /** The business's own, not the house's. */
  isOwnKey: boolean;
}

/** Everything the judge looks at, asked at one moment. */
export interface HealthFacts {
  publicUrl: string;
  /** Base addresses of the vendors. */
  vendorUrls: string[];
  reachable: Answer<null>;
  twilio: TwilioFacts | null;
  elevenLabs: ElevenLabsFacts | null;
  /** The language model, where it is needed or the business has a key of its own. */
  openAi: OpenAiFacts | null;
  /** Those we own. */
  numbers: NumberWithAgent[];
  /** Those that are switched on. */
  agents: AgentFacts[];
  now: Date;
}
