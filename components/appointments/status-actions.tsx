"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { AppointmentView } from "@/lib/appointments/schema";
import { offeredStatuses } from "./status-words";
import { useSetStatus } from "./use-set-status";

/** What can become of it now; each can be undone. */
export function StatusActions({ appointment }: { appointment: AppointmentView }) {
  const t = useTranslations("agenda");
  const setStatus = useSetStatus();
  const { status } = appointment;
  return (
    <fieldset aria-label={t("panel.actions")} className="min-w-0 flex flex-wrap gap-2">
      {offeredStatuses(status).map((next, index) => (
        <Button
          key={next}
          size="sm"
          data-status-action={next}
          variant={index === 0 && next === "confirmed" ? "primary" : "secondary"}
          onClick={() => setStatus(appointment, next)}
        >
          {t(next === "scheduled" && status === "confirmed" ? "deed.unconfirm" : `deed.${next}`)}
        </Button>
      ))}
    </fieldset>
  );
}
