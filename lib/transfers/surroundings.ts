import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { env } from "@/env";
import { isFinal } from "@/lib/calls/status";
import { modeOf } from "@/lib/modes/mode";
import type { Surroundings } from "./machine";

export function ringSecondsOf(tenant: Pick<Tenant, "advisorRingSeconds">): number {
  return tenant.advisorRingSeconds ?? env.CALL_TIMEOUT_SECONDS;
}

export function surroundingsOf(
  call: Call,
  tenant: Tenant,
  now: Date,
): Omit<Surroundings, "roomHasEnded" | "wish"> {
  return {
    now,
    callHasEnded: call.endedAt !== null || call.hangUpRequestedAt !== null || isFinal(call.status),
    isOnStream: modeOf(call).holds(call),
    maxAttempts: tenant.transferMaxAttempts,
    ringSeconds: ringSecondsOf(tenant),
  };
}
