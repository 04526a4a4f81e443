import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { PhoneNumber } from "@/components/ui/phone-number";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { formatDate } from "@/lib/format";
import type { ImportPreview } from "@/lib/imports/schema";
import { useFaultWords } from "./fault-words";

type PreviewRow = ImportPreview["rows"][number];

/** The first rows as contacts; what is wrong with one stands below it. */
export function ImportPreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  const t = useTranslations("imports");
  return (
    <Table aria-label={t("preview.title")}>
      <thead>
        <tr>
          <TableHead className="text-right">{t("preview.row")}</TableHead>
          <TableHead>{t("fields.name")}</TableHead>
          <TableHead>{t("fields.number")}</TableHead>
          <TableHead className="max-md:hidden">{t("fields.email")}</TableHead>
          <TableHead className="max-lg:hidden">{t("fields.dateOfBirth")}</TableHead>
          <TableHead className="max-lg:hidden">{t("fields.externalId")}</TableHead>
          <TableHead className="max-xl:hidden">{t("preview.more")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ContactRow key={row.row} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function ContactRow({ row: { row, person, faults } }: { row: PreviewRow }) {
  const { tenant } = useSession();
  const { locale } = usePlace();
  const wordsOf = useFaultWords();
  const isBad = Object.keys(faults).length > 0;
  const more = [
    ...person.tags,
    ...Object.entries(person.variables).map(([name, value]) => `${name}: ${value}`),
    person.notes,
  ].filter((text) => text !== "");
  return (
    <TableRow
      data-testid="preview-row"
      data-bad={isBad || undefined}
      className={isBad ? "bg-failed-soft" : ""}
    >
      <TableCell className="text-right text-ink-muted tabular-nums">{row}</TableCell>
      <TableCell className="max-w-72 py-2">
        <span className="block truncate font-medium">{person.name || "—"}</span>
        {isBad && (
          <span className="flex items-start gap-1.5 text-sm whitespace-normal text-failed">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {wordsOf(faults)}
          </span>
        )}
      </TableCell>
      <TableCell>
        {person.numbers.map(({ number }) => (
          <PhoneNumber key={number} number={number} country={tenant.country} className="block" />
        ))}
      </TableCell>
      <TableCell className="max-w-56 truncate max-md:hidden">{person.email}</TableCell>
      <TableCell className="whitespace-nowrap tabular-nums max-lg:hidden">
        {person.dateOfBirth &&
          formatDate(new Date(`${person.dateOfBirth}T12:00:00Z`), { locale, timeZone: "UTC" })}
      </TableCell>
      <TableCell className="max-lg:hidden">{person.externalId}</TableCell>
      <TableCell className="max-w-64 truncate text-sm text-ink-muted max-xl:hidden" title={more.join(" · ")}>
        {more.join(" · ")}
      </TableCell>
    </TableRow>
  );
}
