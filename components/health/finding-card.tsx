"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import { Button, buttonClasses } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { PhoneNumber } from "@/components/ui/phone-number";
import type { HealthFinding } from "@/lib/health/schema";
import type { HealthStatus } from "@/lib/vocabulary";
import { destinationOf } from "./destination";
import { useMend } from "./use-health";

const TONES: Record<HealthStatus, Tone> = {
  ok: "good",
  warning: "waiting",
  broken: "failed",
  unknown: "ended",
};

/** What is wrong, why it matters to who calls, and what to press. */
export function FindingCard({ finding }: { finding: HealthFinding }) {
  const t = useTranslations("health");
  const { check, status, problem, facts, said } = finding;
  const words = `problem.${check}.${problem ?? ""}`;
  return (
    <li
      data-testid="health-finding"
      data-check={check}
      data-problem={problem}
      className="grid gap-3 rounded-lg border bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <StatusBadge tone={TONES[status]}>{t(`status.${status}`)}</StatusBadge>
        <h3 className="text-sm text-ink-muted">
          {t(`check.${check}`)}
          <Subject subject={finding.subject} />
        </h3>
      </div>
      <div className="grid max-w-2xl gap-1">
        <p className="font-medium break-words">{t(`${words}.what`, facts)}</p>
        <p className="text-ink-muted">{t(`${words}.why`, facts)}</p>
      </div>
      <Deed finding={finding} />
      {said !== null && said !== "" && <Details label={t("details")}>{said}</Details>}
    </li>
  );
}

function Subject({ subject }: { subject: HealthFinding["subject"] }) {
  const { country } = useSession().tenant;
  if (!subject || subject.type === "webhook") return null;
  return (
    <>
      {" · "}
      <span className="font-medium text-ink">
        {subject.type === "number" ? <PhoneNumber number={subject.name} country={country} /> : subject.name}
      </span>
    </>
  );
}

function Deed({ finding }: { finding: HealthFinding }) {
  const t = useTranslations("health");
  const mayMend = useMay("admin");
  const place = destinationOf(finding);
  if (!finding.mendable && !place) return null;
  if (!mayMend) return <p className="text-sm text-ink-muted">{t("askAdmin")}</p>;
  if (finding.mendable) return <MendButton finding={finding} />;
  return (
    place && (
      <div>
        <Link href={place.href} className={buttonClasses()}>
          {t(`go.${place.label}`)}
        </Link>
      </div>
    )
  );
}

function MendButton({ finding }: { finding: HealthFinding }) {
  const t = useTranslations("health");
  const messageOf = useErrorMessage();
  const mend = useMend(finding);
  const { check, problem, facts } = finding;
  return (
    <div className="grid justify-items-start gap-2">
      <Button variant="primary" busy={mend.isPending} onClick={() => mend.mutate()}>
        {t(`problem.${check}.${problem ?? ""}.mend`, facts)}
      </Button>
      {mend.error && (
        <p role="alert" className="text-sm text-failed">
          {t("mendFailed")} {messageOf(mend.error)}
        </p>
      )}
    </div>
  );
}
