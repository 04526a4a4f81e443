"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { TenantView } from "@/lib/tenants/schema";
import { BusinessFormFields } from "./business-form-fields";
import { useBusinessForm } from "./use-business-form";

export function BusinessForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("business");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit, discard } = useBusinessForm(tenant, () => toast.success(t("saved")));
  const { isDirty, isSubmitting } = form.formState;
  return (
    <Card aria-labelledby="business-title" className="max-w-5xl">
      <CardHeader title={t("title")} titleId="business-title" description={t("description")} />
      <CardBody>
        <form
          noValidate
          aria-labelledby="business-title"
          onSubmit={(event) => void submit(event)}
          className="grid gap-5"
        >
          {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
          <BusinessFormFields form={form} disabled={!mayEdit} className="lg:grid-cols-2" />
          {mayEdit && (
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" busy={isSubmitting} disabled={!isDirty}>
                {t("save")}
              </Button>
              <Button disabled={!isDirty || isSubmitting} onClick={discard}>
                {t("discard")}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}
