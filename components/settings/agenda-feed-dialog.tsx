"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type FeedMade, feedInput } from "@/lib/agenda/schema";
import { AgendaFeedShown } from "./agenda-feed-shown";
import { FormFaults } from "./form-faults";
import { useAgendaWrites } from "./use-agenda-writes";

/** First whose agenda and what of it, then the address itself. */
export function AgendaFeedDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<FeedMade>();
  return made ? (
    <AgendaFeedShown made={made} onClose={onClose} />
  ) : (
    <FeedFormDialog onMade={setMade} onClose={onClose} />
  );
}

const feedForm = z.object({
  name: feedInput.shape.name,
  /** Empty: everybody's. */
  staffId: z.union([z.literal(""), z.uuid()]),
  showNames: z.boolean(),
});
type FeedForm = z.output<typeof feedForm>;

type FeedFormDialogProps = { onMade: (made: FeedMade) => void; onClose: () => void };

function FeedFormDialog({ onMade, onClose }: FeedFormDialogProps) {
  const t = useTranslations("agendaSettings.feeds");
  const tDialog = useTranslations("settings.dialog");
  const formId = useId();
  const staff = useQuery(agendaQueries.staff(useSession().tenant.id));
  const { addFeed } = useAgendaWrites();
  const form = useForm<FeedForm>({
    resolver: useSchemaResolver<FeedForm, FeedForm>(feedForm),
    defaultValues: { name: "", staffId: "", showNames: false },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      onMade(await addFeed({ ...input, staffId: input.staffId || null }));
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { name: t("name"), staffId: t("whose") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("createTitle")}
      description={t("createHelp")}
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("createDeed")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <FormFaults formState={form.formState} prefix="feed" labels={labels} />
        <Field id="feed-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
          {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
        </Field>
        <Field id="feed-staffId" label={labels.staffId} error={errors.staffId?.message}>
          {(control) => (
            <Select {...control} {...form.register("staffId")}>
              <option value="">{t("everybody")}</option>
              {staff.data?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <label className="flex items-start gap-2.5">
          <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...form.register("showNames")} />
          <span className="grid gap-0.5">
            <span className="font-medium">{t("showNames")}</span>
            <span className="text-sm text-ink-muted">{t("showNamesHelp")}</span>
          </span>
        </label>
      </form>
    </Dialog>
  );
}
