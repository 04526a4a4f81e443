"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { FormFaults } from "@/components/settings/form-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { sendJson } from "@/lib/api-client";
import { acceptInvitationInput, type InvitationOffer } from "@/lib/team/schema";
import { enter } from "./enter";

// Who already has an account is known by name; who is new chooses one.
const knownInput = acceptInvitationInput.omit({ name: true });
const newInput = acceptInvitationInput.required({ name: true });

type InvitationValues = z.input<typeof acceptInvitationInput>;

export function InvitationForm({ token, offer }: { token: string; offer: InvitationOffer }) {
  const t = useTranslations("invitation");
  const resolver = useSchemaResolver<InvitationValues, InvitationValues>(
    offer.knownUser ? knownInput : newInput,
  );
  const form = useForm<InvitationValues, unknown, InvitationValues>({
    resolver,
    defaultValues: { token, name: "", password: "" },
    shouldFocusError: false,
  });
  const applyError = useApplyApiError(form);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const labels = { name: t("name"), password: t(offer.knownUser ? "knownPassword" : "password") };
  const submit = form.handleSubmit(async (values) => {
    try {
      await sendJson("POST", "/api/invitations", values, z.unknown());
    } catch (error) {
      applyError(error);
      return;
    }
    const refusal = await enter(offer.email, values.password);
    window.location.assign(refusal ? "/sign-in" : "/");
  });
  return (
    <form noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <FormFaults formState={form.formState} prefix="invitation" labels={labels} title={t("faults")} />
      <input type="hidden" autoComplete="username" value={offer.email} readOnly />
      {!offer.knownUser && (
        <Field id="invitation-name" label={labels.name} error={errors.name?.message}>
          {(control) => <Input {...control} {...form.register("name")} autoComplete="name" />}
        </Field>
      )}
      <Field
        id="invitation-password"
        label={labels.password}
        help={t(offer.knownUser ? "knownHelp" : "passwordHelp")}
        error={errors.password?.message}
      >
        {(control) => (
          <PasswordInput
            {...control}
            {...form.register("password")}
            autoComplete={offer.knownUser ? "current-password" : "new-password"}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || isSubmitSuccessful}>
        {t("submit")}
      </Button>
    </form>
  );
}
