"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { type MessagesEmailInput, messagesEmailInput, type TenantView } from "@/lib/tenants/schema";
import { FormFaults } from "./form-faults";
import { tenantQueries } from "./tenant-queries";
import { useTenantForm } from "./use-tenant-form";

const valuesOf = ({ messagesEmail }: TenantView): MessagesEmailInput => ({ messagesEmail });

/** Who is told of messages that nobody is assigned to. */
export function MailUnassigned() {
  const t = useTranslations("business");
  const tenant = useQuery(tenantQueries.detail(useSession().tenant.id));
  if (tenant.data) return <UnassignedForm tenant={tenant.data} />;
  if (tenant.isError) {
    return <LoadError title={t("loadFailed")} error={tenant.error} onRetry={() => void tenant.refetch()} />;
  }
  return (
    <Loading>
      <SkeletonRows rows={3} />
    </Loading>
  );
}

function UnassignedForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("notices.unassigned");
  const tCommon = useTranslations("common");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: messagesEmailInput,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  return (
    <Card aria-labelledby="unassigned-title">
      <CardHeader title={t("title")} titleId="unassigned-title" description={t("description")} />
      <CardBody>
        <form
          noValidate
          aria-labelledby="unassigned-title"
          onSubmit={(event) => void submit(event)}
          className="grid gap-4"
        >
          {!mayEdit && <Notice tone="info">{tCommon("needsAdmin")}</Notice>}
          <FormFaults formState={form.formState} prefix="unassigned" labels={{ messagesEmail: t("email") }} />
          <Field
            id="unassigned-messagesEmail"
            label={t("email")}
            optional
            help={t("emailHelp")}
            error={errors.messagesEmail?.message}
          >
            {(control) => (
              <Input
                {...control}
                {...form.register("messagesEmail", {
                  // Nothing typed is nobody.
                  setValueAs: (typed: string | null) => (typed?.trim() ? typed : null),
                })}
                type="email"
                autoComplete="off"
                disabled={!mayEdit}
                className="max-w-md"
              />
            )}
          </Field>
          {mayEdit && (
            <div>
              <Button type="submit" variant="primary" busy={isSubmitting} disabled={!isDirty}>
                {t("save")}
              </Button>
            </div>
          )}
        </form>
      </CardBody>
    </Card>
  );
}
