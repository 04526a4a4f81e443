"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import type { HealthFinding } from "@/lib/health/schema";
import { FindingCard } from "./finding-card";
import { CheckButton, HealthOverview } from "./health-overview";
import { healthQueries } from "./health-queries";
import { useCheckHealth } from "./use-health";

/** The whole line at one glance: first what fails, last what is in order. */
export function Health() {
  const t = useTranslations("health");
  const report = useQuery(healthQueries.report(useSession().tenant.id));
  const check = useCheckHealth();
  if (report.isPending) {
    return (
      <Loading>
        <div className="grid gap-5">
          <Skeleton className="h-20 w-full rounded-lg" />
          <SkeletonRows rows={6} />
        </div>
      </Loading>
    );
  }
  if (report.isError)
    return <LoadError title={t("loadFailed")} error={report.error} onRetry={() => void report.refetch()} />;
  const { findings, checkedAt } = report.data;
  if (!checkedAt) return <NeverChecked check={check} />;
  const ofStatus = (status: HealthFinding["status"]) =>
    findings.filter((finding) => finding.status === status);
  return (
    <div className="grid gap-6">
      <HealthOverview report={report.data} check={check} />
      <Findings status="broken" findings={ofStatus("broken")} />
      <Findings status="warning" findings={ofStatus("warning")} />
      <Checks status="unknown" findings={ofStatus("unknown")} />
      <Checks status="ok" findings={ofStatus("ok")} />
    </div>
  );
}

function NeverChecked({ check }: { check: ReturnType<typeof useCheckHealth> }) {
  const t = useTranslations("health");
  const messageOf = useErrorMessage();
  return (
    <EmptyState title={t("never")} action={<CheckButton check={check} isFirst />}>
      {t("neverBody")}
      <p aria-live="polite" className={check.error ? "mt-2 text-failed" : "mt-2"}>
        {check.isPending && t("checking")}
        {check.error && messageOf(check.error)}
      </p>
    </EmptyState>
  );
}

type GroupProps = { status: HealthFinding["status"]; findings: HealthFinding[] };

const keyOf = ({ check, problem, subject }: HealthFinding) => `${check} ${problem} ${subject?.id}`;

function Findings({ status, findings }: GroupProps) {
  const t = useTranslations("health");
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby={`health-${status}`} className="grid gap-3">
      <h2 id={`health-${status}`} className="text-lg font-semibold">
        {t(`group.${status}`)}
      </h2>
      <ul className="grid gap-3">
        {findings.map((finding) => (
          <FindingCard key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

/** One line each: what is in order needs no explaining. */
function Checks({ status, findings }: GroupProps) {
  const t = useTranslations("health");
  if (findings.length === 0) return null;
  const Shape = status === "ok" ? CircleCheck : CircleHelp;
  return (
    <section aria-labelledby={`health-${status}`} className="grid gap-3">
      <h2 id={`health-${status}`} className="text-lg font-semibold">
        {t(`group.${status}`)}
      </h2>
      <ul className="grid gap-x-6 rounded-lg border bg-surface px-4 py-2 sm:grid-cols-2 lg:grid-cols-3">
        {findings.map((finding) => (
          <li
            key={keyOf(finding)}
            data-testid="health-check"
            data-check={finding.check}
            className="flex gap-2 py-1.5"
          >
            <Shape
              aria-hidden="true"
              className={`mt-0.5 size-4 shrink-0 ${status === "ok" ? "text-good" : "text-ink-muted"}`}
            />
            <span className="grid min-w-0">
              {t(`check.${finding.check}`)}
              {status === "unknown" && (
                <span className="text-sm break-words text-ink-muted">
                  {finding.said === null ? t("unknownWaiting") : `${t("unknownReason")} ${finding.said}`}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
