import { route } from "@/lib/http/route";
import { prepareAccounts } from "@/lib/onboarding/prepare-accounts";
import { onboardingView } from "@/lib/onboarding/schema";

export const POST = route({
  summary: "Arrange in both vendors' accounts what calls need",
  role: "admin",
  output: onboardingView,
  handler: ({ scope }) => prepareAccounts(scope),
});
