import { z } from "zod";
import { line, paragraphs } from "@/lib/text";
import {
  ATTEMPT_STATUSES,
  LANGUAGES,
  TRANSFER_FAILURES,
  TRANSFER_REQUESTERS,
  TRANSFER_STATUSES,
} from "@/lib/vocabulary";

export const transferParams = z.object({ transferId: z.uuid() });

/** What an advisor hears before they press 1 is heard twice: longer would cost the caller's patience. */
export const MAX_BRIEF = 400;

/** A person is wanted in a call that is going on. */
export const transferInput = z.object({
  /** Absent: whoever is on duty, by skill, priority and load. */
  advisorId: z.uuid().optional(),
  skill: line(60).optional(),
  language: z.enum(LANGUAGES).optional(),
  reason: line(200).optional(),
  /** What the advisor is told before they take the call. */
  brief: paragraphs(MAX_BRIEF, 1).optional(),
});
export type TransferOrder = z.output<typeof transferInput>;

export const attemptView = z.object({
  id: z.uuid(),
  position: z.number().int(),
  advisor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  number: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  dialledAt: z.coerce.date(),
  ringingAt: z.coerce.date().nullable(),
  answeredAt: z.coerce.date().nullable(),
  acceptedAt: z.coerce.date().nullable(),
  connectedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  /** Twilio's own code and words, where it refused. */
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
});
export type AttemptView = z.output<typeof attemptView>;

export const transferView = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  status: z.enum(TRANSFER_STATUSES),
  requestedBy: z.enum(TRANSFER_REQUESTERS),
  /** The member's name, when a member asked. */
  requester: z.string().nullable(),
  reason: z.string(),
  brief: z.string(),
  wantedSkill: z.string().nullable(),
  /** Who is being rung, or was spoken with. */
  advisor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  note: z.string().nullable(),
  requestedAt: z.coerce.date(),
  acceptedAt: z.coerce.date().nullable(),
  connectedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  failure: z.enum(TRANSFER_FAILURES).nullable(),
  attempts: z.array(attemptView),
});
export type TransferView = z.output<typeof transferView>;

/** `mine`: those in which the signed-in member's telephone rings, or is spoken on. */
export const transferListQuery = z.object({
  callId: z.uuid().optional(),
  open: z.enum(["true"]).optional(),
  mine: z.enum(["true"]).optional(),
});

export const transferNoteInput = z.object({ note: paragraphs(2000).nullable() });

/** `return`: the caller back to the agent; `next`: the next advisor; `end`: both hang up. */
export const transferWishInput = z.object({ wish: z.enum(["return", "next", "end"]) });
export type TransferWish = z.output<typeof transferWishInput>["wish"];

/** The earlier system's words (documented-api.md). */
export const transferInit = z.object({
  CallSid: z.string().regex(/^CA[0-9a-fA-F]{32}$/),
  /** The advisor's telephone; of a number that is no advisor's nobody else is rung. */
  To: z.string().trim().min(1).max(40),
  /** There is one for each call: `conf_<CallSid>`. */
  ConferenceName: z.string().max(100).optional(),
});
export type TransferInit = z.output<typeof transferInit>;
export const transferInitAnswer = z.object({
  message: z.string(),
  /** Twilio's id of the advisor's leg; null while Twilio's answer is not known. */
  callSid: z.string().nullable(),
});
