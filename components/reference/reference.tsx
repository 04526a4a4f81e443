import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { LanguageToggle } from "@/components/frame/language-toggle";
import { ThemeToggle } from "@/components/frame/theme-toggle";
import { BrandMark } from "@/components/ui/brand-mark";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { ApiDocument } from "@/lib/http/schema";
import { CodeBlock } from "./code-block";
import { groupsOf } from "./operation-list";
import { OperationGroups } from "./operation-groups";

const inCode = (text: ReactNode) => <code className="font-mono text-sm">{text}</code>;

/** The API for whoever writes a program: drawn from the document that programs read. */
export function Reference({ document }: { document: ApiDocument }) {
  const t = useTranslations("reference");
  const tCommon = useTranslations("common");
  const baseUrl = document.servers[0]?.url ?? "";
  const failure = {
    success: false,
    error: { code: "invalid", message: t("failureMessage"), fields: { to: t("failureField") } },
  };
  return (
    <TooltipProvider>
      <header className="flex items-center gap-2.5 border-b bg-surface px-4 py-2.5 md:px-8">
        <BrandMark className="size-8" />
        <span className="flex-1">
          <Link href="/" className="text-lg font-semibold">
            {tCommon("product")}
          </Link>
        </span>
        <LanguageToggle />
        <ThemeToggle />
      </header>
      <main className="mx-auto grid w-full max-w-[1280px] gap-8 px-4 pt-6 pb-16 md:px-8">
        <div className="grid max-w-3xl gap-4">
          <div className="grid gap-1">
            <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
            <p className="text-ink-muted">{t("description")}</p>
          </div>
          <p>{t.rich("authentication", { code: inCode })}</p>
          <CodeBlock
            label={t("firstRequest")}
            code={`curl "${baseUrl}/api/calls?limit=5" \\\n  -H "Authorization: Bearer $CENTRALITA_KEY"`}
          />
          <p>{t.rich("envelope", { code: inCode })}</p>
          <CodeBlock label={t("failureLabel")} code={JSON.stringify(failure, null, 2)} />
          <p>
            <a href={`${baseUrl}/api/openapi.json`} className="text-accent-ink underline underline-offset-2">
              {t("document")}
            </a>
          </p>
        </div>
        <OperationGroups
          groups={groupsOf(document)}
          baseUrl={baseUrl}
          refusals={document.components.responses}
        />
      </main>
    </TooltipProvider>
  );
}
