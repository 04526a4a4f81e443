"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarOff, PartyPopper } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { AgendaClosureDialog } from "./agenda-closure-dialog";
import { AgendaClosureRow } from "./agenda-closure-row";
import { AgendaHolidaysDialog } from "./agenda-holidays-dialog";
import { AgendaSection } from "./agenda-section";
import { agendaSettingsQueries } from "./agenda-settings-queries";

/** When nobody is received although the hours say so. */
export function AgendaClosures() {
  const t = useTranslations("agendaSettings.closures");
  const mayEdit = useMay("admin");
  const [open, setOpen] = useState<"closure" | "holidays">();
  const actions = (
    <>
      <Button onClick={() => setOpen("holidays")}>
        <PartyPopper aria-hidden="true" />
        {t("holidays")}
      </Button>
      <Button onClick={() => setOpen("closure")}>
        <CalendarOff aria-hidden="true" />
        {t("add")}
      </Button>
    </>
  );
  return (
    <AgendaSection
      id="agenda-closures"
      title={t("title")}
      description={t("description")}
      actions={mayEdit && actions}
    >
      <ClosureList />
      {open === "closure" && <AgendaClosureDialog onClose={() => setOpen(undefined)} />}
      {open === "holidays" && <AgendaHolidaysDialog onClose={() => setOpen(undefined)} />}
    </AgendaSection>
  );
}

function ClosureList() {
  const t = useTranslations("agendaSettings.closures");
  const closures = useQuery(agendaSettingsQueries.closures(useSession().tenant.id));
  if (closures.isError) {
    return (
      <LoadError title={t("loadFailed")} error={closures.error} onRetry={() => void closures.refetch()} />
    );
  }
  if (!closures.data) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  if (closures.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <ul aria-label={t("title")} className="rounded-lg border bg-surface">
      {closures.data.map((closure) => (
        <AgendaClosureRow key={closure.id} closure={closure} />
      ))}
    </ul>
  );
}
