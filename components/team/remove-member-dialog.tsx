"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { DeedDialog } from "@/components/settings/deed-dialog";
import { sendJson } from "@/lib/api-client";
import type { MemberView } from "@/lib/team/schema";
import { teamQueries } from "./team-queries";

type RemoveMemberDialogProps = { member: MemberView; onClose: () => void };

/** Removes another member, or lets one leave. */
export function RemoveMemberDialog({ member, onClose }: RemoveMemberDialogProps) {
  const t = useTranslations("team.members");
  const session = useSession();
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const isSelf = member.userId === session.user.id;
  const names = { name: member.name, business: session.tenant.name };
  const removal = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/team/${member.userId}`, undefined, z.unknown()),
    onSuccess: async () => {
      // Nothing on this page may be read any more; the server knows which business is left, if any.
      if (isSelf) return window.location.assign("/");
      toast.success(t("removed", names));
      onClose();
      await queries.invalidateQueries({ queryKey: teamQueries.detail(session.tenant.id).queryKey });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t(isSelf ? "leaveTitle" : "removeTitle", names)}
      deed={isSelf ? t("leave") : t("removeOf", names)}
      busy={removal.isPending}
      fault={removal.error ? messageOf(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {t(isSelf ? "leaveBody" : "removeBody", names)}
    </DeedDialog>
  );
}
