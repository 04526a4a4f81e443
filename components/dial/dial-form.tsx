"use client";

import { Phone } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadError } from "@/components/frame/load-error";
import { FormFaults } from "@/components/settings/form-faults";
import { Button, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { CALL_PURPOSES } from "@/lib/vocabulary";
import { DialExtras } from "./dial-extras";
import { NumberField } from "./number-field";
import type { DialFormState } from "./use-dial-form";
import { labelOfVariable, VariableFields } from "./variable-fields";

type DialFormProps = { dial: DialFormState; isPlacing: boolean; onClose: () => void };

export function DialForm({ dial, isPlacing, onClose }: DialFormProps) {
  const t = useTranslations("dial");
  const { agents, numbers, failed, retry } = dial;
  if (failed && (!agents || !numbers)) return <LoadError error={failed} onRetry={retry} />;
  if (!agents || !numbers) {
    return (
      <Loading>
        <div className="grid gap-4">
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      </Loading>
    );
  }
  const lack = agents.length === 0 ? "agent" : numbers.length === 0 ? "number" : undefined;
  if (lack) {
    return (
      <EmptyState
        title={t(`lack.${lack}`)}
        action={
          <Link
            href={lack === "agent" ? "/agents" : "/numbers"}
            className={buttonClasses({ variant: "primary" })}
          >
            {t(`lackAction.${lack}`)}
          </Link>
        }
      />
    );
  }
  return <FilledForm dial={dial} isPlacing={isPlacing} onClose={onClose} />;
}

function FilledForm({ dial, isPlacing, onClose }: DialFormProps) {
  const t = useTranslations("dial");
  const tCommon = useTranslations("common");
  const { form, submit, wanted } = dial;
  const variableLabels = wanted.map(({ name }) => [`variables.${name}`, labelOfVariable(name)]);
  const labels = {
    to: t("number.label"),
    agentId: t("agent"),
    numberId: t("callerId"),
    purpose: t("purpose"),
    contactName: t("contactName"),
    firstMessage: t("firstMessage"),
    prompt: t("prompt"),
    ...Object.fromEntries(variableLabels),
  };
  return (
    <form noValidate aria-label={t("title")} className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <FormFaults formState={form.formState} prefix="dial" labels={labels} />
      <WhoFields dial={dial} />
      <AgentField dial={dial} />
      <VariableFields dial={dial} />
      <DialExtras dial={dial} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p aria-live="polite" className="mr-auto text-sm text-ink-muted">
          {isPlacing && t("placing")}
        </p>
        <Button onClick={onClose}>{tCommon("cancel")}</Button>
        <Button type="submit" variant="primary" busy={isPlacing}>
          <Phone aria-hidden="true" />
          {t("call")}
        </Button>
      </div>
    </form>
  );
}

function WhoFields({ dial }: { dial: DialFormState }) {
  const t = useTranslations("dial");
  const tPurpose = useTranslations("calls.purpose");
  const { form, typed, library, rules, reading } = dial;
  const { errors } = form.formState;
  return (
    <>
      <NumberField
        value={typed}
        library={library}
        rules={rules}
        reading={reading}
        error={errors.to?.message}
        onChange={(typed) => {
          form.setValue("to", typed, { shouldDirty: true });
          form.clearErrors("to");
        }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="dial-contactName" label={t("contactName")} optional error={errors.contactName?.message}>
          {(control) => <Input {...control} {...form.register("contactName")} autoComplete="off" />}
        </Field>
        <Field id="dial-purpose" label={t("purpose")} optional error={errors.purpose?.message}>
          {(control) => (
            <Select {...control} {...form.register("purpose")}>
              <option value="">{t("noPurpose")}</option>
              {CALL_PURPOSES.map((purpose) => (
                <option key={purpose} value={purpose}>
                  {tPurpose(purpose)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </>
  );
}

function AgentField({ dial }: { dial: DialFormState }) {
  const t = useTranslations("dial");
  const tType = useTranslations("agents.type");
  const { form, greeting, agents } = dial;
  return (
    <Field
      id="dial-agentId"
      label={t("agent")}
      help={greeting && <q className="line-clamp-2 [quotes:'«'_'»']">{greeting}</q>}
      error={form.formState.errors.agentId?.message}
    >
      {(control) => (
        <Select {...control} {...form.register("agentId")}>
          {agents?.map(({ id, name, type }) => (
            <option key={id} value={id}>
              {name} · {tType(type)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
