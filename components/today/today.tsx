"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { PageHeader } from "@/components/ui/page-header";
import { formatDay, formatLongDate } from "@/lib/format";
import { DayAppointments } from "./day-appointments";
import { DayCalls } from "./day-calls";
import { HealthNotice } from "./health-notice";
import { LineNotice } from "./line-notice";
import { LiveCalls } from "./live-calls";
import { NeedsPerson } from "./needs-person";
import { OpenMessages } from "./open-messages";
import { PhonesCard } from "./phones-card";
import { SetupCard } from "./setup-card";

const REDRAWN_EVERY_MS = 60_000;

/** Who is on the line now, and what needs me? */
export function Today() {
  const t = useTranslations("today");
  const { tenant, sandboxUrl } = useSession();
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} description={now && formatLongDate(now, place)} />
      <NeedsPerson />
      <LineNotice />
      <HealthNotice />
      <div className="grid items-start gap-6 xl:grid-rows-[auto_1fr] xl:has-[>[data-side]:not(:empty)]:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <LiveCalls />
        {/* On a narrow screen what needs doing comes before the day, and trying the line after it. */}
        <div data-side className="min-w-0 gap-6 max-xl:contents xl:row-span-2 xl:grid xl:empty:hidden">
          <SetupCard />
          {now && <DayAppointments day={formatDay(now, tenant.timeZone)} />}
          {sandboxUrl && <PhonesCard url={`${sandboxUrl}/phones`} />}
        </div>
        <div className="grid min-w-0 gap-6">
          <OpenMessages />
          {now && <DayCalls day={formatDay(now, tenant.timeZone)} />}
        </div>
      </div>
    </div>
  );
}
