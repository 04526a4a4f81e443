"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useSession } from "@/components/frame/session-context";
import { BusinessFormFields } from "@/components/settings/business-form-fields";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { useBusinessForm } from "@/components/settings/use-business-form";
import { Button } from "@/components/ui/button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { TenantView } from "@/lib/tenants/schema";
import { stepAfter, StepFoot } from "./step-foot";

export function BusinessStep() {
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) return <BusinessStepForm tenant={tenant.data} />;
  if (tenant.isError) return <LoadError error={tenant.error} onRetry={() => void tenant.refetch()} />;
  return (
    <Loading>
      <Skeleton className="h-96 w-full" />
    </Loading>
  );
}

function BusinessStepForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("onboarding");
  const router = useRouter();
  const { form, submit } = useBusinessForm(tenant, () => router.push(stepAfter("business")));
  return (
    <form
      noValidate
      aria-label={t("steps.business.title")}
      onSubmit={(event) => void submit(event)}
      className="grid gap-6"
    >
      <BusinessFormFields
        form={form}
        disabled={false}
        className="xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
      />
      <StepFoot
        step="business"
        isDone={false}
        action={
          <Button type="submit" variant="primary" size="lg" busy={form.formState.isSubmitting}>
            {t("saveAndNext")}
            <ArrowRight aria-hidden="true" />
          </Button>
        }
      />
    </form>
  );
}
