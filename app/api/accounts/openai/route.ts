import { removeAccount, saveOpenAiAccount } from "@/lib/accounts/save-account";
import { accountView, openAiAccountInput } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Enter a key of OpenAI; checked with OpenAI first",
  role: "admin",
  body: openAiAccountInput,
  output: accountView,
  handler: ({ scope, body }) => saveOpenAiAccount(scope, body),
});

export const DELETE = route({
  summary: "Forget the account and its secrets",
  role: "admin",
  handler: ({ scope }) => removeAccount(scope, "openai"),
});
