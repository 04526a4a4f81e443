import { z } from "zod";

/** The guided path, in the order in which one thing needs the other. */
export const ONBOARDING_STEPS = ["business", "accounts", "agent", "number", "test"] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** Keys of `onboarding.problems`: what is missing or wrong, in the order in which it is mended. */
export const ONBOARDING_PROBLEMS = [
  "no_hours",
  "twilio_missing",
  "twilio_invalid",
  "twilio_suspended",
  "twilio_trial",
  "twilio_balance_low",
  "elevenlabs_missing",
  "elevenlabs_invalid",
  "elevenlabs_suspended",
  "elevenlabs_free",
  "elevenlabs_credit_low",
  "elevenlabs_concurrency",
  "not_prepared",
  "no_agent",
  "agent_unpublished",
  "no_number",
  "number_unassigned",
  "not_tested",
] as const;
export type OnboardingProblemCode = (typeof ONBOARDING_PROBLEMS)[number];

const onboardingProblem = z.object({
  code: z.enum(ONBOARDING_PROBLEMS),
  /** The step is not done while it stands; else it is good to know. */
  isBlocking: z.boolean(),
  /** Values for the sentence. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type OnboardingProblem = z.output<typeof onboardingProblem>;

export const onboardingView = z.object({
  steps: z.array(
    z.object({
      step: z.enum(ONBOARDING_STEPS),
      /** `blocked`: another step comes first. */
      state: z.enum(["done", "open", "blocked"]),
      problems: z.array(onboardingProblem),
    }),
  ),
  /** Where to go on; null when nothing is left. */
  next: z.enum(ONBOARDING_STEPS).nullable(),
  /** When the path was finished or put away. */
  finishedAt: z.coerce.date().nullable(),
});
export type OnboardingView = z.output<typeof onboardingView>;
