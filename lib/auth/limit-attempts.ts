import { clearAttempts, countAttempt } from "@/db/queries/unscoped";
import { AppError } from "@/lib/errors";

const WINDOW_SECONDS = 900;

/** Throws `limit_reached` after `most` attempts under one of the keys in a quarter of an hour. */
export async function limitAttempts(keys: { key: string; most: number }[]): Promise<void> {
  const counts = await Promise.all(keys.map(({ key }) => countAttempt(key, WINDOW_SECONDS)));
  if (keys.some(({ most }, index) => (counts[index] ?? 0) > most)) {
    throw new AppError("limit_reached", "too many attempts");
  }
}

export async function forgetAttempts(key: string): Promise<void> {
  await clearAttempts(key);
}

/**
 * The address nearest to us in the chain of proxies. Without a proxy of ours in front a client can claim any, so this only slows down the
 * careless; what must hold is limited per person and for the house.
 */
export function addressOf(headers: { get(name: string): string | null }): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) || "unknown";
}
