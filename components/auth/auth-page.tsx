import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageToggle } from "@/components/frame/language-toggle";
import { ThemeToggle } from "@/components/frame/theme-toggle";
import { BrandMark } from "@/components/ui/brand-mark";

type AuthPageProps = { heading: string; description?: ReactNode; children: ReactNode; foot?: ReactNode };

/** The frame of the pages outside: mark, one form, language and theme. */
export function AuthPage({ heading, description, children, foot }: AuthPageProps) {
  const t = useTranslations("common");
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex items-center gap-2.5 px-4 py-3 md:px-8">
        <BrandMark className="size-8" />
        <span className="flex-1 text-lg font-semibold">{t("product")}</span>
        <LanguageToggle />
        <ThemeToggle />
      </header>
      <main className="mx-auto grid w-full max-w-md content-start gap-6 px-4 pt-[6dvh] pb-16">
        <div className="grid gap-1">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{heading}</h1>
          {description && <p className="text-ink-muted">{description}</p>}
        </div>
        {children}
        {foot && <p className="text-ink-muted">{foot}</p>}
      </main>
    </div>
  );
}
