import { route } from "@/lib/http/route";
import { buyNumber } from "@/lib/numbers/buy-number";
import { buyNumberInput, numberView } from "@/lib/numbers/schema";

/** No key opens it: money is spent by people. */
export const POST = route({
  summary: "Buy a number at Twilio for the price that was shown",
  role: "admin",
  body: buyNumberInput,
  output: numberView,
  status: 201,
  handler: ({ scope, body }) => buyNumber(scope, body),
});
