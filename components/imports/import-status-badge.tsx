import { useTranslations } from "next-intl";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import type { ImportView } from "@/lib/imports/schema";
import type { ImportStatus } from "@/lib/vocabulary";

const TONES: Record<ImportStatus, Tone> = {
  draft: "info",
  queued: "waiting",
  running: "live",
  completed: "good",
  canceled: "ended",
  failed: "failed",
};

export function ImportStatusBadge({ item }: { item: Pick<ImportView, "status" | "isCheck"> }) {
  const t = useTranslations("imports.status");
  const isChecked = item.status === "running" && item.isCheck;
  return <StatusBadge tone={TONES[item.status]}>{isChecked ? t("checking") : t(item.status)}</StatusBadge>;
}
