import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { env } from "@/env";
import { isFinal } from "@/lib/calls/status";
import type { Surroundings } from "./machine";

/** True while the agent speaks with the caller over our bridge, where music can be mixed under it. */
export function isOnStream(call: Pick<Call, "mode" | "streamSid" | "endedStreamSid">): boolean {
  return call.mode === "bridge" && call.streamSid !== null && call.streamSid !== call.endedStreamSid;
}

export function ringSecondsOf(tenant: Pick<Tenant, "advisorRingSeconds">): number {
  return tenant.advisorRingSeconds ?? env.CALL_TIMEOUT_SECONDS;
}

export function surroundingsOf(call: Call, tenant: Tenant, now: Date): Omit<Surroundings, "roomHasEnded"> {
  return {
    now,
    callHasEnded: call.endedAt !== null || call.hangUpRequestedAt !== null || isFinal(call.status),
    isOnStream: isOnStream(call),
    maxAttempts: tenant.transferMaxAttempts,
    ringSeconds: ringSecondsOf(tenant),
  };
}
