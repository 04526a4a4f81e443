import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { useNow } from "@/components/live/use-now";
import { DeedDialog } from "@/components/settings/deed-dialog";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { sendJson } from "@/lib/api-client";
import { formatDate } from "@/lib/format";
import type { InvitationView } from "@/lib/team/schema";
import { teamQueries } from "./team-queries";

const REDRAWN_EVERY_MS = 60_000;

type InvitationTableProps = { invitations: readonly InvitationView[] };

export function InvitationTable({ invitations }: InvitationTableProps) {
  const t = useTranslations("team");
  const [revoking, setRevoking] = useState<InvitationView>();
  if (invitations.length === 0) return <p className="text-ink-muted">{t("invitations.empty")}</p>;
  return (
    <>
      <Table aria-label={t("invitations.caption")}>
        <thead>
          <tr>
            <TableHead>{t("invitations.email")}</TableHead>
            <TableHead>{t("invitations.role")}</TableHead>
            <TableHead className="max-md:hidden">{t("invitations.invitedBy")}</TableHead>
            <TableHead className="max-sm:hidden">{t("invitations.expires")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("invitations.actions")}</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <TableRow key={invitation.id}>
              <TableCell className="max-w-60 truncate">{invitation.email}</TableCell>
              <TableCell>{t(`role.${invitation.role}`)}</TableCell>
              <TableCell className="text-ink-muted max-md:hidden">{invitation.invitedBy}</TableCell>
              <TableCell className="text-ink-muted tabular-nums max-sm:hidden">
                <Expiry expiresAt={invitation.expiresAt} />
              </TableCell>
              <TableCell className="text-right">
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={t("invitations.revokeOf", { email: invitation.email })}
                  onClick={() => setRevoking(invitation)}
                >
                  {t("invitations.revoke")}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {revoking && <RevokeDialog invitation={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function Expiry({ expiresAt }: { expiresAt: Date }) {
  const t = useTranslations("team.invitations");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  if (now && expiresAt < now) return <StatusBadge tone="ended">{t("expired")}</StatusBadge>;
  return formatDate(expiresAt, place);
}

type RevokeDialogProps = { invitation: InvitationView; onClose: () => void };

function RevokeDialog({ invitation, onClose }: RevokeDialogProps) {
  const t = useTranslations("team.invitations");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const { email } = invitation;
  const revocation = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/team/invitations/${invitation.id}`, undefined, z.unknown()),
    onSuccess: async () => {
      toast.success(t("revoked", { email }));
      onClose();
      await queries.invalidateQueries({ queryKey: teamQueries.detail(tenantId).queryKey });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("revokeTitle", { email })}
      deed={t("revokeDeed")}
      busy={revocation.isPending}
      fault={revocation.error ? messageOf(revocation.error) : undefined}
      onConfirm={() => revocation.mutate()}
    >
      {t("revokeBody")}
    </DeedDialog>
  );
}
