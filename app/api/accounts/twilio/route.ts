import { saveTwilioAccount } from "@/lib/accounts/save-account";
import { accountView, twilioAccountInput } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Enter the Twilio account; checked with Twilio first",
  role: "admin",
  body: twilioAccountInput,
  output: accountView,
  handler: ({ scope, body }) => saveTwilioAccount(scope, body),
});
