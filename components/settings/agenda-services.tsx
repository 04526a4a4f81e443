"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { ServiceView } from "@/lib/agenda/schema";
import { AgendaOrderedList } from "./agenda-ordered-list";
import { AgendaRemoveDialog } from "./agenda-remove-dialog";
import { AgendaRowActions } from "./agenda-row-actions";
import { AgendaSection } from "./agenda-section";
import { AgendaServiceDialog } from "./agenda-service-dialog";
import { formatMinutes, formatPrice } from "./agenda-words";
import { useAgendaOrder } from "./use-agenda-order";

/** What can be booked. */
export function AgendaServices() {
  const t = useTranslations("agendaSettings.services");
  const mayEdit = useMay("admin");
  const [edited, setEdited] = useState<ServiceView | "new">();
  const [leaving, setLeaving] = useState<ServiceView>();
  const add = (
    <Button onClick={() => setEdited("new")}>
      <Plus aria-hidden="true" />
      {t("add")}
    </Button>
  );
  return (
    <AgendaSection
      id="agenda-services"
      title={t("title")}
      description={t("description")}
      actions={mayEdit && add}
    >
      <ServiceList onEdit={setEdited} onRemove={setLeaving} />
      {edited && (
        <AgendaServiceDialog
          {...(edited === "new" ? {} : { service: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {leaving && (
        <AgendaRemoveDialog
          what="services"
          id={leaving.id}
          words={{
            title: t("removeTitle", { name: leaving.name }),
            deed: t("removeDeed"),
            done: t("removed", { name: leaving.name }),
          }}
          onClose={() => setLeaving(undefined)}
        >
          {t("removeBody")}
        </AgendaRemoveDialog>
      )}
    </AgendaSection>
  );
}

type ServiceListProps = { onEdit: (service: ServiceView) => void; onRemove: (service: ServiceView) => void };

function ServiceList({ onEdit, onRemove }: ServiceListProps) {
  const t = useTranslations("agendaSettings.services");
  const mayEdit = useMay("admin");
  const order = useAgendaOrder("services");
  const services = useQuery(agendaQueries.services(useSession().tenant.id));
  if (services.isError) {
    return (
      <LoadError title={t("loadFailed")} error={services.error} onRetry={() => void services.refetch()} />
    );
  }
  if (!services.data) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  if (services.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <AgendaOrderedList label={t("title")} items={services.data} onOrder={mayEdit ? order : undefined}>
      {(service) => (
        <div className="flex items-center gap-3">
          <ServiceFacts service={service} />
          {mayEdit && (
            <AgendaRowActions
              name={service.name}
              onEdit={() => onEdit(service)}
              onRemove={() => onRemove(service)}
            />
          )}
        </div>
      )}
    </AgendaOrderedList>
  );
}

function ServiceFacts({ service }: { service: ServiceView }) {
  const t = useTranslations("agendaSettings.services");
  const locale = useLocale();
  const { country } = useSession().tenant;
  const { name, durationMinutes, price, active, bookableByAgents } = service;
  return (
    <div className="min-w-0 flex-1">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="truncate font-medium">{name}</span>
        {!active && <StatusBadge tone="ended">{t("inactive")}</StatusBadge>}
      </p>
      <p className="text-sm text-ink-muted tabular-nums">
        {[
          formatMinutes(durationMinutes, locale),
          price === null ? "" : formatPrice(price, country, locale),
          bookableByAgents ? "" : t("peopleOnly"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}
