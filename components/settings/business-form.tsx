"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { z } from "zod";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { sendJson } from "@/lib/api-client";
import { tenantInput, type TenantView, tenantView } from "@/lib/tenants/schema";
import { BusinessFields } from "./business-fields";
import { FormFaults } from "./form-faults";
import { tenantQueries } from "./tenant-queries";

type TenantInput = z.output<typeof tenantInput>;

function inputOf({ name, kind, country, timeZone, language }: TenantView): TenantInput {
  return { name, kind, country, timeZone, language };
}

function useBusinessForm(tenant: TenantView) {
  const t = useTranslations("business");
  const router = useRouter();
  const queries = useQueryClient();
  const form = useForm<TenantInput>({
    resolver: useSchemaResolver(tenantInput),
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
      const saved = await sendJson("PATCH", "/api/tenant", input, tenantView);
      queries.setQueryData(tenantQueries.detail(saved.id).queryKey, saved);
      form.reset(inputOf(saved));
      toast.success(t("saved"));
      // The session carries the name and the clock that every page shows.
      router.refresh();
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit, discard: () => form.reset(inputOf(tenant)) };
}

export function BusinessForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("business");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit, discard } = useBusinessForm(tenant);
  const { isDirty, isSubmitting } = form.formState;
  const labels = {
    name: t("name"),
    kind: t("kindLabel"),
    country: t("countryLabel"),
    timeZone: t("timeZone"),
    language: t("languageLabel"),
  };
  return (
    <Card aria-labelledby="business-title" className="max-w-xl">
      <CardHeader title={t("title")} titleId="business-title" description={t("description")} />
      <CardBody>
        <form
          noValidate
          aria-labelledby="business-title"
          onSubmit={(event) => void submit(event)}
          className="grid gap-5"
        >
          {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
          <FormFaults formState={form.formState} prefix="business" labels={labels} />
          <BusinessFields form={form} labels={labels} disabled={!mayEdit} />
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
