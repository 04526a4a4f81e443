import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import type { AdvisorView } from "@/lib/advisors/schema";

const TONES: Record<NonNullable<AdvisorView["offReason"]>, Tone> = {
  off: "ended",
  absent: "ended",
  closed: "ended",
  out_of_hours: "ended",
  busy: "waiting",
};

/** Whether somebody would be rung now, and why not. */
export function DutyBadge({ offReason }: Pick<AdvisorView, "offReason">) {
  const t = useTranslations("transfers.duty");
  return (
    <StatusBadge tone={offReason === null ? "good" : TONES[offReason]}>{t(offReason ?? "on")}</StatusBadge>
  );
}
