import type { ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

type SelectFieldProps<Value extends string> = {
  id: string;
  label: string;
  help?: ReactNode;
  error: string | undefined;
  registered: UseFormRegisterReturn;
  values: readonly Value[];
  nameOf: (value: Value) => string;
};

/** One of a few words of the vocabulary. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { registered, values, nameOf, ...field } = props;
  return (
    <Field {...field}>
      {(control) => (
        <Select {...control} {...registered}>
          {values.map((value) => (
            <option key={value} value={value}>
              {nameOf(value)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
