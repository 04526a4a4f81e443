import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GuideEnd } from "@/components/onboarding/guide-end";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("onboarding.end");
  return { title: t("short") };
}

export default function OnboardingDonePage() {
  return <GuideEnd />;
}
