import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useController, type UseFormReturn } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { teamQueries } from "@/components/team/team-queries";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { LANGUAGES } from "@/lib/vocabulary";
import type { AdvisorForm, AdvisorFormOutput } from "./advisor-form";
import { AdvisorSkillsField } from "./advisor-skills-field";
import { FormFaults } from "./form-faults";
import { OwnHoursField, useHoursLabels } from "./own-hours-field";

type AdvisorFormState = UseFormReturn<AdvisorForm, unknown, AdvisorFormOutput>;

const PRIORITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export function AdvisorFields({ form }: { form: AdvisorFormState }) {
  const t = useTranslations("advisors.form");
  const { control, formState, register } = form;
  const { errors } = formState;
  const skills = useController({ control, name: "skills" }).field;
  const hours = useController({ control, name: "openingHours" }).field;
  const labels = {
    name: t("name"),
    number: t("number"),
    userId: t("member"),
    skills: t("skills"),
    priority: t("priority"),
    email: t("email"),
    ...useHoursLabels(),
  };
  return (
    <>
      <FormFaults formState={formState} prefix="advisor" labels={labels} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="advisor-name" label={labels.name} help={t("nameHelp")} error={errors.name?.message}>
          {(field) => <Input autoComplete="off" {...field} {...register("name")} />}
        </Field>
        <Field
          id="advisor-number"
          label={labels.number}
          help={t("numberHelp")}
          error={errors.number?.message}
        >
          {(field) => (
            <Input
              type="tel"
              autoComplete="off"
              className="tabular-nums"
              {...field}
              {...register("number")}
            />
          )}
        </Field>
        <MemberField form={form} label={labels.userId} />
        <Field
          id="advisor-priority"
          label={labels.priority}
          help={t("priorityHelp")}
          error={errors.priority?.message}
        >
          {(field) => (
            <Select {...field} {...register("priority", { valueAsNumber: true })}>
              {PRIORITIES.map((priority) => (
                <option key={priority} value={priority}>
                  {priority}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <AdvisorSkillsField
        value={skills.value}
        error={errors.skills?.message ?? errors.skills?.find?.((fault) => fault)?.message}
        onChange={skills.onChange}
      />
      <LanguagesField form={form} />
      <OwnHoursField
        prefix="advisor"
        words={{ label: t("hoursLabel"), help: t("hoursHelp") }}
        value={hours.value}
        errors={errors}
        onChange={hours.onChange}
      />
      <NoticeFields form={form} label={labels.email} />
    </>
  );
}

/** Whoever is chosen lends name and address to the fields that are still empty. */
function MemberField({ form, label }: { form: AdvisorFormState; label: string }) {
  const t = useTranslations("advisors.form");
  const { data: team } = useQuery(teamQueries.detail(useSession().tenant.id));
  const member = useController({ control: form.control, name: "userId" }).field;
  const choose = (userId: string) => {
    member.onChange(userId);
    const chosen = team?.members.find((one) => one.userId === userId);
    if (!chosen) return;
    if (!form.getValues("name")) form.setValue("name", chosen.name);
    if (!form.getValues("email")) form.setValue("email", chosen.email);
  };
  return (
    <Field
      id="advisor-userId"
      label={label}
      help={t("memberHelp")}
      error={form.formState.errors.userId?.message}
    >
      {(field) => (
        <Select {...field} value={member.value} onChange={({ target }) => choose(target.value)}>
          <option value="">{t("nobody")}</option>
          {team?.members.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function LanguagesField({ form }: { form: AdvisorFormState }) {
  const t = useTranslations("advisors.form");
  const words = new Intl.DisplayNames(useLocale(), { type: "language" });
  const chosen = useController({ control: form.control, name: "languages" }).field;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{t("languages")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {LANGUAGES.map((language) => (
          <label key={language} className="flex items-center gap-2.5">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.value.includes(language)}
              onChange={({ target }) =>
                chosen.onChange(
                  LANGUAGES.filter((other) =>
                    other === language ? target.checked : chosen.value.includes(other),
                  ),
                )
              }
            />
            <span className="inline-block first-letter:uppercase">{words.of(language)}</span>
          </label>
        ))}
      </div>
      <p className="text-sm text-ink-muted">{t("languagesHelp")}</p>
    </fieldset>
  );
}

function NoticeFields({ form, label }: { form: AdvisorFormState; label: string }) {
  const t = useTranslations("advisors.form");
  const { register, formState } = form;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium">{t("notices")}</legend>
      <Field
        id="advisor-email"
        label={label}
        optional
        help={t("emailHelp")}
        error={formState.errors.email?.message}
      >
        {(field) => <Input type="email" autoComplete="off" {...field} {...register("email")} />}
      </Field>
      {(["notifyByEmail", "notifyBySms"] as const).map((channel) => (
        <label key={channel} className="flex items-center gap-2.5">
          <input type="checkbox" className="size-4 accent-accent" {...register(channel)} />
          {t(channel)}
        </label>
      ))}
    </fieldset>
  );
}
