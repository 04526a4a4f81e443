import type { Country } from "@/lib/vocabulary";
import { readFileHead } from "./file-rows";
import { guessColumns } from "./guess-columns";
import type { Encoding, Separator } from "./schema";

const SAMPLE_ROWS = 50;

/** The columns of a stored file as it is to be read, and what each probably holds. Throws FileGone. */
export async function readLayout(
  file: { storageKey: string; encoding: Encoding; separator: Separator; hasHeading: boolean },
  country: Country,
): Promise<{ columns: string[]; mapping: Record<string, string>; rows: number }> {
  const { headings, rows } = await readFileHead(file, SAMPLE_ROWS);
  const cells = rows.map((row) => row.cells);
  const width = Math.max(headings.length, ...cells.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => (headings[index] ?? "").trim().slice(0, 200));
  return { columns, mapping: guessColumns(columns, cells, { country }), rows: rows.length };
}
