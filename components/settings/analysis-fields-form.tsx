"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { MAX_FIELDS } from "@/lib/analysis/schema";
import type { TenantView } from "@/lib/tenants/schema";
import { AnalysisFieldRow } from "./analysis-field-row";
import { fieldsForm, fieldsFormOf, fieldsOfForm } from "./analysis-form";
import { TenantFormCard } from "./tenant-form-card";
import { useTenantForm } from "./use-tenant-form";

const NOTHING = { name: "", label: "", description: "", type: "text", choices: "" } as const;

/** What the business wants to know of every call besides what the house looks for. */
export function AnalysisFieldsForm({ tenant }: { tenant: TenantView }) {
  const t = useTranslations("analysisSettings.fields");
  const mayEdit = useMay("admin");
  const { form, submit } = useTenantForm({
    tenant,
    schema: fieldsForm,
    valuesOf: fieldsFormOf,
    patchOf: (values) => ({ analysisFields: fieldsOfForm(values) }),
    saved: t("saved"),
  });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "analysisFields" });
  return (
    <TenantFormCard
      prefix="own"
      title={t("title")}
      description={t("description", { max: MAX_FIELDS })}
      formState={form.formState}
      labels={{}}
      save={t("save")}
      onSubmit={() => void submit()}
    >
      <div className="grid gap-4">
        {fields.length === 0 && <p className="text-ink-muted">{t("none")}</p>}
        {fields.map((row, index) => (
          <AnalysisFieldRow
            key={row.id}
            form={form}
            index={index}
            disabled={!mayEdit}
            onRemove={() => remove(index)}
          />
        ))}
        {mayEdit && fields.length < MAX_FIELDS && (
          <Button
            size="sm"
            className="justify-self-start"
            onClick={() => append({ ...NOTHING }, { focusName: `analysisFields.${fields.length}.label` })}
          >
            <Plus aria-hidden="true" />
            {t("add")}
          </Button>
        )}
      </div>
    </TenantFormCard>
  );
}
