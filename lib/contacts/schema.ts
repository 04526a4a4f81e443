import { z } from "zod";
import { variableValues } from "@/lib/calls/schema";
import { email, timeZone } from "@/lib/tenants/schema";
import { isStorable, line, paragraphs } from "@/lib/text";
import {
  CONSENT_CHANNELS,
  CONSENT_DECISIONS,
  CONSENT_PURPOSES,
  CONSENT_SOURCES,
  CONTACT_KINDS,
  LANGUAGES,
} from "@/lib/vocabulary";

export const contactParams = z.object({ contactId: z.uuid() });
/** Ids of the business's own system. */
export const externalId = line(100);
export const externalParams = z.object({ externalId });

const day = z.iso.date().refine((value) => value >= "1900" && value < "3000", "invalid");
const tag = line(40).transform((value) => value.toLowerCase());

export const contactInput = z.object({
  kind: z.enum(CONTACT_KINDS).default("patient"),
  name: line(120),
  /** As typed: national of the business's country, or with `+`. The first one is called first. */
  numbers: z
    .array(z.object({ number: z.string().trim().min(1).max(40), label: line(40, 0).default("") }))
    .max(10)
    .default([]),
  email: email.nullable().default(null),
  /** Null: the business's own. */
  language: z.enum(LANGUAGES).nullable().default(null),
  timeZone: timeZone.nullable().default(null),
  externalId: externalId.nullable().default(null),
  dateOfBirth: day.nullable().default(null),
  tags: z.array(tag).max(30).default([]),
  variables: variableValues.default({}),
  notes: paragraphs(5000).default(""),
});
export type ContactInput = z.output<typeof contactInput>;

const { kind, name, numbers, tags, variables, notes, ...nullables } = contactInput.shape;
/** What is left out stays as it is; defaults are for new contacts only. */
export const contactPatch = z
  .object({
    kind: kind.unwrap(),
    name,
    numbers: numbers.unwrap(),
    tags: tags.unwrap(),
    variables: variables.unwrap(),
    notes: notes.unwrap(),
    email: nullables.email.unwrap(),
    language: nullables.language.unwrap(),
    timeZone: nullables.timeZone.unwrap(),
    externalId: nullables.externalId.unwrap(),
    dateOfBirth: nullables.dateOfBirth.unwrap(),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");
export type ContactPatch = z.output<typeof contactPatch>;

export const contactNumberView = z.object({
  /** E.164. */
  number: z.string(),
  label: z.string(),
  /** Nobody may call there, whoever answers. */
  doNotCall: z.boolean(),
});

export const contactView = z.object({
  id: z.uuid(),
  kind: z.enum(CONTACT_KINDS),
  name: z.string(),
  numbers: z.array(contactNumberView),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  tags: z.array(z.string()),
  doNotCallAt: z.coerce.date().nullable(),
  updatedAt: z.coerce.date(),
});
export type ContactView = z.output<typeof contactView>;

export const contactDetail = contactView.extend({
  language: z.enum(LANGUAGES).nullable(),
  timeZone: z.string().nullable(),
  /** `YYYY-MM-DD`. */
  dateOfBirth: z.string().nullable(),
  variables: z.record(z.string(), z.string()),
  notes: z.string(),
  doNotCallReason: z.string().nullable(),
  createdAt: z.coerce.date(),
  /** Others who can be reached at one of the same numbers. */
  sharesNumberWith: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type ContactDetail = z.output<typeof contactDetail>;

/** What the business's own systems are told of a contact: nothing of others. */
export const contactTold = contactDetail.omit({ sharesNumberWith: true });

/** Filters of the contact list, as they stand in its URL. */
export const contactFilters = z.object({
  q: z.string().trim().max(200).refine(isStorable, "unprintable").optional(),
  kind: z.enum(CONTACT_KINDS).optional(),
  tag: tag.optional(),
  /** `true`: only those nobody may call. */
  doNotCall: z.enum(["true", "false"]).optional(),
});
export type ContactFilters = z.output<typeof contactFilters>;

export const contactListQuery = contactFilters.extend({
  cursor: z
    .string()
    .max(2000)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const tagView = z.object({ tag: z.string(), contacts: z.number().int() });

/** A contact as the business's own system knows it; the address says its id there. */
export const contactPut = contactInput.omit({ externalId: true });

export const doNotCallInput = z.object({ reason: line(300, 0).default("") });

/** The other contact's calls, appointments, messages and decisions become this one's, and it ceases to exist. */
export const mergeInput = z.object({ otherId: z.uuid() });

/** What was, or would be, erased with a contact. */
export const erasure = z.object({
  calls: z.number().int(),
  recordings: z.number().int(),
  appointments: z.number().int(),
  messages: z.number().int(),
});

/** Years PostgreSQL and JavaScript write alike. */
const instantInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((value) => value.getUTCFullYear() >= 1900 && value.getUTCFullYear() < 3000, "invalid");

export const consentInput = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  channel: z.enum(CONSENT_CHANNELS),
  decision: z.enum(CONSENT_DECISIONS),
  source: z.enum(CONSENT_SOURCES),
  evidence: paragraphs(1000).default(""),
  callId: z.uuid().nullable().default(null),
  /** Absent: now. */
  decidedAt: instantInput.optional(),
  expiresAt: instantInput.nullable().default(null),
});

export const consentView = z.object({
  id: z.uuid(),
  purpose: z.enum(CONSENT_PURPOSES),
  channel: z.enum(CONSENT_CHANNELS),
  decision: z.enum(CONSENT_DECISIONS),
  source: z.enum(CONSENT_SOURCES),
  evidence: z.string(),
  callId: z.uuid().nullable(),
  decidedAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  /** A member's name, the name of an API key, or a part of the house. */
  recordedBy: z.string(),
  /** The newest decision on this purpose and channel, and not expired. */
  isCurrent: z.boolean(),
});
export type ConsentView = z.output<typeof consentView>;
