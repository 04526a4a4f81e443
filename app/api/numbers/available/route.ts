import { z } from "zod";
import { route } from "@/lib/http/route";
import { availableNumbersQuery, availableNumberView } from "@/lib/numbers/schema";
import { searchNumbers } from "@/lib/numbers/search-numbers";

export const GET = route({
  summary: "Numbers that Twilio sells now, with their monthly price",
  role: "admin",
  apiScope: "numbers:read",
  query: availableNumbersQuery,
  output: z.array(availableNumberView),
  handler: ({ scope, query }) => searchNumbers(scope, query),
});
