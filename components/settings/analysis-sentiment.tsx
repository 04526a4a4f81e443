"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/frame/session-context";
import { analysisSettings, type TenantView } from "@/lib/tenants/schema";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

const sentimentForm = analysisSettings.pick({ analysesSentiment: true });

/** A judgement of people: off unless somebody decides otherwise. */
export function AnalysisSentiment({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("analysisSettings.sentiment");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: sentimentForm,
    valuesOf: ({ analysesSentiment }) => ({ analysesSentiment }),
    patchOf: (values) => values,
    saved: t("saved"),
  });
  return (
    <TenantFormCard
      prefix="sentiment"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={{ analysesSentiment: t("switch") }}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <label className="flex items-start gap-2.5">
        <input
          id="sentiment-analysesSentiment"
          type="checkbox"
          className="mt-0.5 size-4 accent-accent"
          disabled={!mayEdit}
          {...form.register("analysesSentiment")}
        />
        <span className="grid gap-0.5">
          <span className="font-medium">{t("switch")}</span>
          <span className="text-sm text-ink-muted">{t("help")}</span>
        </span>
      </label>
    </TenantFormCard>
  );
}
