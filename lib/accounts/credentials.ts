import type { Scope } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import type { Account } from "@/db/schema/agents";
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
