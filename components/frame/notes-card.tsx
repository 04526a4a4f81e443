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
  /** On a card already: a part of it, without a frame of its own. */
  bare?: boolean;
  autosave: {
    text: string;
    setText: (text: string) => void;
    saveNow: () => void;
    saving: Pick<UseMutationResult, "isPending" | "isSuccess" | "error">;
  };
};

/** A card to write in, which says whether what stands there is kept. */
export function NotesCard(props: NotesCardProps) {
  const titleId = useId();
  if (props.bare) {
    return (
      <section aria-labelledby={titleId} className="grid gap-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 id={titleId} className="font-medium">
            {props.title}
          </h3>
          <Kept {...props} />
        </div>
        <NotesText titleId={titleId} {...props} />
      </section>
    );
  }
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader title={props.title} titleId={titleId} actions={<Kept {...props} />} />
      <CardBody className="grid gap-1.5">
        <NotesText titleId={titleId} {...props} />
      </CardBody>
    </Card>
  );
}

function Kept({ saved, autosave: { text, saving } }: Pick<NotesCardProps, "saved" | "autosave">) {
  const t = useTranslations("common.notes");
  return (
    <p aria-live="polite" className="flex items-center gap-1 text-sm text-ink-muted">
      {saving.isPending && t("saving")}
      {saving.isSuccess && text === saved && (
        <>
          <Check aria-hidden="true" className="size-4 text-good" />
          {t("saved")}
        </>
      )}
    </p>
  );
}

type NotesTextProps = Pick<NotesCardProps, "placeholder" | "maxLength" | "autosave"> & { titleId: string };

function NotesText({ titleId, placeholder, maxLength, autosave }: NotesTextProps) {
  const t = useTranslations("common.notes");
  const messageOf = useErrorMessage();
  const mayEdit = useMay("operator");
  const { text, setText, saveNow, saving } = autosave;
  return (
    <>
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
    </>
  );
}
