"use client";

import { toNestErrors } from "@hookform/resolvers";
import { useTranslations } from "next-intl";
import {
  type FieldError,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type Resolver,
  type UseFormRegisterReturn,
  type UseFormReturn,
  get,
} from "react-hook-form";
import type { z } from "zod";
import type { FormFault } from "@/components/ui/form-summary";
import { ApiError } from "@/lib/api-client";
import { useErrorMessage } from "./error-message";
import { type FieldFault, fieldFault } from "./field-fault";

// An empty field is not a wrong e-mail address or a short password: it is empty.
const EMPTY: FieldFault = { key: "required", values: {} };

/** The server's schema judges the form in the browser too; the sentences are the member's. */
export function useSchemaResolver<Values extends FieldValues, Output>(
  schema: z.ZodType<Output, Values>,
): Resolver<Values, unknown, Output> {
  const t = useTranslations("errors.fields");
  return async (values, _context, options) => {
    const parsed = await schema.safeParseAsync(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const flat: Record<string, FieldError> = {};
    for (const issue of parsed.error.issues) {
      const { key, values: facts } = get(values, issue.path.join(".")) === "" ? EMPTY : fieldFault(issue);
      const message = t.has(key) ? t(key, facts) : t("invalid");
      flat[issue.path.join(".") || "root"] ??= { type: issue.code, message };
    }
    return { values: {}, errors: toNestErrors<Values>(flat, options) };
  };
}

/** Puts a refusal of the server where it belongs: at its fields when it named some, else above the form. */
export function useApplyApiError<Values extends FieldValues, Output>(
  form: Pick<UseFormReturn<Values, unknown, Output>, "setError" | "getValues">,
): (error: unknown) => void {
  const messageOf = useErrorMessage();
  return (error) => {
    const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
    for (const [field, message] of fields) form.setError(field as FieldPath<Values>, { message });
    if (fields.length === 0) form.setError("root", { message: messageOf(error) });
  };
}

/** `register`, and the value with which the server draws the field; without it the form stays empty until scripts run. */
export function registerShown<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, "register" | "formState">,
  name: FieldPath<Values>,
): UseFormRegisterReturn & { defaultValue: string } {
  const defaults: Partial<Record<string, unknown>> = form.formState.defaultValues ?? {};
  const value = defaults[name];
  return { ...form.register(name), defaultValue: typeof value === "string" ? value : "" };
}

/** Every fault of the form in its order, for `FormSummary`; give each `Field` the id `<prefix>-<field path>`. */
export function formFaults(errors: FieldErrors, prefix: string): FormFault[] {
  return collect(errors, [], prefix);
}

function collect(errors: object, path: string[], prefix: string): FormFault[] {
  return Object.entries(errors).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== "object" || value === null) return [];
    const here = [...path, name];
    if (!("message" in value) || typeof value.message !== "string") {
      return "ref" in value || "type" in value ? [] : collect(value, here, prefix);
    }
    const message = value.message;
    return name === "root" ? [{ message }] : [{ fieldId: `${prefix}-${here.join(".")}`, message }];
  });
}
