import type { Scope } from "@/db/client";
import { listImportFaults } from "@/db/queries/contact-imports";
import { csvLines } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { getImport } from "./manage-import";

const PAGE = 500;

/** The words of whoever reads the file. */
export interface FaultWords {
  /** Heading of the column with the row's number in the file, and of the one with the reasons. */
  row: string;
  reason: string;
  /** Heading of a column without one; counted from 1. */
  columnName(position: number): string;
  sentenceOf(field: string, key: string): string;
}

/**
 * CSV of the rows that were not taken, as they stood in the file, with why: it can be mended and sent again. At most as many as are
 * kept, and a day long like the file itself: throws `conflict` (`import_file_gone`) afterwards. UTF-8 with a byte order mark and the file's own separator, so that the same spreadsheet opens it.
 */
export async function exportFaults(
  scope: Scope,
  importId: string,
  words: FaultWords,
): Promise<AsyncGenerator<string>> {
  const { columns, separator, fileDeletedAt } = await getImport(scope, importId);
  if (fileDeletedAt) throw new AppError("conflict", "import_file_gone");
  const write = (rows: string[][]) => csvLines(rows, separator);
  async function* rows(): AsyncGenerator<string> {
    const headings = columns.map((heading, index) => heading || words.columnName(index + 1));
    yield `\uFEFF${write([[...headings, words.row, words.reason]])}`;
    for (let afterRow = 0; ;) {
      const faults = await listImportFaults(scope, importId, { afterRow, limit: PAGE });
      if (faults.length > 0) {
        yield write(
          faults.map(({ row, cells, reasons }) => [
            ...Array.from({ length: columns.length }, (_, index) => cells[index] ?? ""),
            String(row),
            Object.entries(reasons)
              .map(([field, key]) => words.sentenceOf(field, key))
              .join(" "),
          ]),
        );
      }
      const last = faults.at(-1);
      if (!last || faults.length < PAGE) return;
      afterRow = last.row;
    }
  }
  return rows();
}
