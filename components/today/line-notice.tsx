"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { lineQueries } from "@/components/line/line-queries";
import { useNow } from "@/components/live/use-now";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PhoneNumber } from "@/components/ui/phone-number";
import { formatDateTime, formatDay, formatTime } from "@/lib/format";
import type { LineView } from "@/lib/line/schema";
import { lackOf, outagesOf } from "./outages";

const REDRAWN_EVERY_MS = 60_000;

/** What does not work at the vendors, or lacks for an agent to answer, and what callers get meanwhile, where everybody looks first. */
export function LineNotice() {
  const t = useTranslations("today.line");
  const line = useQuery(lineQueries.line(useSession().tenant.id)).data;
  const outages = outagesOf(line?.services ?? []);
  const lack = line && lackOf(line);
  const isShown = outages.length > 0 || lack !== undefined;
  const isServed = line?.callersGet === "agent" || line?.callersGet === "turns" || line?.callersGet === null;
  return (
    <div aria-live="polite" className={isShown ? "" : "contents"}>
      {line && isShown && (
        <Notice
          tone={isServed ? "waiting" : "failed"}
          title={
            lack === undefined
              ? outages.map((outage) => (
                  <span key={outage.who} className="block">
                    <Since outage={outage} />
                  </span>
                ))
              : t(`lack.${lack}`)
          }
          action={
            <Link href="/settings/health" className={buttonClasses({ size: "sm" })}>
              {t("open")}
            </Link>
          }
        >
          <div data-testid="line-notice" className="grid gap-0.5">
            <Callers line={line} />
            {outages.some(({ who }) => who === "telephone") && <p>{t("noDials")}</p>}
          </div>
        </Notice>
      )}
    </div>
  );
}

function Since({ outage: { who, since } }: { outage: ReturnType<typeof outagesOf>[number] }) {
  const t = useTranslations("today.line");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  const isToday = !now || formatDay(since, place.timeZone) === formatDay(now, place.timeZone);
  return isToday
    ? t(`down.${who}`, { since: t("sinceTime", { time: formatTime(since, place) }) })
    : t(`down.${who}`, { since: t("sinceDay", { when: formatDateTime(since, place) }) });
}

/** One sentence where all numbers fare alike. */
function Callers({ line }: { line: LineView }) {
  const t = useTranslations("today.line.callers");
  const { country } = useSession().tenant;
  const { numbers, callersGet, isPersonOffered } = line;
  if (callersGet === null) return null;
  const keyOf = (rung: LineView["numbers"][number]["rung"]) =>
    rung === "message_box" && isPersonOffered ? "message_or_person" : rung;
  if (numbers.every(({ rung }) => rung === callersGet)) return <p>{t(keyOf(callersGet))}</p>;
  return (
    <ul className="grid gap-0.5">
      {numbers.map(({ numberId, phoneNumber, rung }) => (
        <li key={numberId}>
          <PhoneNumber number={phoneNumber} country={country} />: {t(keyOf(rung))}
        </li>
      ))}
    </ul>
  );
}
