import { CsvRows, UnreadableFile } from "./csv-rows";
import { fieldOfHeading, looksLikeData } from "./guess-columns";
import { type Separator, SEPARATORS } from "./schema";

const SAMPLE_ROWS = 50;

export interface Layout {
  separator: Separator;
  hasHeading: boolean;
}

/** Whole rows at the beginning of a text that may break off. */
export function firstRows(text: string, separator: string, most: number): string[][] {
  const reader = new CsvRows(separator);
  const rows: string[][] = [];
  try {
    for (let at = 0; at < text.length && rows.length < most; at += 4096)
      rows.push(...reader.push(text.slice(at, at + 4096)));
    if (rows.length < most) rows.push(...reader.end());
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return rows.slice(0, most);
}

/** By what is most regular: the separator that cuts most rows into the same number of columns, more than one. */
export function detectLayout(text: string): Layout {
  const separator = declaredSeparator(text) ?? mostRegular(text);
  const rows = firstRows(withoutDeclaration(text), separator, SAMPLE_ROWS);
  return { separator, hasHeading: isHeading(rows) };
}

const DECLARATION = /^"?sep=([,;|\t])"?\r?\n/;

/** Excel's own line `sep=;` before the table. */
function declaredSeparator(text: string): Separator | undefined {
  const declared = DECLARATION.exec(text)?.[1];
  return SEPARATORS.find((separator) => separator === declared);
}

export function isDeclaration(cells: readonly string[]): boolean {
  return cells.join("").startsWith("sep=") && cells.join("").length <= 5;
}

function withoutDeclaration(text: string): string {
  return text.replace(DECLARATION, "");
}

function mostRegular(text: string): Separator {
  let best: { separator: Separator; score: number } = { separator: ",", score: 0 };
  for (const separator of SEPARATORS) {
    const widths = firstRows(text, separator, SAMPLE_ROWS)
      .filter((row) => row.some((cell) => cell.trim() !== ""))
      .map((row) => row.length);
    const usual = mostFrequent(widths);
    if (usual < 2) continue;
    const share = widths.filter((width) => width === usual).length / widths.length;
    // Width matters little: three columns in every row are a table, ten in one row are an accident.
    const score = share + Math.min(usual, 10) / 100;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** A heading names things: at least one word we know, or words above data. */
function isHeading([first, ...rest]: readonly string[][]): boolean {
  if (!first) return false;
  if (first.some(looksLikeData)) return false;
  if (first.some((cell) => fieldOfHeading(cell) !== undefined)) return true;
  const isNamed = first.every((cell) => cell.trim() !== "") && new Set(first).size === first.length;
  return isNamed && rest.some((row) => row.some(looksLikeData));
}
