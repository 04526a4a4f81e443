"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { placeOf } from "@/components/settings/time-zones";
import { useSession } from "@/components/frame/session-context";
import type { AppointmentView } from "@/lib/appointments/schema";
import { isOpen } from "@/lib/appointments/status";

/** How many come, and how many of them said so. */
export function AgendaSummary({ appointments }: { appointments: readonly AppointmentView[] }) {
  const t = useTranslations("agenda");
  const expected = appointments.filter(({ status }) => isOpen(status));
  const confirmed = expected.filter(({ status }) => status === "confirmed").length;
  return (
    <p data-testid="agenda-summary" className="text-ink-muted">
      {t("summary", { count: expected.length, confirmed, waiting: expected.length - confirmed })}
      <ForeignZone />
    </p>
  );
}

/** Named only where the reader's own clock shows another time. */
function ForeignZone() {
  const t = useTranslations("agenda");
  const tZone = useTranslations("business.zone");
  const { timeZone } = useSession().tenant;
  const readers = useSyncExternalStore(
    () => () => undefined,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => timeZone,
  );
  if (readers === timeZone) return null;
  return ` · ${t("zone", { zone: tZone.has(timeZone) ? tZone(timeZone) : placeOf(timeZone) })}`;
}
