import { AppError } from "@/lib/errors";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import type { Country } from "@/lib/vocabulary";

/**
 * Telephone numbers as people type them, in E.164 and each once, the first label kept. Throws `invalid` with every one that is no
 * number: `numbers.0.number`.
 */
export function readNumbers(
  typed: { number: string; label: string }[],
  country: Country,
): { number: string; label: string }[] {
  const read = new Map<string, string>();
  const faults: Record<string, string> = {};
  for (const [index, { number, label }] of typed.entries()) {
    const field = `numbers.${index}.number`;
    try {
      const e164 = parsePhoneNumber(number, country, field).number;
      if (!read.get(e164)) read.set(e164, label);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      Object.assign(faults, error.fields);
    }
  }
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "telephone numbers", faults);
  return Array.from(read, ([number, label]) => ({ number, label }));
}
