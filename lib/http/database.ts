import "server-only";
import { openDatabase } from "@/db/client";
import { env } from "@/env";

/** Every door begins here; the pools are opened by the first one. */
export function requireDatabase(): void {
  openDatabase(env.DATABASE_URL);
}
