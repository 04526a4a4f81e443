import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { cn } from "@/components/ui/class-names";
import { formatCount } from "@/lib/format";
import type { ImportView } from "@/lib/imports/schema";

const COUNTS = ["createdRows", "mergedRows", "skippedRows", "badRows"] as const;

/** How many rows are new, join somebody, are left out, cannot be taken. */
export function ImportCounts({ item }: { item: ImportView }) {
  const t = useTranslations("imports.counts");
  const { locale } = usePlace();
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-lg border bg-line sm:grid-cols-4">
      {COUNTS.map((name) => (
        <div key={name} data-testid={`import-${name}`} className="grid gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-muted">{t(name)}</dt>
          <dd
            className={cn(
              "text-xl font-semibold tabular-nums",
              name === "badRows" && item.badRows > 0 && "text-failed",
            )}
          >
            {formatCount(item[name], locale)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
