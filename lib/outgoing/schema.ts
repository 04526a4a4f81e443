import { z } from "zod";
import { isStorable } from "@/lib/text";
import { DELIVERY_EVENTS, DELIVERY_STATUSES, OUTGOING_EVENTS } from "@/lib/vocabulary";

export const endpointParams = z.object({ endpointId: z.uuid() });
export const deliveryParams = z.object({ deliveryId: z.uuid() });

/** Why nothing came back. `endpoint_off`: the address was switched off while the delivery waited. */
export const DELIVERY_FAULTS = [
  "timeout",
  "refused",
  "name_not_found",
  "unreachable",
  "cut",
  "certificate",
  "no_http",
  "private_address",
  "endpoint_off",
] as const;
export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** Why an address was switched off by itself: its receiver answered 410, or took nothing for days. */
export const DISABLED_REASONS = ["gone", "failing"] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && hostname !== "" && username === "" && password === "";
}

const url = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((value) => isStorable(value) && isWebAddress(value), "web_address")
  .meta({ examples: ["https://agenda.example.com/centralita"] });
const events = z
  .array(z.enum(OUTGOING_EVENTS))
  .min(1)
  .max(OUTGOING_EVENTS.length * 2)
  .transform((chosen) => OUTGOING_EVENTS.filter((event) => chosen.includes(event)))
  .meta({ examples: [["appointment.booked", "message.taken"]] });

export const endpointInput = z.object({ url, events });
export type EndpointInput = z.output<typeof endpointInput>;

export const endpointPatch = z
  .object({ url, events, active: z.boolean() })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");
export type EndpointPatch = z.output<typeof endpointPatch>;

export const endpointView = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.enum(OUTGOING_EVENTS)),
  active: z.boolean(),
  /** Why it was switched off by itself; null otherwise. */
  disabledReason: z.enum(DISABLED_REASONS).nullable(),
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  /** Deliveries that are due or wait for their next attempt. */
  pending: z.number().int(),
  /** Deliveries that nobody tries again by themselves, and that nobody had repeated. */
  failed: z.number().int(),
});
export type EndpointView = z.output<typeof endpointView>;

/** `secret` is shown once: afterwards only the house can read it. */
export const endpointMade = endpointView.extend({ secret: z.string() });
export type EndpointMade = z.output<typeof endpointMade>;

export const rotatedSecret = z.object({
  secret: z.string(),
  /** Until when the old secret signs too. */
  previousUntil: z.coerce.date(),
});
export type RotatedSecret = z.output<typeof rotatedSecret>;

export const deliveryView = z.object({
  id: z.uuid(),
  endpointId: z.uuid(),
  event: z.enum(DELIVERY_EVENTS),
  status: z.enum(DELIVERY_STATUSES),
  /** Attempts so far, one under way included. */
  attempts: z.number().int(),
  createdAt: z.coerce.date(),
  /** Null when nobody will try again. */
  nextAttemptAt: z.coerce.date().nullable(),
  lastAttemptAt: z.coerce.date().nullable(),
  /** The HTTP status of the last answer. */
  httpStatus: z.number().int().nullable(),
  /** Why no answer came the last time. */
  fault: z.enum(DELIVERY_FAULTS).nullable(),
  durationMs: z.number().int().nullable(),
  /** The delivery that a person had repeated. */
  replayOf: z.uuid().nullable(),
});
export type DeliveryView = z.output<typeof deliveryView>;

export const deliveryDetail = deliveryView.extend({
  url: z.string(),
  /** As it is sent, to the byte. */
  body: z.string(),
  /** Its first 1,000 characters; null when none came. */
  answer: z.string().nullable(),
});
export type DeliveryDetail = z.output<typeof deliveryDetail>;

export const deliveryListQuery = z.object({
  status: z.enum(DELIVERY_STATUSES).optional(),
  cursor: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const replayedCount = z.object({ replayed: z.number().int() });
