import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useSession } from "@/components/frame/session-context";
import { offeredTemplates, type TemplateId } from "./templates";

/** Links, so that the address holds the choice and unsaved writing is guarded like on any way out. */
export function TemplateLinks({ chosen }: { chosen: TemplateId }) {
  const t = useTranslations("agents.templates");
  const { tenant } = useSession();
  return (
    <nav aria-labelledby="templates-title" className="grid gap-2">
      <h2 id="templates-title" className="font-medium">
        {t("title")}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {offeredTemplates(tenant.kind, tenant.language).map((id) => (
          <li key={id}>
            <Link
              replace
              href={`/agents/new?template=${id}`}
              aria-current={id === chosen ? "true" : undefined}
              className={cn(
                "inline-flex min-h-9 items-center rounded-md border px-3 py-1 hover:bg-hover",
                id === chosen && "border-accent bg-accent-soft font-medium text-accent-ink",
              )}
            >
              {t(id)}
            </Link>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-muted">{t("help")}</p>
    </nav>
  );
}
