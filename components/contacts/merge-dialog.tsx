"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { sendJson } from "@/lib/api-client";
import { contactDetail, type ContactDetail } from "@/lib/contacts/schema";
import { ContactPicker } from "./contact-picker";
import { contactQueries } from "./contact-queries";
import { MergePreview } from "./merge-preview";

/** First who else it is, then what the two become. */
export function MergeDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const t = useTranslations("contacts.merge");
  const tCommon = useTranslations("common");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const [otherId, setOtherId] = useState<string>();
  const other = useQuery({
    ...contactQueries.detail(tenantId, otherId ?? ""),
    enabled: otherId !== undefined,
  });
  const merging = useMutation({
    mutationFn: () => sendJson("POST", `/api/contacts/${contact.id}/merge`, { otherId }, contactDetail),
    onSuccess: (merged) => {
      queries.setQueryData(contactQueries.detail(tenantId, contact.id).queryKey, merged);
      if (otherId) queries.removeQueries({ queryKey: contactQueries.one(tenantId, otherId) });
      void queries.invalidateQueries({ queryKey: ["tenant", tenantId] });
      toast.success(t("done", { name: merged.name }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !merging.isPending && onClose()}
      title={t("title", { name: contact.name })}
      description={other.data ? t("previewHelp") : t("help")}
      className="max-w-lg"
      actions={
        <>
          {other.data && (
            <Button className="mr-auto" onClick={() => setOtherId(undefined)}>
              {t("another")}
            </Button>
          )}
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          {other.data && (
            <Button variant="danger" busy={merging.isPending} onClick={() => merging.mutate()}>
              {t("deed")}
            </Button>
          )}
        </>
      }
    >
      {merging.error && (
        <p role="alert" className="text-failed">
          {messageOf(merging.error)}
        </p>
      )}
      {other.isError && (
        <p role="alert" className="text-failed">
          {messageOf(other.error)}
        </p>
      )}
      {other.data ? (
        <MergePreview kept={contact} other={other.data} />
      ) : (
        <ContactPicker
          label={t("search")}
          exceptId={contact.id}
          proposed={contact.sharesNumberWith}
          onPick={setOtherId}
        />
      )}
    </Dialog>
  );
}
