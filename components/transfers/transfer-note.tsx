"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NotesCard } from "@/components/frame/notes-card";
import { useSession } from "@/components/frame/session-context";
import { useAutosave } from "@/components/frame/use-autosave";
import { sendJson } from "@/lib/api-client";
import { type TransferView, transferView } from "@/lib/transfers/schema";
import { transferQueries } from "./transfer-queries";

const MAX_LENGTH = 2000;

/** What the advisor writes down about the conversation, during it or after. */
export function TransferNote({ transfer, bare = false }: { transfer: TransferView; bare?: boolean }) {
  const t = useTranslations("transfers");
  const { tenant } = useSession();
  const queries = useQueryClient();
  const saved = transfer.note ?? "";
  const autosave = useAutosave({
    saved,
    scopeId: `transfer note ${transfer.id}`,
    send: (text) =>
      sendJson("PUT", `/api/transfers/${transfer.id}/note`, { note: text || null }, transferView),
    onSaved: (answer) => {
      queries.setQueryData(transferQueries.one(tenant.id, answer.id).queryKey, answer);
    },
  });
  return (
    <NotesCard
      title={t("note")}
      placeholder={t("notePlaceholder")}
      maxLength={MAX_LENGTH}
      saved={saved}
      bare={bare}
      autosave={autosave}
    />
  );
}
