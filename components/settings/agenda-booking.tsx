"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { AgendaBookingForm } from "./agenda-booking-form";
import { tenantQueries } from "./tenant-queries";

/** How appointments are booked. */
export function AgendaBooking() {
  const t = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) return <AgendaBookingForm tenant={tenant.data} />;
  if (tenant.isError) {
    return <LoadError title={t("loadFailed")} error={tenant.error} onRetry={() => void tenant.refetch()} />;
  }
  return (
    <Loading>
      <SkeletonRows rows={5} />
    </Loading>
  );
}
