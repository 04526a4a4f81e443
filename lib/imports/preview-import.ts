import type { z } from "zod";
import type { Scope } from "@/db/client";
import { storable } from "@/lib/storable";
import type { Country } from "@/lib/vocabulary";
import { readFileHead } from "./file-rows";
import { getImport, unlessGone } from "./manage-import";
import { openRowReader } from "./read-row";
import type { Encoding, importPreview } from "./schema";

const SHOWN_ROWS = 20;

/** The first rows as they would become, and what is wrong with them. Throws `not_found`, and `conflict` where the file is gone. */
export async function previewImport(
  scope: Scope,
  importId: string,
  country: Country,
): Promise<z.input<typeof importPreview>> {
  const found = await getImport(scope, importId);
  const file = { ...found, encoding: found.encoding as Encoding };
  const { rows } = await unlessGone(readFileHead(file, SHOWN_ROWS));
  const { mapping, tags, columns } = found;
  const reader = openRowReader({ mapping, tags, country, columns });
  return storable({
    columns: columns.map((heading, index) => ({
      heading,
      example: rows.map(({ cells }) => cells[index]?.trim() ?? "").find((cell) => cell !== "") ?? "",
    })),
    rows: rows.map(({ row, cells }) => ({ row, ...reader.read(cells) })),
  });
}
