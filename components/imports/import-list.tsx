import { useTranslations } from "next-intl";
import type { Route } from "next";
import Link from "next/link";
import { usePlace } from "@/components/frame/place";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatCount, formatDateTime, formatRelative } from "@/lib/format";
import { useNow } from "@/components/live/use-now";
import type { ImportView } from "@/lib/imports/schema";
import { ImportStatusBadge } from "./import-status-badge";

const REDRAWN_EVERY_MS = 60_000;

export function ImportList({ imports }: { imports: readonly ImportView[] }) {
  const t = useTranslations("imports");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  return (
    <Table aria-label={t("earlier")}>
      <thead>
        <tr>
          <TableHead>{t("list.file")}</TableHead>
          <TableHead>{t("list.state")}</TableHead>
          <TableHead className="text-right max-sm:hidden">{t("list.taken")}</TableHead>
          <TableHead className="text-right max-sm:hidden">{t("list.bad")}</TableHead>
          <TableHead className="max-md:hidden">{t("list.by")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {imports.map((item) => (
          <TableRow key={item.id}>
            <TableCell className="max-w-64">
              <Link
                href={`/contacts/import/${item.id}` as Route}
                className="block truncate font-medium hover:underline"
              >
                {item.fileName}
              </Link>
            </TableCell>
            <TableCell>
              <ImportStatusBadge item={item} />
            </TableCell>
            <TableCell className="text-right tabular-nums max-sm:hidden">
              {formatCount(item.createdRows + item.mergedRows, place.locale)}
            </TableCell>
            <TableCell className="text-right tabular-nums max-sm:hidden">
              {formatCount(item.badRows, place.locale)}
            </TableCell>
            <TableCell className="text-ink-muted max-md:hidden">
              {item.createdBy} ·{" "}
              <time dateTime={item.createdAt.toISOString()} title={formatDateTime(item.createdAt, place)}>
                {formatRelative(item.createdAt, now ?? item.createdAt, place)}
              </time>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
