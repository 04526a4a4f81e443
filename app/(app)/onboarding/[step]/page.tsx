import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { StepPage } from "@/components/onboarding/step-page";
import { ONBOARDING_STEPS, type OnboardingStep } from "@/lib/onboarding/schema";

async function stepOf(params: Promise<{ step: string }>): Promise<OnboardingStep> {
  const { step } = await params;
  return ONBOARDING_STEPS.find((known) => known === step) ?? notFound();
}

export async function generateMetadata({ params }: PageProps<"/onboarding/[step]">): Promise<Metadata> {
  const t = await getTranslations("onboarding.steps");
  return { title: t(`${await stepOf(params)}.short`) };
}

export default async function OnboardingStepPage({ params }: PageProps<"/onboarding/[step]">) {
  return <StepPage step={await stepOf(params)} />;
}
