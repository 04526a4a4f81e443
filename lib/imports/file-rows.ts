import { storage } from "@/lib/providers/storage/open-storage";
import { CsvRows, UnreadableFile } from "./csv-rows";
import { isDeclaration } from "./detect-layout";
import type { Encoding } from "./schema";
import { openDecoder } from "./text-decoding";

const PIECE_CHARACTERS = 8192;
/** Rows of novels are taken fewer at a time. */
const MAX_BATCH_CHARACTERS = 2_000_000;

export interface FileRow {
  /** Row of the file's table, the first one being 1. */
  row: number;
  cells: string[];
}

interface Reading {
  storageKey: string;
  encoding: Encoding;
  separator: string;
  hasHeading: boolean;
}

/** The stored file is gone: deleted after its day, or by hand. */
export class FileGone extends Error {}

/** The people of a stored file, in batches; a slow reader slows the storage down. Throws FileGone and UnreadableFile. */
export async function* readFileRows(file: Reading, batchRows: number): AsyncGenerator<FileRow[]> {
  const stored = await storage().get(file.storageKey);
  if (!stored) throw new FileGone(file.storageKey);
  let batch: FileRow[] = [];
  let characters = 0;
  for await (const rows of rowsOf(stored.body, file)) {
    for (const row of rows) {
      batch.push(row);
      for (const cell of row.cells) characters += cell.length;
      if (batch.length < batchRows && characters < MAX_BATCH_CHARACTERS) continue;
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Its first rows, headings apart; the rest is not read. */
export async function readFileHead(
  file: Reading,
  mostRows: number,
): Promise<{ headings: string[]; rows: FileRow[] }> {
  const stored = await storage().get(file.storageKey);
  if (!stored) throw new FileGone(file.storageKey);
  const rows: FileRow[] = [];
  const all = { ...file, hasHeading: false };
  try {
    for await (const some of rowsOf(stored.body, all)) {
      rows.push(...some);
      // Leaving the loop ends the stream.
      if (rows.length > mostRows) break;
    }
  } catch (error) {
    // What can be read is shown; whoever reads the whole file says where it breaks off.
    if (!(error instanceof UnreadableFile)) throw error;
  }
  const headings = file.hasHeading ? (rows.shift()?.cells ?? []) : [];
  return { headings, rows: rows.slice(0, mostRows) };
}

async function* rowsOf(body: ReadableStream<Uint8Array>, file: Reading): AsyncGenerator<FileRow[]> {
  const decoder = openDecoder(file.encoding);
  const reader = new CsvRows(file.separator);
  let row = 0;
  let isFirst = true;
  let isHeadingNext = file.hasHeading;
  const number = (read: string[][]): FileRow[] => {
    const rows: FileRow[] = [];
    for (const cells of read) {
      // Spreadsheets do not show this line, so they do not count it.
      const isCounted = !isFirst || !isDeclaration(cells);
      isFirst = false;
      if (!isCounted) continue;
      row += 1;
      if (cells.every((cell) => cell.trim() === "")) continue;
      if (isHeadingNext) isHeadingNext = false;
      else rows.push({ row, cells });
    }
    return rows;
  };
  for await (const bytes of body) {
    const text = decoder.decode(bytes);
    // In small pieces: what stands before the place where a file breaks off is read.
    for (let at = 0; at < text.length; at += PIECE_CHARACTERS)
      yield number(reader.push(text.slice(at, at + PIECE_CHARACTERS)));
  }
  yield number(reader.push(decoder.end()));
  yield number(reader.end());
}
