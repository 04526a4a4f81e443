import { route } from "@/lib/http/route";
import { finishOnboarding } from "@/lib/onboarding/finish-onboarding";
import { onboardingView } from "@/lib/onboarding/schema";

export const POST = route({
  summary: "Finish the guided path, or put it away",
  role: "admin",
  output: onboardingView,
  handler: ({ scope }) => finishOnboarding(scope),
});
