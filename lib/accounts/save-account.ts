import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  deleteAccount,
  disownNumbers,
  findAccount,
  saveAccount,
  setAccountStatus,
} from "@/db/queries/agents";
import { writeAudit } from "@/db/queries/team";
import type { Account } from "@/db/schema/agents";
import { AppError, ProviderError } from "@/lib/errors";
import { checkElevenLabsKey } from "@/lib/providers/elevenlabs/rest";
import { fetchTwilioAccount } from "@/lib/providers/twilio/rest";
import type { AccountStatus, Vendor } from "@/lib/vocabulary";
import { openElevenLabsAccount, openTwilioAccount, sealSecrets } from "./credentials";
import type { elevenLabsAccountInput, twilioAccountInput } from "./schema";

const hint = (secret: string) => secret.slice(-4);

/** Checked with Twilio before it is kept. Throws `invalid` naming the field Twilio refuses, `provider_failed` when it cannot be asked. */
export async function saveTwilioAccount(
  scope: Scope,
  input: z.output<typeof twilioAccountInput>,
): Promise<Account> {
  const status = await twilioStatus(input);
  if (status === "invalid")
    throw new AppError("invalid", "Twilio refused", { authToken: "refused_by_vendor" });
  return keep(scope, {
    vendor: "twilio",
    externalId: input.accountSid,
    sealedSecrets: sealSecrets(scope.tenantId, "twilio", { authToken: input.authToken }),
    hints: { authToken: hint(input.authToken) },
    status,
  });
}

/** Checked with ElevenLabs before it is kept; the webhook secret can only be proved by the first webhook. */
export async function saveElevenLabsAccount(
  scope: Scope,
  input: z.output<typeof elevenLabsAccountInput>,
): Promise<Account> {
  const status = await elevenLabsStatus(input.apiKey);
  if (status === "invalid")
    throw new AppError("invalid", "ElevenLabs refused", { apiKey: "refused_by_vendor" });
  return keep(scope, {
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, "elevenlabs", input),
    hints: { apiKey: hint(input.apiKey), webhookSecret: hint(input.webhookSecret) },
    status,
  });
}

/** Asks the vendor again with the kept secrets. Throws `not_found` when there are none. */
export async function checkAccount(scope: Scope, vendor: Vendor): Promise<Account> {
  const account = await findAccount(scope, vendor);
  if (!account) throw new AppError("not_found", `account ${vendor}`);
  const status =
    vendor === "twilio"
      ? await twilioStatus(openTwilioAccount(account))
      : await elevenLabsStatus(openElevenLabsAccount(account).apiKey);
  const checked = await setAccountStatus(scope, vendor, status);
  if (!checked) throw new AppError("not_found", `account ${vendor}`);
  return checked;
}

export async function removeAccount(scope: Scope, vendor: Vendor): Promise<void> {
  await withTransaction(scope, async (inner) => {
    if (!(await deleteAccount(inner, vendor))) throw new AppError("not_found", `account ${vendor}`);
    if (vendor === "twilio") await disownNumbers(inner);
    await writeAudit(inner, { action: "account.remove", subject: vendor });
  });
}

async function keep(scope: Scope, account: Parameters<typeof saveAccount>[1]): Promise<Account> {
  return withTransaction(scope, async (inner) => {
    const saved = await saveAccount(inner, account);
    await writeAudit(inner, {
      action: "account.save",
      subject: account.vendor,
      details: { externalId: account.externalId, hints: account.hints, status: account.status },
    });
    return saved;
  });
}

async function twilioStatus(credentials: { accountSid: string; authToken: string }): Promise<AccountStatus> {
  try {
    const account = await fetchTwilioAccount(credentials);
    if (account.status !== "active") return "suspended";
    return account.type === "Trial" ? "trial" : "active";
  } catch (error) {
    if (error instanceof ProviderError && (error.httpStatus === 401 || error.httpStatus === 404))
      return "invalid";
    throw error;
  }
}

async function elevenLabsStatus(apiKey: string): Promise<AccountStatus> {
  try {
    await checkElevenLabsKey(apiKey);
    return "active";
  } catch (error) {
    if (error instanceof ProviderError && (error.httpStatus === 401 || error.httpStatus === 403))
      return "invalid";
    throw error;
  }
}
