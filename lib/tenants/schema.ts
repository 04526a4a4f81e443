import { z } from "zod";
import { analysisFields, forbiddenPhrases } from "@/lib/analysis/schema";
import { isStorable, line } from "@/lib/text";
import {
  ANALYSIS_FIELD_TYPES,
  COUNTRIES,
  IDENTITY_CHECKS,
  LANGUAGES,
  RECORDING_NOTICES,
  ROLES,
  TENANT_KINDS,
  WEEKDAYS,
} from "@/lib/vocabulary";
import { CALLABLE_COUNTRIES, hoursFaults } from "./rules";

/** IANA name the runtime knows, such as `Europe/Madrid`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((value) => {
    try {
      return value.includes("/") && Intl.DateTimeFormat("en", { timeZone: value }).format(0) !== "";
    } catch {
      return false;
    }
  }, "unknown_time_zone");

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Long rather than ornate (NIST SP 800-63B §5.1.1.2); the verb also refuses the e-mail, the name and well-known ones. */
export const password = z.string().min(10).max(200).refine(isStorable, "unprintable");

export const tenantInput = z.object({
  name: line(120),
  kind: z.enum(TENANT_KINDS),
  country: z.enum(COUNTRIES),
  timeZone,
  language: z.enum(LANGUAGES),
});

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time_of_day");

const dayHours = z
  .array(z.object({ from: timeOfDay, to: timeOfDay }))
  .min(1)
  .max(4)
  .check(({ value, issues }) => {
    // What is no time of day cannot be early or late.
    if (issues.length > 0) return;
    for (const { index, end, key } of hoursFaults(value))
      issues.push({ code: "custom", message: key, path: [index, end], input: value[index]?.[end] });
  });

/** Local times; a day left out is closed. */
export const openingHours = z.partialRecord(z.enum(WEEKDAYS), dayHours);

/** What the page about the business asks. */
export const businessInput = z.object({ ...tenantInput.shape, openingHours });

/** Minutes between the beginnings that are offered. */
export const SLOT_STEPS = [5, 10, 15, 20, 30, 60] as const;

/** What the page about the agenda asks: how appointments are booked. */
export const bookingInput = z.object({
  /** What a caller must say before an agent changes an appointment. */
  identityCheck: z.enum(IDENTITY_CHECKS),
  slotStepMinutes: z.literal(SLOT_STEPS),
  /** Nobody is offered a time that is nearer than this; up to thirty days. */
  bookingNoticeMinutes: z.number().int().min(0).max(43_200),
  /** Nor one that is further away. */
  bookingHorizonDays: z.number().int().min(1).max(365),
});
export type BookingInput = z.output<typeof bookingInput>;

/** What the page of notices asks. */
export const messagesEmailInput = z.object({
  /** Who is told by e-mail of messages that nobody is assigned to; null: nobody. */
  messagesEmail: email.nullable(),
});
export type MessagesEmailInput = z.output<typeof messagesEmailInput>;

/** What the page about sentences and music asks besides: how long people wait for one another. */
export const transferSettings = z.object({
  /** How long an advisor's telephone rings; null: the house's default (CALL_TIMEOUT_SECONDS). */
  advisorRingSeconds: z.number().int().min(5).max(60).nullable(),
  /** How many advisors are tried, one after the other. */
  transferMaxAttempts: z.number().int().min(1).max(10),
  /** How long a message after the tone may be. */
  messageMaxSeconds: z.number().int().min(10).max(600),
});
export type TransferSettings = z.output<typeof transferSettings>;

/** What the page about analysis asks. */
export const analysisSettings = z.object({
  /** What is to be found in every call, besides what the house looks for. */
  analysisFields,
  /** Whether the mood of callers is judged. */
  analysesSentiment: z.boolean(),
  /** What no agent says. */
  forbiddenPhrases,
});

/** What the page about recordings asks. */
export const recordingSettings = z.object({
  recordingNotice: z.enum(RECORDING_NOTICES),
  /** Null: the house's default (SAVE_CALL_AUDIO). */
  saveCallAudio: z.boolean().nullable(),
  /** Counted from the day a recording was kept; null: until somebody deletes it. */
  recordingRetentionDays: z.number().int().min(1).max(3650).nullable(),
  /** Whether the vendors' own copies go once a recording is here. */
  deletesVendorRecordings: z.boolean(),
  /** The least role that may take a recording out of the house. */
  recordingsDownloadedBy: z.enum(ROLES),
});
export type RecordingSettings = z.output<typeof recordingSettings>;

const callableCountry = z.string().refine((code) => CALLABLE_COUNTRIES.includes(code), "unknown_country");

/** What a business decides besides who it is; it begins with the house's defaults. */
export const tenantSettings = z.object({
  openingHours,
  /** ISO 3166-1 alpha-2; null: the business's own country. */
  allowedCountries: z.array(callableCountry).min(1).max(CALLABLE_COUNTRIES.length).nullable(),
  callsPerMinute: z.number().int().min(1).max(120),
  /** Decimal text; what outgoing calls may cost from midnight to midnight of the business. */
  dailySpendCapUsd: z
    .string()
    .trim()
    .regex(/^(10000(\.0{1,2})?|\d{1,4}(\.\d{1,2})?)$/, "amount_usd"),
  ...bookingInput.shape,
  ...messagesEmailInput.shape,
  ...transferSettings.shape,
  ...analysisSettings.shape,
  ...recordingSettings.shape,
});

export const signUpInput = z.object({
  business: tenantInput,
  person: z.object({ name: line(120), email, password }),
});
export type SignUpInput = z.output<typeof signUpInput>;

export const tenantPatch = z
  .object({ ...tenantInput.shape, ...tenantSettings.shape })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");

export const tenantView = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(TENANT_KINDS),
  country: z.enum(COUNTRIES),
  timeZone: z.string(),
  language: z.enum(LANGUAGES),
  openingHours: z.partialRecord(z.enum(WEEKDAYS), z.array(z.object({ from: z.string(), to: z.string() }))),
  recordingNotice: z.enum(RECORDING_NOTICES),
  saveCallAudio: z.boolean().nullable(),
  recordingRetentionDays: z.number().int().nullable(),
  deletesVendorRecordings: z.boolean(),
  recordingsDownloadedBy: z.enum(ROLES),
  allowedCountries: z.array(z.string()).nullable(),
  callsPerMinute: z.number().int(),
  dailySpendCapUsd: z.string(),
  identityCheck: z.enum(IDENTITY_CHECKS),
  slotStepMinutes: z.number().int(),
  bookingNoticeMinutes: z.number().int(),
  bookingHorizonDays: z.number().int(),
  messagesEmail: z.string().nullable(),
  advisorRingSeconds: z.number().int().nullable(),
  transferMaxAttempts: z.number().int(),
  messageMaxSeconds: z.number().int(),
  analysisFields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      description: z.string(),
      type: z.enum(ANALYSIS_FIELD_TYPES),
      choices: z.array(z.string()),
    }),
  ),
  analysesSentiment: z.boolean(),
  forbiddenPhrases: z.array(z.string()),
  /** When the guided path was finished or put away. */
  onboardedAt: z.coerce.date().nullable(),
});
export type TenantView = z.output<typeof tenantView>;

/** Who is signed in, for which business, and which others may be chosen. */
export const sessionView = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  role: z.enum(ROLES),
  tenant: tenantView,
  tenants: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) })),
  /** Address of the sandbox's phones, where the vendors are stand-ins. */
  sandboxUrl: z.string().nullable(),
});
export type SessionView = z.output<typeof sessionView>;

/** Of outgoing calls since the business's midnight; decimal US dollars. */
export const spendingView = z.object({
  /** What the vendors have charged so far. */
  spentTodayUsd: z.string(),
  /** With an estimate for the calls they have not priced yet; this is held against the cap. */
  expectedTodayUsd: z.string(),
  dailySpendCapUsd: z.string(),
});
export type Spending = z.output<typeof spendingView>;

export const switchTenantInput = z.object({ tenantId: z.uuid() });
export const changePasswordInput = z.object({ current: z.string().min(1).max(200), next: password });
