import { type Scope, withTransaction } from "@/db/client";
import { failPendingDeliveries, lockEndpoint, updateEndpoint } from "@/db/queries/outgoing";
import { writeAudit } from "@/db/queries/team";
import type { DeliveryFault, DisabledReason } from "./schema";

const FAULT: DeliveryFault = "endpoint_off";

/**
 * Nothing more is told to the address, and what waits has failed: whoever switches it on again can have it repeated. `reason`: why it was
 * switched off by itself; null when a person did it.
 */
export async function switchOff(
  scope: Scope,
  endpointId: string,
  reason: DisabledReason | null,
): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const endpoint = await lockEndpoint(inner, endpointId);
    if (!endpoint?.active) return;
    await updateEndpoint(inner, endpointId, { active: false, disabledReason: reason });
    await failPendingDeliveries(inner, endpointId, FAULT);
    await writeAudit(inner, {
      action: "webhook_endpoint.switch_off",
      subject: endpointId,
      details: { url: endpoint.url, reason },
    });
  });
}
