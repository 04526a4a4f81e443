"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NotesCard } from "@/components/frame/notes-card";
import { useSession } from "@/components/frame/session-context";
import { useAutosave } from "@/components/frame/use-autosave";
import { sendJson } from "@/lib/api-client";
import { contactDetail } from "@/lib/contacts/schema";
import { contactQueries } from "./contact-queries";

const MAX_LENGTH = 5000;

type ContactNotesProps = { contactId: string; notes: string };

/** Saved by itself when the typing pauses, and when the reader leaves. */
export function ContactNotes({ contactId, notes }: ContactNotesProps) {
  const t = useTranslations("contacts.notes");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const autosave = useAutosave({
    saved: notes,
    scopeId: `notes ${contactId}`,
    send: (next) => sendJson("PATCH", `/api/contacts/${contactId}`, { notes: next }, contactDetail),
    onSaved: (saved) => queries.setQueryData(contactQueries.detail(tenantId, contactId).queryKey, saved),
  });
  return (
    <NotesCard
      title={t("title")}
      placeholder={t("placeholder")}
      maxLength={MAX_LENGTH}
      saved={notes}
      autosave={autosave}
    />
  );
}
