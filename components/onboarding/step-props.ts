import type { OnboardingProblem } from "@/lib/onboarding/schema";

/** What every step is given. */
export type StepProps = { problems: readonly OnboardingProblem[]; isDone: boolean };
