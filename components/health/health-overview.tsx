"use client";

import { CircleAlert, CircleCheck, CircleHelp, RefreshCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useMay } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatDateTime, formatRelative } from "@/lib/format";
import type { HealthReport } from "@/lib/health/schema";
import type { HealthStatus } from "@/lib/vocabulary";
import type { useCheckHealth } from "./use-health";

const REDRAWN_EVERY_MS = 10_000;
const LOOKS: Record<HealthStatus, { shape: typeof CircleCheck; ink: string; box: string }> = {
  ok: { shape: CircleCheck, ink: "text-good", box: "border-good/40 bg-good-soft" },
  warning: { shape: TriangleAlert, ink: "text-waiting", box: "border-waiting/40 bg-waiting-soft" },
  broken: { shape: CircleAlert, ink: "text-failed", box: "border-failed/40 bg-failed-soft" },
  unknown: { shape: CircleHelp, ink: "text-ink-muted", box: "bg-hover" },
};

type OverviewProps = { report: HealthReport; check: ReturnType<typeof useCheckHealth> };

/** Does my line work? And since when is that known. */
export function HealthOverview({ report, check }: OverviewProps) {
  const t = useTranslations("health");
  const messageOf = useErrorMessage();
  const { status, findings } = report;
  const { shape: Shape, ink, box } = LOOKS[status];
  const count = findings.filter((finding) => finding.status === status).length;
  return (
    <section
      aria-labelledby="health-overall"
      data-testid="health-overview"
      data-status={status}
      className={cn("flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border p-4", box)}
    >
      <Shape aria-hidden="true" className={cn("size-6 shrink-0", ink)} />
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <h2 id="health-overall" className="text-lg font-semibold">
          {t(`overall.${status}`, { count })}
        </h2>
        <div aria-live="polite" className="text-sm">
          {check.isPending ? (
            t("checking")
          ) : check.error ? (
            <span className="text-failed">
              {t("checkFailed")} {messageOf(check.error)}
            </span>
          ) : (
            <CheckedAt report={report} />
          )}
        </div>
      </div>
      <CheckButton check={check} />
    </section>
  );
}

export function CheckButton({
  check,
  isFirst = false,
}: Pick<OverviewProps, "check"> & { isFirst?: boolean }) {
  const t = useTranslations("health");
  if (!useMay("operator")) return null;
  return (
    <Button variant={isFirst ? "primary" : "secondary"} busy={check.isPending} onClick={() => check.mutate()}>
      <RefreshCw aria-hidden="true" />
      {t("checkNow")}
    </Button>
  );
}

function CheckedAt({ report: { checkedAt } }: Pick<OverviewProps, "report">) {
  const t = useTranslations("health");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  if (!checkedAt) return null;
  const when = now && formatRelative(checkedAt, checkedAt > now ? checkedAt : now, place);
  return (
    <>
      <time
        dateTime={checkedAt.toISOString()}
        title={formatDateTime(checkedAt, place)}
        suppressHydrationWarning
      >
        {when && t("checkedAt", { when })}
      </time>
      {" · "}
      {t("auto")}
    </>
  );
}
