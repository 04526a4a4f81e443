import { z } from "zod";
import { instantInput } from "@/lib/appointments/schema";
import { externalId } from "@/lib/contacts/schema";
import { openingHours } from "@/lib/tenants/schema";
import { line } from "@/lib/text";
import { WEEKDAYS } from "@/lib/vocabulary";

/** Colours the agenda can tell apart. */
export const STAFF_COLORS = 8;

export const staffParams = z.object({ staffId: z.uuid() });
export const serviceParams = z.object({ serviceId: z.uuid() });
export const closureParams = z.object({ closureId: z.uuid() });
export const feedParams = z.object({ feedId: z.uuid() });

export const staffInput = z.object({
  name: line(80),
  color: z
    .number()
    .int()
    .min(0)
    .max(STAFF_COLORS - 1),
  /** Null: the business's own. */
  openingHours: openingHours.nullable(),
  active: z.boolean(),
  /** What this person does. */
  serviceIds: z.array(z.uuid()).max(200),
  externalId: externalId.nullable(),
});
/** Left out: the least used colour, the business's hours, active, every service. */
export const newStaffInput = staffInput.partial().required({ name: true });
export const staffPatch = staffInput.partial().refine((value) => Object.keys(value).length > 0, "empty");

/** In their new order; who is not named comes after them. */
export const orderInput = z.object({ ids: z.array(z.uuid()).min(1).max(200) });

export const staffView = z.object({
  id: z.uuid(),
  name: z.string(),
  color: z.number().int(),
  openingHours: z
    .partialRecord(z.enum(WEEKDAYS), z.array(z.object({ from: z.string(), to: z.string() })))
    .nullable(),
  active: z.boolean(),
  serviceIds: z.array(z.uuid()),
  externalId: z.string().nullable(),
  position: z.number().int(),
});
export type StaffView = z.output<typeof staffView>;

export const serviceInput = z.object({
  name: line(80),
  durationMinutes: z.number().int().min(5).max(720),
  /** Decimal text, in the currency of the business's country; null: not said. */
  price: z
    .string()
    .trim()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, "amount")
    .nullable(),
  active: z.boolean(),
  bookableByAgents: z.boolean(),
  externalId: externalId.nullable(),
});
/** Left out: no price, active, bookable by agents. Everybody does it. */
export const newServiceInput = serviceInput.partial().required({ name: true, durationMinutes: true });
export const servicePatch = serviceInput.partial().refine((value) => Object.keys(value).length > 0, "empty");

export const serviceView = z.object({
  id: z.uuid(),
  name: z.string(),
  durationMinutes: z.number().int(),
  price: z.string().nullable(),
  active: z.boolean(),
  bookableByAgents: z.boolean(),
  externalId: z.string().nullable(),
  position: z.number().int(),
});
export type ServiceView = z.output<typeof serviceView>;

export const closureInput = z
  .object({
    /** Null: the whole business. */
    staffId: z.uuid().nullable().default(null),
    startsAt: instantInput,
    endsAt: instantInput,
    reason: line(120),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { error: "ends_before_it_starts", path: ["endsAt"] });

export const closureView = z.object({
  id: z.uuid(),
  staffId: z.uuid().nullable(),
  startsAt: z.coerce.date(),
  endsAt: z.coerce.date(),
  reason: z.string(),
  /** A holiday of the country's calendar, `YYYY-MM-DD`. */
  holidayOn: z.string().nullable(),
});
export type ClosureView = z.output<typeof closureView>;

/** Closures that touch the time between two instants; absent: all that are not over. */
export const closureListQuery = z.object({
  from: instantInput.optional(),
  to: instantInput.optional(),
});

const holidayYear = z.coerce.number().int().min(1970).max(2099);
/** ISO 3166-2 without the country, as `CT`: a region that has holidays of its own. */
const region = z
  .string()
  .regex(/^[A-Z0-9-]{1,10}$/, "not_an_option")
  .optional();
export const holidayQuery = z.object({ year: holidayYear, region });
export const holidayInput = z.object({ year: z.number().int().min(1970).max(2099), region });

export const holidayView = z.object({
  /** `YYYY-MM-DD`. */
  day: z.string(),
  name: z.string(),
  /** It is a closure already. */
  added: z.boolean(),
});
export type HolidayView = z.output<typeof holidayView>;

export const holidayPreview = z.object({
  holidays: z.array(holidayView),
  /** Of the country; empty where all of it keeps the same days. */
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
});

export const feedInput = z.object({
  name: line(80),
  staffId: z.uuid().nullable().default(null),
  showNames: z.boolean().default(false),
});
export const feedView = z.object({
  id: z.uuid(),
  name: z.string(),
  staffId: z.uuid().nullable(),
  showNames: z.boolean(),
  hint: z.string(),
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  lastReadAt: z.coerce.date().nullable(),
});
export type FeedView = z.output<typeof feedView>;

/** `url` is shown once: only the hash of the token in it is kept. */
export const feedMade = feedView.extend({ url: z.string() });
export type FeedMade = z.output<typeof feedMade>;
