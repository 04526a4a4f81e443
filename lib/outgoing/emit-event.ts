import type { Scope } from "@/db/client";
import { insertDeliveries } from "@/db/queries/outgoing";
import type { OutgoingEvent } from "@/lib/vocabulary";

/**
 * Tells the business's own systems what happened. Inside the transaction of the deed: what is rolled back was never told, and what is
 * committed will be. `data` is the thing as the API shows it.
 */
export async function emitEvent(
  scope: Scope,
  event: OutgoingEvent,
  data: Record<string, unknown>,
): Promise<void> {
  await insertDeliveries(scope, event, data);
}
