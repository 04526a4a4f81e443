import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

type SecretFieldProps = {
  id: string;
  label: string;
  /** Where the vendor shows it. */
  where: string;
  error: string | undefined;
  registered: UseFormRegisterReturn;
  optional?: boolean;
};

/** Never holds what is saved, and asks password managers not to keep it as somebody's sign-in. */
export function SecretField({ id, label, where, error, registered, optional = false }: SecretFieldProps) {
  const t = useTranslations("accounts");
  return (
    <Field id={id} label={label} help={`${where} ${t("secretHelp")}`} error={error} optional={optional}>
      {(control) => (
        <PasswordInput
          {...control}
          {...registered}
          autoComplete="off"
          data-1p-ignore=""
          data-lpignore="true"
        />
      )}
    </Field>
  );
}
