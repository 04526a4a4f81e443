import type { Scope } from "@/db/client";
import { findNumber, type NumberWithAgent } from "@/db/queries/agents";
import { AppError } from "@/lib/errors";

/** Throws `not_found` for a number of another tenant. */
export async function getNumber(scope: Scope, numberId: string): Promise<NumberWithAgent> {
  const number = await findNumber(scope, { id: numberId });
  if (!number) throw new AppError("not_found", `number ${numberId}`);
  return number;
}

/** Throws `conflict` for one that is no longer in the Twilio account. */
export async function getOwnedNumber(scope: Scope, numberId: string): Promise<NumberWithAgent> {
  const number = await getNumber(scope, numberId);
  if (!number.owned) throw new AppError("conflict", "number_gone");
  return number;
}
