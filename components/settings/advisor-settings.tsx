"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { AdvisorView } from "@/lib/advisors/schema";
import { AdvisorAbsencesDialog } from "./advisor-absences-dialog";
import { AdvisorDialog } from "./advisor-dialog";
import { AdvisorRemoveDialog } from "./advisor-remove-dialog";
import { type AdvisorDeed, AdvisorRow } from "./advisor-row";
import { AgendaSection } from "./agenda-section";

/** Hours begin and end without anybody's doing. */
const ASKED_EVERY_MS = 60_000;

type Open = { deed: AdvisorDeed; advisorId: string } | { deed: "add" };

/** The people to whom calls are transferred. */
export function AdvisorSettings() {
  const t = useTranslations("advisors");
  const mayEdit = useMay("admin");
  const [open, setOpen] = useState<Open>();
  const add = mayEdit && (
    <Button variant="primary" onClick={() => setOpen({ deed: "add" })}>
      <UserPlus aria-hidden="true" />
      {t("add")}
    </Button>
  );
  const advisors = useQuery({
    ...advisorQueries.list(useSession().tenant.id),
    refetchInterval: ASKED_EVERY_MS,
  });
  const isEmpty = advisors.data?.length === 0;
  return (
    <AgendaSection id="advisors" title={t("title")} description={t("description")} actions={!isEmpty && add}>
      {isEmpty ? (
        <EmptyState title={t("emptyTitle")} action={add}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <AdvisorList advisors={advisors} onOpen={setOpen} />
      )}
      {open && <OpenDialog open={open} advisors={advisors.data ?? []} onClose={() => setOpen(undefined)} />}
    </AgendaSection>
  );
}

type AdvisorListProps = {
  advisors: {
    data: AdvisorView[] | undefined;
    isError: boolean;
    error: Error | null;
    refetch: () => Promise<unknown>;
  };
  onOpen: (open: Open) => void;
};

function AdvisorList({ advisors, onOpen }: AdvisorListProps) {
  const t = useTranslations("advisors");
  if (advisors.data) {
    return (
      <ul aria-label={t("title")} className="rounded-lg border bg-surface">
        {advisors.data.map((advisor) => (
          <AdvisorRow
            key={advisor.id}
            advisor={advisor}
            onDeed={(deed) => onOpen({ deed, advisorId: advisor.id })}
          />
        ))}
      </ul>
    );
  }
  if (advisors.isError) {
    return (
      <LoadError title={t("loadFailed")} error={advisors.error} onRetry={() => void advisors.refetch()} />
    );
  }
  return (
    <Loading>
      <SkeletonRows rows={3} />
    </Loading>
  );
}

type OpenDialogProps = { open: Open; advisors: readonly AdvisorView[]; onClose: () => void };

function OpenDialog({ open, advisors, onClose }: OpenDialogProps) {
  if (open.deed === "add") return <AdvisorDialog onClose={onClose} />;
  const advisor = advisors.find(({ id }) => id === open.advisorId);
  // Somebody else removed them meanwhile.
  if (!advisor) return null;
  switch (open.deed) {
    case "edit":
      return <AdvisorDialog advisor={advisor} onClose={onClose} />;
    case "absences":
      return <AdvisorAbsencesDialog advisor={advisor} onClose={onClose} />;
    case "remove":
      return <AdvisorRemoveDialog advisor={advisor} onClose={onClose} />;
  }
}
