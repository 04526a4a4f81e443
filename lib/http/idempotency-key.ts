import { idempotencyKey } from "@/lib/calls/schema";
import { AppError } from "@/lib/errors";

/** The header `Idempotency-Key`, as other vendors' APIs take it. Throws `invalid` for one that could not be kept. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const given = request.headers.get("idempotency-key");
  if (given === null) return undefined;
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success) throw new AppError("invalid", "idempotency key", { "Idempotency-Key": "no_spaces" });
  return parsed.data;
}
