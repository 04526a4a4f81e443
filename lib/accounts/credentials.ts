import type { Scope } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import { readHouseSpending } from "@/db/queries/model-uses";
import type { Account } from "@/db/schema/agents";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import type { TwilioCredentials } from "@/lib/providers/twilio/ask";
import type { TenantId, Vendor } from "@/lib/vocabulary";
import { seal, unseal } from "./seal";

export interface ElevenLabsCredentials {
  apiKey: string;
  /** Of the post-call webhook; empty until there is one. */
  webhookSecret: string;
  /** What ElevenLabs shows when it asks us something (lib/webhooks/callback-key.ts). */
  callbackKey: string;
}

export interface OpenAiCredentials {
  apiKey: string;
  /** The house's own key: then the house says which model it pays for. */
  isHouse: boolean;
}

const owner = (tenantId: TenantId, vendor: Vendor) => `${tenantId}:${vendor}`;

export function sealSecrets(tenantId: TenantId, vendor: Vendor, secrets: Record<string, string>): string {
  return seal(owner(tenantId, vendor), secrets);
}

export function openTwilioAccount(account: Account): TwilioCredentials {
  const { authToken } = unseal(owner(account.tenantId, "twilio"), account.sealedSecrets);
  return { accountSid: account.externalId ?? "", authToken: authToken ?? "" };
}

export function openElevenLabsAccount(account: Account): ElevenLabsCredentials {
  const { apiKey, webhookSecret, callbackKey } = unseal(
    owner(account.tenantId, "elevenlabs"),
    account.sealedSecrets,
  );
  return { apiKey: apiKey ?? "", webhookSecret: webhookSecret ?? "", callbackKey: callbackKey ?? "" };
}

/** Throws `conflict` when the tenant has not entered its Twilio account. */
export async function getTwilioCredentials(scope: Scope): Promise<TwilioCredentials> {
  const account = await findAccount(scope, "twilio");
  if (!account) throw new AppError("conflict", "no_twilio_account");
  return openTwilioAccount(account);
}

/** Throws `conflict` when the tenant has not entered its ElevenLabs account. */
export async function getElevenLabsCredentials(scope: Scope): Promise<ElevenLabsCredentials> {
  const account = await findAccount(scope, "elevenlabs");
  if (!account) throw new AppError("conflict", "no_elevenlabs_account");
  return openElevenLabsAccount(account);
}

export function openOpenAiAccount(account: Account): OpenAiCredentials {
  const { apiKey } = unseal(owner(account.tenantId, "openai"), account.sealedSecrets);
  return { apiKey: apiKey ?? "", isHouse: false };
}

type OpenAiKey =
  | { credentials: OpenAiCredentials }
  | { credentials: undefined; why: "no_openai_account" | "house_key_spent" };

/** The house's key is given to a business until it has cost HOUSE_OPENAI_DAILY_USD in 24 hours; what is being asked then is still answered. */
async function lookForOpenAi(scope: Scope): Promise<OpenAiKey> {
  const account = await findAccount(scope, "openai");
  if (account) return { credentials: openOpenAiAccount(account) };
  if (!env.OPENAI_API_KEY) return { credentials: undefined, why: "no_openai_account" };
  if ((await readHouseSpending(scope)) >= env.HOUSE_OPENAI_DAILY_USD)
    return { credentials: undefined, why: "house_key_spent" };
  return { credentials: { apiKey: env.OPENAI_API_KEY, isHouse: true } };
}

/** The business's own key, else the one of the house. Undefined when there is neither, or not now: nothing is asked of a language model then. */
export async function findOpenAiCredentials(scope: Scope): Promise<OpenAiCredentials | undefined> {
  return (await lookForOpenAi(scope)).credentials;
}

/** The business's own key, else the one of the house. Throws `conflict` when there is neither, or not now. */
export async function getOpenAiCredentials(scope: Scope): Promise<OpenAiCredentials> {
  const found = await lookForOpenAi(scope);
  if (!found.credentials) throw new AppError("conflict", found.why);
  return found.credentials;
}

/** Why nothing can be asked of a language model; undefined when it can. */
export async function findOpenAiObstacle(
  scope: Scope,
): Promise<"no_openai_account" | "house_key_spent" | undefined> {
  const found = await lookForOpenAi(scope);
  return found.credentials ? undefined : found.why;
}
