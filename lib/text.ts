import { z } from "zod";

// PostgreSQL text cannot hold U+0000, and an unpaired surrogate is not a character (it cannot be sent as UTF-8).
export const isStorable = (value: string): boolean => !value.includes("\u0000") && value.isWellFormed();

/** One trimmed line a person typed. Lengths are in code points, as zod counts them. */
export function line(max: number, min = 1) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((value) => isStorable(value) && !value.includes("\u007f") && !hasControls(value), "unprintable");
}

/** Several lines a person typed; line breaks are kept. */
export function paragraphs(max: number, min = 0) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((value) => isStorable(value) && !hasControls(value.replace(/[\n\r\t]/g, "")), "unprintable");
}

function hasControls(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    if (value.charCodeAt(index) < 0x20) return true;
  }
  return false;
}
