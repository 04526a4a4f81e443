import type { z } from "zod";
import type { Scope } from "@/db/client";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { fetchNumberPrices, searchAvailableNumbers } from "@/lib/providers/twilio/numbers";
import type { AvailableNumbersQuery, availableNumberView } from "./schema";

/** What Twilio sells now, each with today's price. Throws `conflict` without a Twilio account. */
export async function searchNumbers(
  scope: Scope,
  query: AvailableNumbersQuery,
): Promise<z.output<typeof availableNumberView>[]> {
  const credentials = await getTwilioCredentials(scope);
  const [found, prices] = await Promise.all([
    searchAvailableNumbers(credentials, query),
    fetchNumberPrices(credentials, query.country),
  ]);
  return found.map((number) => ({
    ...number,
    type: query.type,
    monthlyPriceUsd: prices[query.type] ?? null,
  }));
}
