"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { type MessagesEmailInput, messagesEmailInput, type TenantView } from "@/lib/tenants/schema";
import { TenantFormCard } from "./tenant-form-card";
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
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: messagesEmailInput,
    valuesOf,
    patchOf: (values) => values,
    saved: t("saved"),
  });
  return (
    <TenantFormCard
      prefix="unassigned"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={{ messagesEmail: t("email") }}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <Field
        id="unassigned-messagesEmail"
        label={t("email")}
        optional
        help={t("emailHelp")}
        error={form.formState.errors.messagesEmail?.message}
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
    </TenantFormCard>
  );
}
