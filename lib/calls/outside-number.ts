import type { Call } from "@/db/schema/calls";

/** Of the person outside, E.164; null when the network did not tell it. */
export function outsideNumber({
  direction,
  fromNumber,
  toNumber,
}: Pick<Call, "direction" | "fromNumber" | "toNumber">): string | null {
  const number = direction === "inbound" ? fromNumber : toNumber;
  return number.startsWith("+") ? number : null;
}
