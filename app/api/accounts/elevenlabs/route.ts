import { removeAccount, saveElevenLabsAccount } from "@/lib/accounts/save-account";
import { accountView, elevenLabsAccountInput } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const PUT = route({
  summary: "Enter the ElevenLabs account; checked with ElevenLabs first",
  role: "admin",
  body: elevenLabsAccountInput,
  output: accountView,
  handler: ({ scope, body }) => saveElevenLabsAccount(scope, body),
});

export const DELETE = route({
  summary: "Forget the account and its secrets",
  role: "admin",
  handler: ({ scope }) => removeAccount(scope, "elevenlabs"),
});
