"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { InvitationDialog } from "./invitation-dialog";
import { InvitationTable } from "./invitation-table";
import { MemberList } from "./member-list";
import { RoleExplanations } from "./role-explanations";
import { teamQueries } from "./team-queries";

export function TeamSettings() {
  const t = useTranslations("team");
  const team = useQuery(teamQueries.detail(useSession().tenant.id));
  const [inviting, setInviting] = useState(false);
  const mayInvite = useMay("admin");
  if (team.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={4} />
      </Loading>
    );
  }
  if (team.isError) {
    return <LoadError title={t("loadFailed")} error={team.error} onRetry={() => void team.refetch()} />;
  }
  return (
    <div className="grid gap-8">
      <section aria-labelledby="members-title" className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="members-title" className="text-lg font-semibold">
            {t("members.title")}
          </h2>
          {mayInvite && (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden="true" />
              {t("invitations.invite")}
            </Button>
          )}
        </div>
        <MemberList members={team.data.members} />
      </section>
      {mayInvite && (
        <section aria-labelledby="invitations-title" className="grid gap-3">
          <h2 id="invitations-title" className="text-lg font-semibold">
            {t("invitations.title")}
          </h2>
          <InvitationTable invitations={team.data.invitations} />
        </section>
      )}
      <RoleExplanations />
      {inviting && <InvitationDialog onClose={() => setInviting(false)} />}
    </div>
  );
}
