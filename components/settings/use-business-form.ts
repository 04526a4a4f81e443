import { useEffect } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { businessInput, type TenantView } from "@/lib/tenants/schema";
import { useSaveTenant } from "./use-save-tenant";

type BusinessInput = z.output<typeof businessInput>;

function inputOf({ name, kind, country, timeZone, language, openingHours }: TenantView): BusinessInput {
  return { name, kind, country, timeZone, language, openingHours };
}

/** Who the business is and when it is open. Fields the member left alone follow what colleagues save meanwhile. */
export function useBusinessForm(tenant: TenantView, onSaved: () => void) {
  const save = useSaveTenant();
  const form = useForm<BusinessInput>({
    resolver: useSchemaResolver<BusinessInput, BusinessInput>(businessInput),
    defaultValues: inputOf(tenant),
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const { isSubmitting } = form.formState;
  useEffect(() => {
    if (isSubmitting) return;
    form.reset(inputOf(tenant), { keepDirtyValues: true, keepErrors: true, keepIsSubmitted: true });
  }, [form, isSubmitting, tenant]);
  const submit = form.handleSubmit(async (input) => {
    try {
      form.reset(inputOf(await save(input)));
      onSaved();
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit, discard: () => form.reset(inputOf(tenant)) };
}
