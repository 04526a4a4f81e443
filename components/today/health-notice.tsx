"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useSession } from "@/components/frame/session-context";
import { healthQueries } from "@/components/health/health-queries";
import { lineQueries } from "@/components/line/line-queries";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PhoneNumber } from "@/components/ui/phone-number";
import type { HealthFinding } from "@/lib/health/schema";
import { saidByLine } from "./outages";

const SHOWN = 3;

/** A broken line is announced where everybody looks first; it goes away by itself when it is mended. */
export function HealthNotice() {
  const t = useTranslations("today.health");
  const { id } = useSession().tenant;
  const report = useQuery(healthQueries.report(id));
  const isSaid = saidByLine(useQuery(lineQueries.line(id)).data?.services ?? []);
  // What was never set up the set-up card says.
  const broken = (report.data?.findings ?? []).filter(
    ({ check, status, problem }) => status === "broken" && problem !== "missing" && !isSaid.has(check),
  );
  return (
    <div aria-live="polite" className={broken.length === 0 ? "contents" : ""}>
      {broken.length > 0 && (
        <Notice
          tone="failed"
          title={t("broken", { count: broken.length })}
          action={
            <Link href="/settings/health" className={buttonClasses({ size: "sm" })}>
              {t("open")}
            </Link>
          }
        >
          <ul data-testid="health-notice" className="grid gap-0.5">
            {broken.slice(0, SHOWN).map((finding) => (
              <li key={`${finding.check} ${finding.problem} ${finding.subject?.id}`}>
                <Sentence finding={finding} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function Sentence({ finding: { check, problem, subject, facts } }: { finding: HealthFinding }) {
  const t = useTranslations("health.problem");
  const { country } = useSession().tenant;
  return (
    <>
      {subject?.type === "number" && (
        <>
          <PhoneNumber number={subject.name} country={country} />:{" "}
        </>
      )}
      {subject?.type === "agent" && `${subject.name}: `}
      {t(`${check}.${problem ?? ""}.what`, facts)}
    </>
  );
}
