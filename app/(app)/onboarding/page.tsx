import { redirect } from "next/navigation";
import { findPageAccess } from "@/lib/auth/session";
import { getOnboarding } from "@/lib/onboarding/get-onboarding";

/** Takes up the path where it was left. */
export default async function OnboardingPage() {
  const access = await findPageAccess();
  // The layout asks whoever is not signed in to do so first.
  if (!access) return null;
  const { next } = await getOnboarding(access.scope);
  redirect(`/onboarding/${next ?? "done"}`);
}
