"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { ShownOnce } from "@/components/ui/shown-once";
import { formatDate } from "@/lib/format";
import type { InvitationMade } from "./invitation-dialog";

type InvitationLinkProps = { invitation: InvitationMade; onClose: () => void };

export function InvitationLink({ invitation, onClose }: InvitationLinkProps) {
  const t = useTranslations("team.invitations");
  const place = usePlace();
  return (
    <ShownOnce
      title={t("linkTitle", { email: invitation.email })}
      description={t("linkHelp", { until: formatDate(invitation.expiresAt, place) })}
      label={t("link")}
      value={invitation.link}
      words={{ copy: t("copy"), copied: t("copied"), done: t("done") }}
      onClose={onClose}
    />
  );
}
