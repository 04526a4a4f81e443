import { z } from "zod";
import { line } from "@/lib/text";
import { COUNTRIES, NUMBER_ROUTES } from "@/lib/vocabulary";

export const numberView = z.object({
  id: z.uuid(),
  /** E.164. */
  phoneNumber: z.string(),
  label: z.string(),
  owned: z.boolean(),
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  inboundVia: z.enum(NUMBER_ROUTES),
  /** ElevenLabs' id of the number once it has been imported there, which native outbound calls need. */
  elevenLabsNumberId: z.string().nullable(),
  /** Decimal US dollars as agreed when it was bought here; null for one that was brought along. */
  monthlyPriceUsd: z.string().nullable(),
  updatedAt: z.coerce.date(),
});
export type NumberView = z.output<typeof numberView>;

export const numberParams = z.object({ numberId: z.uuid() });
/** Null: nobody answers this number. */
export const numberAgentInput = z.object({ agentId: z.uuid().nullable() });
export const numberRouteInput = z.object({ inboundVia: z.enum(NUMBER_ROUTES) });
export const syncResult = z.object({
  added: z.number().int(),
  gone: z.number().int(),
  /** Numbers another business of this house already holds. */
  refused: z.array(z.string()),
  numbers: z.array(numberView),
});

/** The kinds of number that carry voice and that Twilio sells. */
export const NUMBER_TYPES = ["local", "mobile", "national", "toll_free"] as const;

/** Where the holder of a number has to have an address: nowhere, anywhere, in its country, or outside it. */
export const ADDRESS_REQUIREMENTS = ["none", "any", "local", "foreign"] as const;

export const availableNumbersQuery = z.object({
  country: z.enum(COUNTRIES),
  type: z.enum(NUMBER_TYPES),
  /** Digits anywhere in the number, `*` for any one; a leading `+` fixes the beginning. */
  contains: z
    .string()
    .trim()
    .regex(/^(?=.{2,16}$)\+?[\d*]+$/, "number_pattern")
    .optional(),
  /** An area code in the United States, elsewhere a town. */
  area: line(60).optional(),
});
export type AvailableNumbersQuery = z.output<typeof availableNumbersQuery>;

export const availableNumberView = z.object({
  /** E.164. */
  phoneNumber: z.string(),
  locality: z.string().nullable(),
  region: z.string().nullable(),
  type: z.enum(NUMBER_TYPES),
  addressRequirements: z.enum(ADDRESS_REQUIREMENTS),
  /** Decimal US dollars a month; null when Twilio names no price. */
  monthlyPriceUsd: z.string().nullable(),
});
export type AvailableNumberView = z.output<typeof availableNumberView>;

export const addressInput = z.object({
  customerName: line(100),
  street: line(150),
  city: line(100),
  region: line(100),
  postalCode: line(20),
  /** ISO 3166-1 alpha-2; not only the countries of our businesses. */
  country: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}$/, "country_code"),
});
export type AddressInput = z.output<typeof addressInput>;

export const buyNumberInput = z.object({
  phoneNumber: z.string().regex(/^\+[1-9]\d{6,14}$/, "phone_number"),
  type: z.enum(NUMBER_TYPES),
  /** What the buyer was shown; another price today is a refusal. */
  confirmedMonthlyPriceUsd: z.string().regex(/^\d{1,5}(\.\d{1,4})?$/, "price"),
  address: addressInput.optional(),
});
export type BuyNumberInput = z.output<typeof buyNumberInput>;

/** Shapes of the documented `/phone-assignment/*` addresses. */
export const assignInput = z.object({ agentId: z.uuid(), phoneNumber: z.string().min(1).max(40) });
export const unassignParams = z.object({ agentId: z.uuid() });
export const assignmentView = z.object({
  agentId: z.uuid(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  elevenLabsAgentId: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  phoneNumbers: z.array(z.string()),
});
