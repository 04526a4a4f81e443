"use client";

import { CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { ShownOnce } from "@/components/ui/shown-once";
import type { FeedMade } from "@/lib/agenda/schema";

/** With a link that the calendar program of this computer or telephone opens by itself. */
export function AgendaFeedShown({ made, onClose }: { made: FeedMade; onClose: () => void }) {
  const t = useTranslations("agendaSettings.feeds");
  return (
    <ShownOnce
      title={t("shownTitle", { name: made.name })}
      description={t("shownHelp")}
      label={t("address")}
      value={made.url}
      words={{ copy: t("copy"), copied: t("copied"), done: t("done") }}
      onClose={onClose}
      className="max-w-xl"
    >
      <a
        href={made.url.replace(/^https?:/, "webcal:")}
        className={buttonClasses({ className: "justify-self-start" })}
      >
        <CalendarPlus aria-hidden="true" />
        {t("open")}
      </a>
      <p className="text-sm text-ink-muted">{t("openHelp")}</p>
    </ShownOnce>
  );
}
