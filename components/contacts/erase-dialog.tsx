"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { DeedDialog } from "@/components/settings/deed-dialog";
import { sendJson } from "@/lib/api-client";
import { type ContactDetail, erasure } from "@/lib/contacts/schema";
import { contactQueries } from "./contact-queries";

const KINDS = ["calls", "recordings", "appointments", "messages"] as const;

export function EraseDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const t = useTranslations("contacts.erase");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const router = useRouter();
  const search = useSearchParams().toString();
  const list = (search ? `/contacts?${search}` : "/contacts") as Route;
  const messageOf = useErrorMessage();
  const going = useQuery({ ...contactQueries.erasure(tenantId, contact.id), staleTime: 0 });
  const erasing = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/contacts/${contact.id}`, undefined, erasure),
    onSuccess: () => {
      toast.success(t("done", { name: contact.name }));
      router.push(list);
      // Whatever showed the person or their calls.
      queries.removeQueries({ queryKey: contactQueries.one(tenantId, contact.id) });
      void queries.invalidateQueries({ queryKey: ["tenant", tenantId] });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("title", { name: contact.name })}
      deed={t("deed")}
      busy={erasing.isPending}
      fault={erasing.error ? messageOf(erasing.error) : undefined}
      onConfirm={() => erasing.mutate()}
    >
      {t("body")}
      {going.data && (
        <span className="mt-2 block font-medium text-ink">
          {KINDS.map((kind) => t(kind, { count: going.data[kind] })).join(" · ")}
        </span>
      )}
      <span className="mt-2 block">{t("elsewhere")}</span>
    </DeedDialog>
  );
}
