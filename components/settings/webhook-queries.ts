import { z } from "zod";
import { pagesQuery, viewQuery } from "@/components/frame/view-query";
import { deliveryDetail, deliveryView, endpointView } from "@/lib/outgoing/schema";
import type { DeliveryStatus } from "@/lib/vocabulary";

const PAGE_SIZE = 50;

const all = (tenantId: string) => ["tenant", tenantId, "deliveries"] as const;

export const webhookQueries = {
  all,
  endpoints: (tenantId: string) =>
    viewQuery([...all(tenantId), "endpoints"], "/api/webhook-endpoints", z.array(endpointView)),
  log: (tenantId: string, endpointId: string, status: DeliveryStatus | undefined) =>
    pagesQuery(
      [...all(tenantId), "log", endpointId, status],
      (cursor) => {
        const search = new URLSearchParams({ limit: String(PAGE_SIZE) });
        if (status) search.set("status", status);
        if (cursor) search.set("cursor", cursor);
        return `/api/webhook-endpoints/${endpointId}/deliveries?${search}`;
      },
      deliveryView,
    ),
  delivery: (tenantId: string, deliveryId: string) =>
    viewQuery([...all(tenantId), "one", deliveryId], `/api/webhook-deliveries/${deliveryId}`, deliveryDetail),
};
