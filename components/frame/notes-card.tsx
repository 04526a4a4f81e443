"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import { useErrorMessage } from "./error-message";
import { useMay } from "./session-context";

type NotesCardProps = {
  title: string;
  placeholder: string;
  maxLength: number;
  /** What the house holds now. */
  saved: string;
  autosave: {
    text: string;
    setText: (text: string) => void;
    saveNow: () => void;
    saving: Pick<UseMutationResult, "isPending" | "isSuccess" | "error">;
  };
};

/** A card to write in, which says whether what stands there is kept. */
export function NotesCard({ title, placeholder, maxLength, saved, autosave }: NotesCardProps) {
  const t = useTranslations("common.notes");
  const messageOf = useErrorMessage();
  const titleId = useId();
  const mayEdit = useMay("operator");
  const { text, setText, saveNow, saving } = autosave;
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        title={title}
        titleId={titleId}
        actions={
          <p aria-live="polite" className="flex items-center gap-1 text-sm text-ink-muted">
            {saving.isPending && t("saving")}
            {saving.isSuccess && text === saved && (
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
          maxLength={maxLength}
          placeholder={mayEdit ? placeholder : t("none")}
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
