"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { AppointmentView } from "@/lib/appointments/schema";
import { useEditAppointment } from "./use-edit-appointment";

/** Every time it is saved is a line of the history: a thought, not a word. */
const PAUSE_MS = 2000;
const MAX_LENGTH = 2000;

type AppointmentNotesProps = { appointment: AppointmentView; mayChange: boolean };

/** Saved by itself at a pause in the typing; what somebody else writes meanwhile shows only where nothing is being written. */
export function AppointmentNotes({ appointment, mayChange }: AppointmentNotesProps) {
  const t = useTranslations("agenda");
  const [typed, setTyped] = useState<string>();
  const edit = useEditAppointment(appointment.id);
  const saveNow = () => {
    const isOnItsWay = edit.isPending && edit.variables.notes === typed;
    if (typed === undefined || typed.trim() === appointment.notes || isOnItsWay) return;
    edit.mutate({ notes: typed }, { onSuccess: () => setTyped((now) => (now === typed ? undefined : now)) });
  };
  const save = useEffectEvent(saveNow);
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  // Whoever closes the panel in mid-sentence keeps the sentence.
  useEffect(() => () => save(), []);
  if (!mayChange) return appointment.notes && <p className="whitespace-pre-wrap">{appointment.notes}</p>;
  return (
    <Field
      label={t("fields.notes")}
      help={
        <span aria-live="polite">
          {edit.isPending ? t("panel.saving") : edit.isSuccess && typed === undefined ? t("panel.saved") : ""}
        </span>
      }
    >
      {(control) => (
        <Textarea
          {...control}
          value={typed ?? appointment.notes}
          maxLength={MAX_LENGTH}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => saveNow()}
          className="min-h-16"
        />
      )}
    </Field>
  );
}
