import { useTranslations } from "next-intl";
import { useController, type UseFormReturn, useWatch } from "react-hook-form";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { variableSources } from "@/lib/agents/rules";
import type { AgentInput } from "@/lib/agents/schema";
import { VariableRow } from "./variable-row";

/** Every `{{variable}}` of the texts, as they are written, and where its value comes from. */
export function VariablesCard({ form }: { form: UseFormReturn<AgentInput> }) {
  const t = useTranslations("agents.variables");
  const { control, formState } = form;
  const [prompt, firstMessage, machineMessage] = useWatch({
    control,
    name: ["prompt", "firstMessage", "machineMessage"],
  });
  const { value: variables = {}, onChange } = useController({ control, name: "variables" }).field;
  const sources = variableSources({ prompt, firstMessage, machineMessage, variables });
  const errors: Partial<Record<string, { message?: string }>> = formState.errors.variables ?? {};
  const set = (name: string, value: string | undefined) => {
    const { [name]: _before, ...others } = variables;
    onChange(value === undefined ? others : { ...others, [name]: value });
    form.clearErrors(`variables.${name}`);
  };
  return (
    <Card aria-labelledby="agent-variables">
      <CardHeader title={t("title")} titleId="agent-variables" description={t("help")} />
      <CardBody className="grid gap-4">
        {sources.length === 0 ? (
          <p className="text-sm text-ink-muted">{t("none")}</p>
        ) : (
          <ul className="grid gap-4">
            {sources.map((source) => (
              <VariableRow
                key={source.name}
                source={source}
                error={errors[source.name]?.message}
                onChange={(value) => set(source.name, value)}
              />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
