import { z } from "zod";
import { variableValues } from "@/lib/calls/schema";
import { line, paragraphs } from "@/lib/text";
import {
  AGENT_STATUSES,
  AGENT_TYPES,
  DEFAULT_VOICE_SETTINGS,
  LANGUAGES,
  MACHINE_ACTIONS,
  MODES,
} from "@/lib/vocabulary";

const vendorId = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "vendor_id");

/** In the vendor's ranges (elevenlabs.md §6.2). */
export const voiceSettingsInput = z.object({
  stability: z.number().min(0).max(1),
  similarityBoost: z.number().min(0).max(1),
  speed: z.number().min(0.7).max(1.2),
});

/** A mailbox records a minute or two; nobody listens to more than half of one. */
export const MAX_MACHINE_MESSAGE = 500;

export const agentInput = z.object({
  name: line(80),
  type: z.enum(AGENT_TYPES),
  mode: z.enum(MODES),
  status: z.enum(AGENT_STATUSES),
  language: z.enum(LANGUAGES),
  /** An agent that exists at ElevenLabs; null: one is created there. */
  elevenLabsAgentId: vendorId.nullable(),
  voiceId: vendorId.nullable(),
  prompt: paragraphs(20_000, 1),
  firstMessage: paragraphs(1000),
  /** What `{{variables}}` say where a call brings nothing; the empty text: each call has to bring it. */
  variables: variableValues.optional(),
  /** Null: the house's default. */
  maxDurationSeconds: z.number().int().min(60).max(14_400).nullable().optional(),
  /** Seconds of silence after which the agent hangs up. */
  silenceTimeoutSeconds: z.number().int().min(5).max(600).optional(),
  voiceSettings: voiceSettingsInput.optional(),
  /** Name of the language model in mode `turns`. Null: the house's default. */
  model: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/, "model_name")
    .nullable()
    .optional(),
  /** How long the telephone of somebody we call rings (twilio.md §3.1: 600 at most). Null: the house's default. */
  ringSeconds: z.number().int().min(5).max(600).nullable().optional(),
  /** Pause that ends what a caller says in mode `turns`. Null: Twilio decides. */
  speechTimeoutSeconds: z.number().int().min(1).max(10).nullable().optional(),
  /** What happens when a machine answers a call that the agent places. */
  machineAction: z.enum(MACHINE_ACTIONS).optional(),
  /** Left after the beep, with `{{variables}}`. */
  machineMessage: paragraphs(MAX_MACHINE_MESSAGE).optional(),
});
export type AgentInput = z.output<typeof agentInput>;

/** What a mailbox would hear, before it is saved. */
export const machineMessageInput = z.object({
  text: paragraphs(MAX_MACHINE_MESSAGE, 1),
  language: z.enum(LANGUAGES),
  voiceId: vendorId,
  voiceSettings: voiceSettingsInput.optional(),
  variables: variableValues.optional(),
});

/** What of an agent ElevenLabs holds too, and a person may choose to take over from there. */
export const AGENT_FIELDS = [
  "name",
  "firstMessage",
  "prompt",
  "language",
  "voiceId",
  "voiceSettings",
  "variables",
  "maxDurationSeconds",
  "silenceTimeoutSeconds",
] as const;
export type AgentField = (typeof AGENT_FIELDS)[number];

/** What calls through this house need of ElevenLabs' agent; a change of it there can only be put back. */
export const HOUSE_FIELDS = [
  "safetyRules",
  "timeZone",
  "speechModel",
  "inputFormat",
  "outputFormat",
  "lastWords",
  "summaryLanguage",
  "tools",
  "endCall",
  "clientEvents",
  "overrides",
  "burst",
  "postCall",
  "personalization",
] as const;

export const VENDOR_FIELDS = [...AGENT_FIELDS, ...HOUSE_FIELDS] as const;
export type VendorField = (typeof VENDOR_FIELDS)[number];

/** Which side wins, by field. */
export const resolution = z.partialRecord(z.enum(VENDOR_FIELDS), z.enum(["ours", "theirs"]));
export type Resolution = z.output<typeof resolution>;

export const newAgentInput = agentInput.extend({ resolve: resolution.optional() });
export const agentPatch = newAgentInput
  .partial()
  .refine(({ resolve: _resolve, ...changes }) => Object.keys(changes).length > 0, "empty");
export const publishInput = z.object({ resolve: resolution.optional() });

export const agentParams = z.object({ agentId: z.uuid() });
export const agentVersionParams = agentParams.extend({
  version: z.coerce.number().int().min(1).max(1_000_000),
});

export const agentView = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.enum(AGENT_TYPES),
  mode: z.enum(MODES),
  status: z.enum(AGENT_STATUSES),
  language: z.enum(LANGUAGES),
  elevenLabsAgentId: z.string().nullable(),
  voiceId: z.string().nullable(),
  prompt: z.string(),
  firstMessage: z.string(),
  variables: z.record(z.string(), z.string()),
  maxDurationSeconds: z.number().int().nullable(),
  silenceTimeoutSeconds: z.number().int(),
  voiceSettings: voiceSettingsInput,
  model: z.string().nullable(),
  ringSeconds: z.number().int().nullable(),
  speechTimeoutSeconds: z.number().int().nullable(),
  machineAction: z.enum(MACHINE_ACTIONS),
  machineMessage: z.string(),
  /** E.164 of the numbers that reach it. */
  phoneNumbers: z.array(z.string()),
  /**
   * Whether ElevenLabs has what stands here; calls are held with what was published last. In mode `turns` nothing is published there:
   * what is saved is what callers hear.
   */
  state: z.enum(["published", "unpublished"]),
  /** Newest of its versions; 0 before the first. */
  version: z.number().int(),
  publishedAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
export type AgentView = z.output<typeof agentView>;

/** Why what was saved is not at ElevenLabs yet; `said` are the vendor's words. */
export const publishFault = z.object({ code: z.enum(["vendor", "account", "busy"]), said: z.string() });
export type PublishFault = z.output<typeof publishFault>;

export const savedAgentView = agentView.extend({ publishFault: publishFault.nullable() });
export type SavedAgentView = z.output<typeof savedAgentView>;

const vendorValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
  z.record(z.string(), z.number()),
  z.null(),
]);
export type VendorValue = z.output<typeof vendorValue>;

export const differenceView = z.object({
  field: z.enum(VENDOR_FIELDS),
  /** What stands here. */
  ours: vendorValue,
  /** What stands at ElevenLabs now. */
  theirs: vendorValue,
  /** What stood there after the last publication; null before the first. */
  base: vendorValue,
  /** Somebody changed it there since. */
  changedThere: z.boolean(),
});
export type Difference = z.output<typeof differenceView>;

export const agentDifferenceView = z.object({
  /** `gone`: ElevenLabs does not know the agent any more. */
  state: z.enum(["unlinked", "gone", "same", "differs"]),
  differences: z.array(differenceView),
});
export type AgentDifference = z.output<typeof agentDifferenceView>;

/** What `changed_at_vendor` and `link_changes_vendor` say beside their sentence. */
export const differenceDetails = z.object({ reason: z.string(), differences: z.array(differenceView) });

/** What of an agent a version keeps; older ones know nothing of what agents had no settings for then. */
export const agentSnapshot = agentInput
  .omit({ status: true, elevenLabsAgentId: true })
  .required()
  .extend({
    voiceSettings: voiceSettingsInput.default(DEFAULT_VOICE_SETTINGS),
    model: agentInput.shape.model.unwrap().default(null),
    ringSeconds: agentInput.shape.ringSeconds.unwrap().default(null),
    speechTimeoutSeconds: agentInput.shape.speechTimeoutSeconds.unwrap().default(null),
    machineAction: agentInput.shape.machineAction.unwrap().default("hang_up"),
    machineMessage: agentInput.shape.machineMessage.unwrap().default(""),
  });
export type AgentSnapshot = z.output<typeof agentSnapshot>;

export const agentVersionView = z.object({
  version: z.number().int(),
  /** Null: somebody who is no longer of the team, or the house itself. */
  authorName: z.string().nullable(),
  authorKind: z.enum(["member", "key", "house"]),
  createdAt: z.coerce.date(),
  restoredFrom: z.number().int().nullable(),
  snapshot: agentSnapshot,
});
export type AgentVersionView = z.output<typeof agentVersionView>;

export const voiceView = z.object({
  voiceId: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  previewUrl: z.string().nullable(),
});
export type VoiceView = z.output<typeof voiceView>;
