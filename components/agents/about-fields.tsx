import { useTranslations } from "next-intl";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { registerShown } from "@/components/frame/api-form";
import { SelectField } from "@/components/settings/select-field";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AgentInput } from "@/lib/agents/schema";
import { AGENT_STATUSES, AGENT_TYPES, MODES } from "@/lib/vocabulary";

/** Name, task, state and mode. */
export function AboutFields({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents");
  const { control, formState } = form;
  const { errors } = formState;
  const [type, mode] = useWatch({ control, name: ["type", "mode"] });
  return (
    <Card aria-labelledby="agent-about">
      <CardHeader title={t("form.aboutTitle")} titleId="agent-about" />
      <CardBody className="grid gap-5 md:grid-cols-2">
        <Field id="agent-name" label={t("form.name")} help={t("form.nameHelp")} error={errors.name?.message}>
          {(field) => <Input {...field} {...registerShown(form, "name")} autoComplete="off" />}
        </Field>
        <SelectField
          id="agent-status"
          label={t("form.status")}
          help={t("form.statusHelp")}
          error={errors.status?.message}
          registered={registerShown(form, "status")}
          values={AGENT_STATUSES}
          nameOf={(value) => t(`status.${value}`)}
        />
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
          id="agent-mode"
          label={t("form.mode")}
          help={t(`modeHelp.${mode}`)}
          error={errors.mode?.message}
          registered={registerShown(form, "mode")}
          values={MODES}
          nameOf={(value) => t(`mode.${value}`)}
        />
      </CardBody>
    </Card>
  );
}
