import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { SelectField } from "@/components/settings/select-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AgentInput } from "@/lib/agents/schema";
import { AGENT_STATUSES, AGENT_TYPES } from "@/lib/vocabulary";
import { ModeField } from "./mode-field";

/** Name, task, state and mode. */
export function AboutFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
  const { control, formState } = form;
  const { errors } = formState;
  const type = useWatch({ control, name: "type" });
  return (
    <Card aria-labelledby="agent-about">
      <CardHeader title={t("form.aboutTitle")} titleId="agent-about" />
      <CardBody className="grid gap-5 md:grid-cols-2">
        <div className="md:col-span-2">
          <Field
            id="agent-name"
            label={t("form.name")}
            help={t("form.nameHelp")}
            error={errors.name?.message}
          >
            {(field) => <Input {...field} {...registerShown(form, "name")} autoComplete="off" />}
          </Field>
        </div>
        <SelectField
          id="agent-type"
          label={t("form.type")}
          help={t(`typeHelp.${type}`)}
          error={errors.type?.message}
          registered={registerShown(form, "type")}
          values={AGENT_TYPES}
          nameOf={(value) => t(`type.${value}`)}
        />
        <SelectField
          id="agent-status"
          label={t("form.status")}
          help={t("form.statusHelp")}
          error={errors.status?.message}
          registered={registerShown(form, "status")}
          values={AGENT_STATUSES}
          nameOf={(value) => t(`status.${value}`)}
        />
        <ModeField control={control} />
      </CardBody>
    </Card>
  );
}
