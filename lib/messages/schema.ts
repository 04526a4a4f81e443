import { z } from "zod";
import { instantInput } from "@/lib/appointments/schema";
import { paragraphs } from "@/lib/text";
import {
  DELIVERY_STATUSES,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  NOTICE_CHANNELS,
  NOTICE_REASONS,
  TRANSCRIPT_STATES,
} from "@/lib/vocabulary";

export const messageParams = z.object({ messageId: z.uuid() });

export const messageView = z.object({
  id: z.uuid(),
  callId: z.uuid().nullable(),
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** As the caller gave it. */
  name: z.string().nullable(),
  /** E.164; null when nobody knows where to call back. */
  number: z.string().nullable(),
  text: z.string(),
  isUrgent: z.boolean(),
  takenAt: z.coerce.date(),
  /** By when somebody should have called back. */
  dueAt: z.coerce.date(),
  kind: z.enum(MESSAGE_KINDS),
  status: z.enum(MESSAGE_STATUSES),
  /** Two sentences; null where the text is short, or no language model is set up. */
  summary: z.string().nullable(),
  /** Who is to call back. */
  advisor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  startedAt: z.coerce.date().nullable(),
  startedBy: z.string().nullable(),
  /** What the caller said after the tone: null when it was not recorded, and until the audio is kept here. */
  recording: z.object({ id: z.uuid(), seconds: z.number().int().nullable() }).nullable(),
  /** Null: it was not recorded. While `pending` the text is empty. */
  transcriptState: z.enum(TRANSCRIPT_STATES).nullable(),
  notes: z.array(
    z.object({ id: z.uuid(), author: z.string(), text: z.string(), createdAt: z.coerce.date() }),
  ),
  doneAt: z.coerce.date().nullable(),
  doneBy: z.string().nullable(),
});
export type MessageView = z.output<typeof messageView>;

/** Filters of the inbox, as they stand in its address. */
export const messageFilters = z.object({
  /** Absent in the inbox: new ones. */
  status: z.enum(MESSAGE_STATUSES).optional(),
  kind: z.enum(MESSAGE_KINDS).optional(),
  /** `none`: nobody in particular; `mine`: those of the advisor the signed-in member is, and what they have begun. */
  advisorId: z.union([z.uuid(), z.enum(["none", "mine"])]).optional(),
  /** Open ones whose time is over. */
  overdue: z.enum(["true"]).optional(),
});
export type MessageFilters = z.output<typeof messageFilters>;

export const messageListQuery = messageFilters.extend({
  /** `open`: nobody has called back yet, the most pressing first. `done`: newest first. */
  state: z.enum(["open", "done"]).optional(),
  contactId: z.uuid().optional(),
  callId: z.uuid().optional(),
  cursor: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type MessageListFilters = Omit<z.output<typeof messageListQuery>, "cursor" | "limit">;

export const messageCountsQuery = messageFilters.omit({ status: true });
/** Of those nobody has finished. */
export const messageCounts = z.object({
  new: z.number().int(),
  inProgress: z.number().int(),
  overdue: z.number().int(),
});

export const messagePatch = z
  .object({
    /** False: as it stood before it was done. */
    done: z.boolean(),
    /** Counts before `done`. */
    status: z.enum(MESSAGE_STATUSES),
    /** Null: nobody in particular. */
    advisorId: z.uuid().nullable(),
    dueAt: instantInput,
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");

export type MessagePatch = z.output<typeof messagePatch>;

export const messageNoteInput = z.object({ text: paragraphs(2000, 1) });

/** Why the house did not even ask a vendor to send something. */
export const NOTICE_FAULTS = ["not_configured", "no_twilio_account", "no_number", "internal"] as const;
export type NoticeFault = (typeof NOTICE_FAULTS)[number];

/** An e-mail or SMS about a message. `delivered`: the vendor took it, and has not said since that it could not be handed on. */
export const noticeView = z.object({
  id: z.uuid(),
  messageId: z.uuid(),
  /** Null: the address that the business named for what nobody is assigned to. */
  advisor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  channel: z.enum(NOTICE_CHANNELS),
  reason: z.enum(NOTICE_REASONS),
  /** E-mail address or E.164 number. */
  address: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.number().int(),
  createdAt: z.coerce.date(),
  sentAt: z.coerce.date().nullable(),
  /** Null when nobody will try again. */
  nextAttemptAt: z.coerce.date().nullable(),
  /** One of `NOTICE_FAULTS`, or the vendor's own words for the last attempt. */
  error: z.string().nullable(),
});
export type NoticeView = z.output<typeof noticeView>;

/** What the page of notices shows. */
export const noticeStateView = z.object({
  /** With which address the house sends e-mail; null: no mail server is set up. */
  mailFrom: z.string().nullable(),
  /** Of the last weeks, newest first. */
  failures: z.array(noticeView),
});
export type NoticeState = z.output<typeof noticeStateView>;

export const testMailView = z.object({
  to: z.string(),
  /** The mail server's own words for having taken it. */
  answer: z.string(),
});
