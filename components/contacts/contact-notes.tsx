"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useId, useState } from "react";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { useSettled } from "@/components/frame/use-settled";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import { sendJson } from "@/lib/api-client";
import { contactDetail } from "@/lib/contacts/schema";
import { contactQueries } from "./contact-queries";

const SETTLE_MS = 900;
const MAX_LENGTH = 5000;

type ContactNotesProps = { contactId: string; notes: string };

/** Saved by itself when the typing pauses, and when the reader leaves. */
export function ContactNotes({ contactId, notes }: ContactNotesProps) {
  const t = useTranslations("contacts.notes");
  const messageOf = useErrorMessage();
  const titleId = useId();
  const mayEdit = useMay("operator");
  const { text, setText, saveNow, saving } = useSavedNotes({ contactId, notes });
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        title={t("title")}
        titleId={titleId}
        actions={
          <p aria-live="polite" className="flex items-center gap-1 text-sm text-ink-muted">
            {saving.isPending && t("saving")}
            {saving.isSuccess && text === notes && (
              <>
                <Check aria-hidden="true" className="size-4 text-good" />
                {t("saved")}
              </>
            )}
          </p>
        }
      />
      <CardBody className="grid gap-1.5">
        <Textarea
          aria-labelledby={titleId}
          value={text}
          readOnly={!mayEdit}
          maxLength={MAX_LENGTH}
          placeholder={mayEdit ? t("placeholder") : t("none")}
          onChange={({ target }) => setText(target.value)}
          onBlur={saveNow}
        />
        {saving.error && (
          <p role="alert" className="text-sm text-failed">
            {t("notSaved")} {messageOf(saving.error)}
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function useSavedNotes({ contactId, notes }: ContactNotesProps) {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const [text, setText] = useState(notes);
  const [known, setKnown] = useState(notes);
  // A colleague changed them: shown, unless something else was begun here.
  if (notes !== known) {
    setKnown(notes);
    if (text === known) setText(notes);
  }
  const saving = useMutation({
    // One after another: the last thing typed is the last thing saved.
    scope: { id: `notes ${contactId}` },
    mutationFn: (next: string) =>
      sendJson("PATCH", `/api/contacts/${contactId}`, { notes: next }, contactDetail),
    onSuccess: (saved) => queries.setQueryData(contactQueries.detail(tenantId, contactId).queryKey, saved),
  });
  const settled = useSettled(text, SETTLE_MS);
  const isSaved = (typed: string) => typed === notes || (saving.isPending && saving.variables === typed);
  const save = useEffectEvent((typed: string) => {
    if (!isSaved(typed)) saving.mutate(typed);
  });
  useEffect(() => save(settled), [settled]);
  const leave = useEffectEvent(() => save(text));
  useEffect(() => () => leave(), []);
  return {
    text,
    setText,
    saveNow: () => {
      if (!isSaved(text)) saving.mutate(text);
    },
    saving,
  };
}
