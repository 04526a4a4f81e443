"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { HolidayView } from "@/lib/agenda/schema";
import { formatDay, formatLongDate } from "@/lib/format";
import { agendaSettingsQueries } from "./agenda-settings-queries";
import { useAgendaWrites } from "./use-agenda-writes";

/** The country's holidays of a year: seen first, then added all at once. */
export function AgendaHolidaysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("agendaSettings.holidays");
  const tDialog = useTranslations("settings.dialog");
  const messageOf = useErrorMessage();
  const { tenant } = useSession();
  const [thisYear] = useState(() => Number(formatDay(new Date(), tenant.timeZone).slice(0, 4)));
  const [year, setYear] = useState(thisYear);
  const [region, setRegion] = useState("");
  const { addHolidays } = useAgendaWrites();
  const preview = useQuery({
    ...agendaSettingsQueries.holidays(tenant.id, year, region),
    placeholderData: keepPreviousData,
  });
  const adding = useMutation({
    mutationFn: () => addHolidays(year, region),
    onSuccess: (made) => {
      toast.success(t("added", { count: made.length }));
      onClose();
    },
  });
  const missing = preview.data?.holidays.filter(({ added }) => !added).length ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("help")}
      className="max-w-lg"
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button
            variant="primary"
            busy={adding.isPending}
            disabled={missing === 0 || preview.isPlaceholderData}
            onClick={() => adding.mutate()}
          >
            {t("add", { count: missing })}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-4">
        <Field label={t("year")}>
          {(control) => (
            <Select {...control} value={year} onChange={(event) => setYear(Number(event.target.value))}>
              {[0, 1, 2].map((later) => (
                <option key={later} value={thisYear + later}>
                  {thisYear + later}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {preview.data && preview.data.regions.length > 0 && (
          <Field label={t("region")}>
            {(control) => (
              <Select {...control} value={region} onChange={(event) => setRegion(event.target.value)}>
                <option value="">{t("noRegion")}</option>
                {preview.data.regions.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {preview.data && <HolidayList holidays={preview.data.holidays} />}
      {preview.isPending && (
        <Loading>
          <SkeletonRows rows={6} />
        </Loading>
      )}
      {preview.isError && <LoadError error={preview.error} onRetry={() => void preview.refetch()} />}
      {adding.error && (
        <p role="alert" className="text-failed">
          {messageOf(adding.error)}
        </p>
      )}
    </Dialog>
  );
}

function HolidayList({ holidays }: { holidays: readonly HolidayView[] }) {
  const t = useTranslations("agendaSettings.holidays");
  const locale = useLocale();
  if (holidays.length === 0) return <p className="text-ink-muted">{t("none")}</p>;
  return (
    <ul aria-label={t("list")} className="divide-y rounded-lg border bg-surface">
      {holidays.map(({ day, name, added }) => (
        <li key={day} className="flex items-center gap-3 px-3 py-2">
          <span className="min-w-0 flex-1">
            <span className="block">{name}</span>
            <span className="block text-sm text-ink-muted first-letter:uppercase">
              {formatLongDate(new Date(`${day}T12:00:00Z`), { locale, timeZone: "UTC" })}
            </span>
          </span>
          {added && (
            <span className="flex items-center gap-1 text-sm text-good">
              <Check aria-hidden="true" className="size-4" />
              {t("alreadyAdded")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
