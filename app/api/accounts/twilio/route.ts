import { removeAccount, saveTwilioAccount } from "@/lib/accounts/save-account";
import { accountView, twilioAccountInput } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Enter the Twilio account; checked with Twilio first",
  role: "admin",
  body: twilioAccountInput,
  output: accountView,
  handler: ({ scope, body }) => saveTwilioAccount(scope, body),
});

export const DELETE = route({
  summary: "Forget the account and its secrets",
  role: "admin",
  handler: ({ scope }) => removeAccount(scope, "twilio"),
});
