"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { StaffView } from "@/lib/agenda/schema";
import { AgendaOrderedList } from "./agenda-ordered-list";
import { AgendaRemoveDialog } from "./agenda-remove-dialog";
import { AgendaSection } from "./agenda-section";
import { AgendaStaffDialog } from "./agenda-staff-dialog";
import { AgendaStaffRow } from "./agenda-staff-row";
import { useAgendaOrder } from "./use-agenda-order";

/** Who sees patients or serves clients. */
export function AgendaStaff() {
  const t = useTranslations("agendaSettings.staff");
  const mayEdit = useMay("admin");
  const [edited, setEdited] = useState<StaffView | "new">();
  const [leaving, setLeaving] = useState<StaffView>();
  const add = (
    <Button variant="primary" onClick={() => setEdited("new")}>
      <UserPlus aria-hidden="true" />
      {t("add")}
    </Button>
  );
  return (
    <AgendaSection
      id="agenda-staff"
      title={t("title")}
      description={t("description")}
      actions={mayEdit && add}
    >
      <StaffList onEdit={setEdited} onRemove={setLeaving} />
      {edited && (
        <AgendaStaffDialog
          {...(edited === "new" ? {} : { person: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {leaving && (
        <AgendaRemoveDialog
          what="staff"
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

type StaffListProps = { onEdit: (person: StaffView) => void; onRemove: (person: StaffView) => void };

function StaffList({ onEdit, onRemove }: StaffListProps) {
  const t = useTranslations("agendaSettings.staff");
  const tenantId = useSession().tenant.id;
  const mayEdit = useMay("admin");
  const order = useAgendaOrder("staff");
  const staff = useQuery(agendaQueries.staff(tenantId));
  const services = useQuery(agendaQueries.services(tenantId));
  if (staff.isError) {
    return <LoadError title={t("loadFailed")} error={staff.error} onRetry={() => void staff.refetch()} />;
  }
  if (!staff.data) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  if (staff.data.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <AgendaOrderedList label={t("title")} items={staff.data} onOrder={mayEdit ? order : undefined}>
      {(person) => (
        <AgendaStaffRow
          person={person}
          servicesInAll={services.data?.length}
          {...(mayEdit ? { onEdit: () => onEdit(person), onRemove: () => onRemove(person) } : {})}
        />
      )}
    </AgendaOrderedList>
  );
}
