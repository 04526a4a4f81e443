import type { Scope } from "@/db/client";
import { ensureVendorSetup } from "@/lib/accounts/vendor-setup";
import { syncNumbers } from "@/lib/numbers/sync-numbers";
import { getOnboarding } from "./get-onboarding";
import type { OnboardingView } from "./schema";

/**
 * Arranges in both accounts what calls need: webhook, secret and tools at ElevenLabs, the numbers of Twilio. May be run again. Throws
 * `conflict` while an account is missing, ProviderError when a vendor does not do it.
 */
export async function prepareAccounts(scope: Scope): Promise<OnboardingView> {
  await ensureVendorSetup(scope);
  await syncNumbers(scope);
  return getOnboarding(scope);
}
