import { AppError } from "@/lib/errors";

/** All ids: those that were named, in that order, then the others in theirs. Throws `not_found` for one that is not among them. */
export function arranged(known: readonly { id: string }[], named: readonly string[]): string[] {
  const ids = known.map(({ id }) => id);
  const stranger = named.find((id) => !ids.includes(id));
  if (stranger) throw new AppError("not_found", `nothing to arrange is ${stranger}`);
  return [...new Set([...named, ...ids])];
}
