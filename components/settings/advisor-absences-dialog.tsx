"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AbsenceView, AdvisorView } from "@/lib/advisors/schema";
import { formatDay } from "@/lib/format";
import { ClosureFields } from "./agenda-closure-fields";
import { type ClosureForm, closureForm, closureOf, newClosure } from "./agenda-closure-form";
import { formatClosure } from "./agenda-words";
import { useAdvisorWrites } from "./use-advisor-writes";

type AdvisorAbsencesDialogProps = { advisor: AdvisorView; onClose: () => void };

/** When somebody is not rung although the hours say so. */
export function AdvisorAbsencesDialog({ advisor, onClose }: AdvisorAbsencesDialogProps) {
  const t = useTranslations("advisors.absences");
  const { id, name, absences } = advisor;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("help")}
      className="max-w-lg"
    >
      {absences.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <ul aria-label={t("list")} className="rounded-lg border bg-surface">
          {absences.map((absence) => (
            <AbsenceRow key={absence.id} advisorId={id} absence={absence} />
          ))}
        </ul>
      )}
      <AbsenceForm advisorId={id} />
    </Dialog>
  );
}

function AbsenceRow({ advisorId, absence }: { advisorId: string; absence: AbsenceView }) {
  const t = useTranslations("advisors.absences");
  const messageOf = useErrorMessage();
  const { removeAbsence } = useAdvisorWrites();
  const when = formatClosure(absence, usePlace());
  const removal = useMutation({
    mutationFn: () => removeAbsence(advisorId, absence.id),
    onSuccess: () => toast.success(t("removed", { when })),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <li className="flex items-center gap-3 border-b py-1.5 pr-1.5 pl-3 last:border-b-0">
      <p className="min-w-0 flex-1">
        <span className="tabular-nums">{when}</span>
        <span className="block truncate text-sm text-ink-muted">{absence.reason}</span>
      </p>
      <Button
        variant="ghost"
        size="sm"
        busy={removal.isPending}
        aria-label={t("removeOf", { reason: absence.reason, when })}
        onClick={() => removal.mutate()}
      >
        {t("remove")}
      </Button>
    </li>
  );
}

function AbsenceForm({ advisorId }: { advisorId: string }) {
  const t = useTranslations("advisors.absences");
  const { timeZone } = useSession().tenant;
  const [today] = useState(() => formatDay(new Date(), timeZone));
  const { addAbsence } = useAdvisorWrites();
  const form = useForm<ClosureForm>({
    resolver: useSchemaResolver<ClosureForm, ClosureForm>(closureForm),
    defaultValues: newClosure(today),
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    const { reason, startsAt, endsAt } = closureOf(input, timeZone);
    try {
      await addAbsence(advisorId, { reason, startsAt, endsAt });
      toast.success(t("added"));
      form.reset(newClosure(today));
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4 border-t pt-4">
      <h3 className="font-medium">{t("addTitle")}</h3>
      <ClosureFields form={form} />
      <Button type="submit" variant="primary" className="justify-self-end" busy={form.formState.isSubmitting}>
        {t("add")}
      </Button>
    </form>
  );
}
