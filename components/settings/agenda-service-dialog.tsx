"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { serviceInput, type ServiceView } from "@/lib/agenda/schema";
import { currencySign } from "./agenda-words";
import { FormFaults } from "./form-faults";
import { useAgendaWrites } from "./use-agenda-writes";

const serviceForm = serviceInput.omit({ externalId: true });
type ServiceForm = z.output<typeof serviceForm>;

type AgendaServiceDialogProps = {
  /** Absent: a new one. */
  service?: ServiceView;
  onClose: () => void;
};

const NEW: ServiceForm = { name: "", durationMinutes: 30, price: null, active: true, bookableByAgents: true };

export function AgendaServiceDialog({ service, onClose }: AgendaServiceDialogProps) {
  const t = useTranslations("agendaSettings.services");
  const tDialog = useTranslations("settings.dialog");
  const formId = useId();
  const { addService, changeService } = useAgendaWrites();
  const form = useForm<ServiceForm>({
    resolver: useSchemaResolver<ServiceForm, ServiceForm>(serviceForm),
    defaultValues: service ?? NEW,
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (input) => {
    try {
      const saved = await (service ? changeService(service.id, input) : addService(input));
      toast.success(t("saved", { name: saved.name }));
      onClose();
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={service ? t("changeTitle", { name: service.name }) : t("addTitle")}
      {...(service ? {} : { description: t("addHelp") })}
      actions={
        <>
          <Button onClick={onClose}>{tDialog("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={form.formState.isSubmitting}>
            {service ? t("save") : t("add")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
        <ServiceFields form={form} />
      </form>
    </Dialog>
  );
}

function ServiceFields({ form }: { form: ReturnType<typeof useForm<ServiceForm>> }) {
  const t = useTranslations("agendaSettings.services");
  const locale = useLocale();
  const { country } = useSession().tenant;
  const { errors } = form.formState;
  const labels = { name: t("name"), durationMinutes: t("duration"), price: t("price") };
  return (
    <>
      <FormFaults formState={form.formState} prefix="service" labels={labels} />
      <Field id="service-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
        {(control) => <Input autoComplete="off" {...control} {...form.register("name")} />}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          id="service-durationMinutes"
          label={labels.durationMinutes}
          error={errors.durationMinutes?.message}
        >
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                {...form.register("durationMinutes", { valueAsNumber: true })}
                type="number"
                min={5}
                max={720}
                step={5}
                className="max-w-28 tabular-nums"
              />
              <span className="text-ink-muted">{t("minutes")}</span>
            </span>
          )}
        </Field>
        <Field id="service-price" label={labels.price} optional error={errors.price?.message}>
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                {...form.register("price", {
                  // A decimal comma is how most of our members write it; nothing is no price.
                  setValueAs: (typed: string | null) => typed?.trim().replace(",", ".") || null,
                })}
                inputMode="decimal"
                autoComplete="off"
                className="max-w-28 tabular-nums"
              />
              <span className="text-ink-muted">{currencySign(country, locale)}</span>
            </span>
          )}
        </Field>
      </div>
      {(["bookableByAgents", "active"] as const).map((name) => (
        <label key={name} className="flex items-start gap-2.5">
          <input type="checkbox" className="mt-0.5 size-4 accent-accent" {...form.register(name)} />
          <span className="grid gap-0.5">
            <span className="font-medium">{t(name)}</span>
            <span className="text-sm text-ink-muted">{t(`${name}Help`)}</span>
          </span>
        </label>
      ))}
    </>
  );
}
