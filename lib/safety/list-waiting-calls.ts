import type { Scope } from "@/db/client";
import { listWaitingCalls as query, type WaitingCall } from "@/db/queries/attention";

/** Emergencies first, then who has waited longest. */
export function listWaitingCalls(scope: Scope): Promise<WaitingCall[]> {
  return query(scope);
}
