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

/** Without a secret of the business's own we make the webhook, and with it the secret. */
export const elevenLabsAccountInput = z.object({
  apiKey: secret(200),
  webhookSecret: secret(200).optional(),
});

/** A business without one uses the key of the house, where it has one. */
export const openAiAccountInput = z.object({ apiKey: secret(300) });

export const vendorParams = z.object({ vendor: z.enum(VENDORS) });

/** Never holds a secret: `hints` has the last four characters of each. */
export const accountView = z.object({
  vendor: z.enum(VENDORS),
  externalId: z.string().nullable(),
  status: z.enum(ACCOUNT_STATUSES),
  hints: z.record(z.string(), z.string()),
  /**
   * What the vendor says of plan, balance and limits, where it says it. Twilio: `accountName`, `accountType`, `balance` (decimal),
   * `currency`. ElevenLabs: `tier`, `creditsLeft`, `creditsLimit`, `resetsAt` (ISO 8601), `callsAtOnce`.
   */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  checkedAt: z.coerce.date(),
});
export type AccountView = z.output<typeof accountView>;
