import type { ByteRange } from "@/lib/providers/storage/storage";

/**
 * What a `Range` header asks of so many bytes (RFC 9110 §14). "whole": nothing that we know how to give in part; several parts at
 * once, other units and what cannot be read are answered with everything, as the standard has it.
 */
export function readByteRange(
  header: string | null,
  sizeBytes: number,
): ByteRange | "whole" | "unsatisfiable" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return "whole";
  const end = sizeBytes - 1;
  if (from === "") {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? "unsatisfiable" : { first: sizeBytes - length, last: end };
  }
  const first = Number(from);
  if (to !== "" && Number(to) < first) return "whole";
  if (first > end) return "unsatisfiable";
  return { first, last: to === "" ? end : Math.min(Number(to), end) };
}
