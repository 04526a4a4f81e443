"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { FormFaults } from "@/components/settings/form-faults";
import { SelectField } from "@/components/settings/select-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { sendJson } from "@/lib/api-client";
import { invitationInput, invitationMade } from "@/lib/team/schema";
import type { InvitationMade } from "./invitation-dialog";
import { rolesGrantableBy } from "./role-rules";
import { teamQueries } from "./team-queries";

type InvitationInput = z.output<typeof invitationInput>;
type InvitationFormProps = { onMade: (invitation: InvitationMade) => void; onClose: () => void };

export function InvitationForm({ onMade, onClose }: InvitationFormProps) {
  const t = useTranslations("team");
  const session = useSession();
  const queries = useQueryClient();
  const formId = useId();
  const form = useForm<InvitationInput>({
    resolver: useSchemaResolver(invitationInput),
    defaultValues: { email: "", role: "operator" },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const role = useWatch({ control: form.control, name: "role" });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      onMade(await sendJson("POST", "/api/team/invitations", input, invitationMade));
      void queries.invalidateQueries({ queryKey: teamQueries.detail(session.tenant.id).queryKey });
    } catch (error) {
      applyApiError(error);
    }
  });
  const labels = { email: t("invitations.email"), role: t("invitations.role") };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("invitations.formTitle")}
      description={t("invitations.formHelp")}
      actions={
        <>
          <Button onClick={onClose}>{t("invitations.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isSubmitting}>
            {t("invitations.create")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <FormFaults formState={form.formState} prefix="invitation" labels={labels} />
        <Field id="invitation-email" label={labels.email} error={errors.email?.message}>
          {(control) => <Input type="email" autoComplete="off" {...control} {...form.register("email")} />}
        </Field>
        <SelectField
          id="invitation-role"
          label={labels.role}
          help={t(`roleHelp.${role}`)}
          error={errors.role?.message}
          registered={form.register("role")}
          values={rolesGrantableBy(session.role)}
          nameOf={(value) => t(`role.${value}`)}
        />
      </form>
    </Dialog>
  );
}
