"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { LanguageToggle } from "@/components/frame/language-toggle";
import { useSession } from "@/components/frame/session-context";
import { ThemeToggle } from "@/components/frame/theme-toggle";
import { FeedState } from "@/components/live/feed-state";
import { BrandMark } from "@/components/ui/brand-mark";
import { buttonClasses } from "@/components/ui/button";

/** The head of the guided path: whose it is, and the way out of it. */
export function GuideBar() {
  const t = useTranslations("onboarding");
  const { tenant } = useSession();
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-surface px-4 md:px-8">
      <BrandMark className="size-6 shrink-0" />
      <span className="min-w-0 flex-1 truncate font-semibold">{tenant.name}</span>
      <FeedState collapsed={false} />
      <LanguageToggle />
      <ThemeToggle />
      <Link href="/" className={buttonClasses({ variant: "ghost" })}>
        {t("later")}
      </Link>
    </header>
  );
}
