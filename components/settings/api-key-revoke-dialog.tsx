"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import type { ApiKeyView } from "@/lib/api-keys/schema";
import { apiKeyQueries } from "./api-key-queries";
import { DeedDialog } from "./deed-dialog";

export function RevokeApiKeyDialog({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const t = useTranslations("apiKeys");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const { id, name } = apiKey;
  const revocation = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/keys/${id}`, undefined, z.unknown()),
    onSuccess: async () => {
      toast.success(t("revoked", { name }));
      onClose();
      await queries.invalidateQueries({ queryKey: apiKeyQueries.list(tenantId).queryKey });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("revokeTitle", { name })}
      deed={t("revokeDeed")}
      busy={revocation.isPending}
      fault={revocation.error ? messageOf(revocation.error) : undefined}
      onConfirm={() => revocation.mutate()}
    >
      {t("revokeBody")}
    </DeedDialog>
  );
}
