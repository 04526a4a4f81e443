import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { formatCount } from "@/lib/format";
import { MAX_KEPT_FAULTS } from "@/lib/imports/schema";

/** What becomes of bad rows; of very many not all are in the file of them. */
export function FaultsNote({ badRows, children }: { badRows: number; children: string }) {
  const t = useTranslations("imports.faults");
  const { locale } = usePlace();
  if (badRows === 0) return null;
  const count = formatCount(MAX_KEPT_FAULTS, locale);
  return (
    <p className="max-w-2xl text-sm text-ink-muted">
      {badRows > MAX_KEPT_FAULTS ? `${children} ${t("limited", { count })}` : children}
    </p>
  );
}
