"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { DeedDialog } from "@/components/settings/deed-dialog";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sendJson } from "@/lib/api-client";
import { contactDetail, type ContactDetail } from "@/lib/contacts/schema";
import { formatDate } from "@/lib/format";
import { contactQueries } from "./contact-queries";

/** That nobody may call, since when and why, and how to take it back. */
export function DoNotCallNotice({ contact }: { contact: ContactDetail }) {
  const t = useTranslations("contacts.doNotCall");
  const place = usePlace();
  const mayEdit = useMay("operator");
  const [asking, setAsking] = useState(false);
  const isBlocked = contact.numbers.some(({ doNotCall }) => doNotCall);
  if (!contact.doNotCallAt && !isBlocked) return null;
  return (
    <Notice
      tone="failed"
      title={
        contact.doNotCallAt
          ? t("since", { date: formatDate(contact.doNotCallAt, place) })
          : t("numbersBlocked")
      }
      action={
        mayEdit && (
          <Button size="sm" onClick={() => setAsking(true)}>
            {t("clear")}
          </Button>
        )
      }
    >
      {contact.doNotCallReason && <p className="break-words">{contact.doNotCallReason}</p>}
      {asking && <AllowDialog contact={contact} onClose={() => setAsking(false)} />}
    </Notice>
  );
}

function AllowDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const t = useTranslations("contacts.doNotCall");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const allowing = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/contacts/${contact.id}/do-not-call`, undefined, contactDetail),
    onSuccess: (saved) => {
      queries.setQueryData(contactQueries.detail(tenantId, contact.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: contactQueries.all(tenantId) });
      toast.success(t("cleared", { name: contact.name }));
      onClose();
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("clearTitle", { name: contact.name })}
      deed={t("clear")}
      busy={allowing.isPending}
      fault={allowing.error ? messageOf(allowing.error) : undefined}
      onConfirm={() => allowing.mutate()}
    >
      {t("clearBody")}
    </DeedDialog>
  );
}
