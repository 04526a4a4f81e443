import type { Scope } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import type { Account } from "@/db/schema/agents";
import { AppError } from "@/lib/errors";
import type { TwilioCredentials } from "@/lib/providers/twilio/rest";
import type { TenantId, Vendor } from "@/lib/vocabulary";
import { seal, unseal } from "./seal";

interface ElevenLabsCredentials {
  apiKey: string;
  webhookSecret: string;
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
  const { apiKey, webhookSecret } = unseal(owner(account.tenantId, "elevenlabs"), account.sealedSecrets);
  return { apiKey: apiKey ?? "", webhookSecret: webhookSecret ?? "" };
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
