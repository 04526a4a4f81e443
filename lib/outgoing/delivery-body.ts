import type { DeliveryWithEndpoint } from "@/db/queries/outgoing";

/**
 * What is sent: JSON of `type`, `timestamp` (when it happened, not when it is sent) and `data`, the thing as the API shows it. A repetition
 * that a person asked for also says `replayOf`, the id under which it was sent before. The same bytes at every attempt.
 */
export function deliveryBody({ event, happenedAt, data, replayOf }: DeliveryWithEndpoint): string {
  return JSON.stringify({
    type: event,
    timestamp: happenedAt.toISOString(),
    ...(replayOf ? { replayOf } : {}),
    data,
  });
}
