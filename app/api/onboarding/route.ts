import { route } from "@/lib/http/route";
import { getOnboarding } from "@/lib/onboarding/get-onboarding";
import { onboardingView } from "@/lib/onboarding/schema";

export const GET = route({
  summary: "How far the business is set up, and what is in the way",
  role: "viewer",
  output: onboardingView,
  handler: ({ scope }) => getOnboarding(scope),
});
