import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  deleteAccount,
  disownNumbers,
  findAccount,
  saveAccount,
  setAccountStanding,
} from "@/db/queries/agents";
import { writeAudit } from "@/db/queries/team";
import type { Account } from "@/db/schema/agents";
import { AppError, ProviderError } from "@/lib/errors";
import { forgetServices } from "@/lib/line/forget-services";
import { log } from "@/lib/log";
import { renewRegistrations } from "@/lib/numbers/renew-registrations";
import type { Vendor } from "@/lib/vocabulary";
import { giveBackNumbers } from "@/lib/numbers/voice-urls";
import { newCallbackKey } from "@/lib/webhooks/callback-key";
import { askElevenLabs, askOpenAi, askTwilio, type Standing } from "./ask-vendor";
import { openElevenLabsAccount, openOpenAiAccount, openTwilioAccount, sealSecrets } from "./credentials";
import type { elevenLabsAccountInput, openAiAccountInput, twilioAccountInput } from "./schema";
import { ensureVendorSetup } from "./vendor-setup";

const hint = (secret: string) => secret.slice(-4);

/** Checked with Twilio before it is kept. Throws `invalid` naming the field Twilio refuses, `provider_failed` when it cannot be asked. */
export async function saveTwilioAccount(
  scope: Scope,
  input: z.output<typeof twilioAccountInput>,
): Promise<Account> {
  const standing = await askTwilio(input);
  if (standing.status === "invalid")
    throw new AppError("invalid", "Twilio refused", { authToken: "refused_by_vendor" });
  const before = await findAccount(scope, "twilio");
  const saved = await keep(scope, {
    vendor: "twilio",
    externalId: input.accountSid,
    sealedSecrets: sealSecrets(scope.tenantId, "twilio", { authToken: input.authToken }),
    hints: { authToken: hint(input.authToken) },
    ...standing,
  });
  const isNewToken =
    before?.externalId === input.accountSid && openTwilioAccount(before).authToken !== input.authToken;
  if (isNewToken) await tryAtVendor(scope, () => renewRegistrations(scope));
  return saved;
}

/**
 * Checked with ElevenLabs before it is kept; the webhook secret can only be proved by the first webhook. Then webhook, secret and tools
 * are made there; what ElevenLabs does not do now the health check finds, and mends on demand.
 */
export async function saveElevenLabsAccount(
  scope: Scope,
  input: z.output<typeof elevenLabsAccountInput>,
): Promise<Account> {
  const standing = await askElevenLabs(input.apiKey);
  if (standing.status === "invalid")
    throw new AppError("invalid", "ElevenLabs refused", { apiKey: "refused_by_vendor" });
  const known = await findAccount(scope, "elevenlabs");
  const before = known ? openElevenLabsAccount(known) : undefined;
  // The secret belongs to a webhook of the workspace: another workspace has another one.
  const kept = before?.apiKey === input.apiKey ? before.webhookSecret : "";
  const webhookSecret = input.webhookSecret ?? kept;
  const saved = await keep(scope, {
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, "elevenlabs", {
      apiKey: input.apiKey,
      webhookSecret,
      callbackKey: before?.callbackKey || newCallbackKey(scope.tenantId),
    }),
    hints: {
      apiKey: hint(input.apiKey),
      ...(webhookSecret === "" ? {} : { webhookSecret: hint(webhookSecret) }),
    },
    ...standing,
  });
  await tryAtVendor(scope, () => ensureVendorSetup(scope));
  return (await findAccount(scope, "elevenlabs")) ?? saved;
}

/** Checked with OpenAI before it is kept. Throws `invalid` for a key it refuses, `provider_failed` when it cannot be asked. */
export async function saveOpenAiAccount(
  scope: Scope,
  { apiKey }: z.output<typeof openAiAccountInput>,
): Promise<Account> {
  const standing = await askOpenAi(apiKey);
  if (standing.status === "invalid")
    throw new AppError("invalid", "OpenAI refused", { apiKey: "refused_by_vendor" });
  return keep(scope, {
    vendor: "openai",
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, "openai", { apiKey }),
    hints: { apiKey: hint(apiKey) },
    ...standing,
  });
}

/** The account is kept by then: what a vendor does not do now is no reason to refuse it. */
async function tryAtVendor(scope: Scope, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
    log.warn({ err: error, tenantId: scope.tenantId }, "not arranged at the vendor yet");
  }
}

/** Asks the vendor again with the kept secrets. Throws `not_found` when there are none. */
export async function checkAccount(scope: Scope, vendor: Vendor): Promise<Account> {
  const account = await findAccount(scope, vendor);
  if (!account) throw new AppError("not_found", `account ${vendor}`);
  const checked = await setAccountStanding(scope, vendor, await ask(account));
  if (!checked) throw new AppError("not_found", `account ${vendor}`);
  return checked;
}

function ask(account: Account): Promise<Standing> {
  switch (account.vendor) {
    case "twilio":
      return askTwilio(openTwilioAccount(account));
    case "elevenlabs":
      return askElevenLabs(openElevenLabsAccount(account).apiKey);
    case "openai":
      return askOpenAi(openOpenAiAccount(account).apiKey);
  }
}

/** Throws `not_found` when there is none. Numbers of Twilio go back to whom they asked before us, as far as Twilio still lets us. */
export async function removeAccount(scope: Scope, vendor: Vendor): Promise<void> {
  const account = await findAccount(scope, vendor);
  if (account && vendor === "twilio") await giveBackNumbers(scope, openTwilioAccount(account));
  await withTransaction(scope, async (inner) => {
    if (!(await deleteAccount(inner, vendor))) throw new AppError("not_found", `account ${vendor}`);
    if (vendor === "twilio") await disownNumbers(inner);
    await forgetServices(inner, vendor);
    await writeAudit(inner, { action: "account.remove", subject: vendor });
  });
}

async function keep(scope: Scope, account: Parameters<typeof saveAccount>[1]): Promise<Account> {
  return withTransaction(scope, async (inner) => {
    const saved = await saveAccount(inner, account);
    await forgetServices(inner, account.vendor);
    await writeAudit(inner, {
      action: "account.save",
      subject: account.vendor,
      details: { externalId: account.externalId, hints: account.hints, status: account.status },
    });
    return saved;
  });
}
