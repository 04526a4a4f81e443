import { type FieldValues, useForm, type UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import type { tenantPatch, TenantView } from "@/lib/tenants/schema";
import { useSaveTenant } from "./use-save-tenant";

type TenantFormOptions<Values extends FieldValues> = {
  tenant: TenantView;
  schema: z.ZodType<Values, Values>;
  valuesOf: (tenant: TenantView) => Values;
  patchOf: (values: Values) => z.input<typeof tenantPatch>;
  /** Said when it is kept. */
  saved: string;
};

/** A few settings of the business. Fields the member left alone follow what colleagues save meanwhile. */
export function useTenantForm<Values extends FieldValues>({
  tenant,
  schema,
  valuesOf,
  patchOf,
  saved,
}: TenantFormOptions<Values>): {
  form: UseFormReturn<Values, unknown, Values>;
  submit: ReturnType<UseFormReturn["handleSubmit"]>;
} {
  const save = useSaveTenant();
  const form = useForm<Values, unknown, Values>({
    resolver: useSchemaResolver<Values, Values>(schema),
    values: valuesOf(tenant),
    resetOptions: { keepDirtyValues: true },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (values) => {
    try {
      form.reset(valuesOf(await save(patchOf(values))));
      toast.success(saved);
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit };
}
