"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { DELIVERY_STATUSES, type DeliveryStatus } from "@/lib/vocabulary";

interface LogView {
  status: DeliveryStatus | undefined;
  /** The delivery that is open. */
  deliveryId: string | undefined;
}

/** What of a log is shown stands in the address. */
export function useLogView(): { view: LogView; change: (part: Partial<LogView>) => void } {
  const path = usePathname();
  const search = useSearchParams();
  const view: LogView = {
    status: DELIVERY_STATUSES.find((status) => status === search.get("status")),
    deliveryId: search.get("delivery") ?? undefined,
  };
  const change = (part: Partial<LogView>) => {
    const { status, deliveryId } = { ...view, ...part };
    const next = new URLSearchParams();
    if (status) next.set("status", status);
    if (deliveryId) next.set("delivery", deliveryId);
    const text = next.toString();
    // Not the router: the page is the same, so the server need not draw it again.
    window.history.replaceState(null, "", text ? `${path}?${text}` : path);
  };
  return { view, change };
}
