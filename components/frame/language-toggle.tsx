"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { LANGUAGES } from "@/lib/vocabulary";
import { keepPreference } from "./preference-cookie";

/** Shows the language it changes to, in that language. */
export function LanguageToggle() {
  const t = useTranslations("nav");
  const locale = useLocale();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const next = LANGUAGES.find((language) => language !== locale) ?? "es";
  return (
    <Button
      data-testid="language-toggle"
      variant="ghost"
      size="icon"
      lang={next}
      busy={pending}
      onClick={() => {
        keepPreference("locale", next);
        startTransition(() => router.refresh());
      }}
    >
      <span aria-hidden="true" className="text-sm uppercase">
        {next}
      </span>
      <span className="sr-only">{t(`languages.${next}`)}</span>
    </Button>
  );
}
