"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { MAX_PHRASES } from "@/lib/analysis/schema";
import type { TenantView } from "@/lib/tenants/schema";
import { linesOf, phrasesForm } from "./analysis-form";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

/** What no agent says, one on each line. */
export function AnalysisPhrases({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("analysisSettings.phrases");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: phrasesForm,
    valuesOf: ({ forbiddenPhrases }) => ({ phrases: forbiddenPhrases.join("\n") }),
    patchOf: ({ phrases }) => ({ forbiddenPhrases: linesOf(phrases) }),
    saved: t("saved"),
  });
  return (
    <TenantFormCard
      prefix="phrases"
      title={t("title")}
      description={t("description")}
      formState={form.formState}
      labels={{ phrases: t("label") }}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <Field
        id="phrases-phrases"
        label={t("label")}
        optional
        help={t("help", { max: MAX_PHRASES })}
        error={form.formState.errors.phrases?.message}
      >
        {(control) => <Textarea {...control} {...form.register("phrases")} rows={6} disabled={!mayEdit} />}
      </Field>
    </TenantFormCard>
  );
}
