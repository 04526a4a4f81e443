import { z } from "zod";
import { ACCOUNT_STATUSES, VENDORS } from "@/lib/vocabulary";

const secret = (max: number) =>
  z
    .string()
    .trim()
    .min(8)
    .max(max)
    .regex(/^[\x21-\x7e]+$/, "no_spaces");

export const twilioAccountInput = z.object({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-fA-F]{32}$/, "account_sid"),
  authToken: z
    .string()
    .trim()
    .regex(/^[0-9a-fA-F]{32}$/, "auth_token"),
});

export const elevenLabsAccountInput = z.object({ apiKey: secret(200), webhookSecret: secret(200) });

export const vendorParams = z.object({ vendor: z.enum(VENDORS) });

/** Never holds a secret: `hints` has the last four characters of each. */
export const accountView = z.object({
  vendor: z.enum(VENDORS),
  externalId: z.string().nullable(),
  status: z.enum(ACCOUNT_STATUSES),
  hints: z.record(z.string(), z.string()),
  checkedAt: z.coerce.date(),
});
export type AccountView = z.output<typeof accountView>;
