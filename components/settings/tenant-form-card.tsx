import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FieldPath, FieldValues, FormState } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { FormFaults } from "./form-faults";

interface TenantFormCardProps<Values extends FieldValues> {
  /** Begins the ids of title and fields. */
  prefix: string;
  title: string;
  description: string;
  formState: FormState<Values>;
  labels: Partial<Record<FieldPath<Values>, string>>;
  save: string;
  onSubmit: () => void;
  className?: string;
  children: ReactNode;
}

/** A few settings of the business that admins may change, and everybody may read. */
export function TenantFormCard<Values extends FieldValues>({
  prefix,
  title,
  description,
  formState,
  labels,
  save,
  onSubmit,
  className,
  children,
}: TenantFormCardProps<Values>) {
  const t = useTranslations("common");
  const mayEdit = useMay("admin");
  const titleId = `${prefix}-title`;
  return (
    <Card aria-labelledby={titleId} {...(className ? { className } : {})}>
      <CardHeader title={title} titleId={titleId} description={description} />
      <CardBody>
        <form
          noValidate
          aria-labelledby={titleId}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
          className="grid gap-6"
        >
          {!mayEdit && <Notice tone="info">{t("needsAdmin")}</Notice>}
          <FormFaults formState={formState} prefix={prefix} labels={labels} />
          {children}
          {mayEdit && (
            <div>
              <Button
                type="submit"
                variant="primary"
                busy={formState.isSubmitting}
                disabled={!formState.isDirty}
              >
                {save}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}
