"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useMay } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Before anybody can come, somebody has to receive them, and do something. */
export function EmptyAgenda({ lack }: { lack: "staff" | "services" }) {
  const t = useTranslations("agenda.empty");
  const mayArrange = useMay("admin");
  return (
    <EmptyState
      title={t(`${lack}.title`)}
      action={
        mayArrange && (
          <Link href="/settings/agenda" className={buttonClasses({ variant: "primary" })}>
            {t("action")}
          </Link>
        )
      }
    >
      {t(mayArrange ? `${lack}.body` : "askAdmin")}
    </EmptyState>
  );
}
