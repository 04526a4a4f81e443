import { z } from "zod";
import { line, paragraphs } from "@/lib/text";
import { AGENT_STATUSES, AGENT_TYPES, LANGUAGES, MODES } from "@/lib/vocabulary";

const vendorId = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "vendor_id");

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
});
export type AgentInput = z.output<typeof agentInput>;

export const agentPatch = agentInput.partial().refine((value) => Object.keys(value).length > 0, "empty");
export const agentParams = z.object({ agentId: z.uuid() });

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
  /** E.164 of the numbers that reach it. */
  phoneNumbers: z.array(z.string()),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
export type AgentView = z.output<typeof agentView>;

export const voiceView = z.object({
  voiceId: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  previewUrl: z.string().nullable(),
});
export type VoiceView = z.output<typeof voiceView>;
