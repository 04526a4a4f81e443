import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { useApplyApiError } from "@/components/frame/api-form";
import { Button } from "@/components/ui/button";
import { accountView } from "@/lib/accounts/schema";
import { sendJson } from "@/lib/api-client";
import type { Vendor } from "@/lib/vocabulary";
import { FormFaults } from "./form-faults";
import { useKeepAccount } from "./use-check-account";

type CredentialsFormProps<Values extends FieldValues> = {
  vendor: Vendor;
  form: UseFormReturn<Values, unknown, Values>;
  labels: Partial<Record<keyof Values & string, string>>;
  onClose: () => void;
  /** Its fields, with ids `<vendor>-<name>`. */
  children: ReactNode;
};

/** Saves what a vendor gave, after the server has asked that vendor whether it is right. */
export function CredentialsForm<Values extends FieldValues>(props: CredentialsFormProps<Values>) {
  const { vendor, form, labels, onClose, children } = props;
  const t = useTranslations("accounts");
  const applyApiError = useApplyApiError(form);
  const keep = useKeepAccount();
  const { isSubmitting } = form.formState;
  const name = { vendor: t(`vendor.${vendor}`) };
  const submit = form.handleSubmit(async (input) => {
    try {
      const account = await sendJson("PUT", `/api/accounts/${vendor}`, input, accountView);
      if (account.status === "active") toast.success(t("saved", name));
      onClose();
      await keep(account);
    } catch (error) {
      applyApiError(error);
    }
  });
  return (
    <form
      noValidate
      autoComplete="off"
      aria-labelledby={`account-${vendor}`}
      onSubmit={(event) => void submit(event)}
      className="grid gap-4 border-t pt-4"
    >
      <FormFaults formState={form.formState} prefix={vendor} labels={labels} />
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {t("save")}
        </Button>
        <Button disabled={isSubmitting} onClick={onClose}>
          {t("cancel")}
        </Button>
        <p aria-live="polite" className="text-sm text-ink-muted">
          {isSubmitting && t("saving", name)}
        </p>
      </div>
    </form>
  );
}
