import { z } from "zod";
import { AppError } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";

// Where a page ended, as it is handed out and comes back: nobody outside has to know what is in it, and anybody may have made it up.

export function writeCursor(...parts: (string | number | Date)[]): string {
  const texts = parts.map((part) => (part instanceof Date ? part.toISOString() : String(part)));
  return Buffer.from(texts.join("|")).toString("base64url");
}

/** Throws `invalid` (`cursor`) for one that is not one of ours. */
export function readCursor<Parts>(cursor: string, parts: z.ZodType<Parts>): Parts {
  const read = parts.safeParse(Buffer.from(cursor, "base64url").toString("utf8").split("|"));
  if (!read.success) throw new AppError("invalid", "cursor", { cursor: "invalid" });
  return read.data;
}

/** An instant of a year that PostgreSQL and JavaScript write alike. */
export const instantPart = z
  .string()
  .regex(/^[1-9]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/)
  .transform((text) => new Date(text))
  .refine((instant) => !Number.isNaN(instant.getTime()));

export const idPart = z.string().refine(isUuid);
