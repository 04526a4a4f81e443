import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useSession } from "@/components/frame/session-context";
import type { ClosureView, StaffView } from "@/lib/agenda/schema";
import { formatDay } from "@/lib/format";
import { dayClock } from "./day-clock";
import { oddityOf } from "./opening";
import { hoursOf } from "./use-grid-content";

type Visit = { startsAt: Date; endsAt: Date; staffId: string };

/** Why nobody would expect a visit then, in words; undefined for a usual time. */
export function useOddity(staff: readonly StaffView[], closures: readonly ClosureView[]) {
  const t = useTranslations("agenda.oddity");
  const { timeZone, openingHours } = useSession().tenant;
  return useCallback(
    (visit: Visit): string | undefined => {
      const clock = dayClock(formatDay(visit.startsAt, timeZone), timeZone);
      const oddity = oddityOf(visit, clock, hoursOf(staff, visit.staffId) ?? openingHours, closures);
      if (!oddity) return undefined;
      return oddity === "not_open" ? t("notOpen") : t("closure", { reason: oddity.closure });
    },
    [t, timeZone, openingHours, staff, closures],
  );
}
