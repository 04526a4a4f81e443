"use client";

import { useTranslations } from "next-intl";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { DutyBadge } from "@/components/advisors/duty-badge";
import { cn } from "@/components/ui/class-names";
import type { AdvisorView } from "@/lib/advisors/schema";
import type { TransferForm } from "./transfer-form";

type AdvisorFieldProps = { form: UseFormReturn<TransferForm>; advisors: readonly AdvisorView[] };

/** Whoever is free, or one by name; who would not be rung now says why. */
export function AdvisorField({ form, advisors }: AdvisorFieldProps) {
  const t = useTranslations("transfers.dialog");
  const chosen = useWatch({ control: form.control, name: "advisorId" });
  const onDutyFirst = advisors.toSorted(
    (one, other) => Number(one.offReason !== null) - Number(other.offReason !== null),
  );
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t("advisor")}</legend>
      <div className="max-h-60 divide-y overflow-y-auto rounded-md border border-line-strong">
        <label className={rowClasses(chosen === "")}>
          <input type="radio" value="" {...form.register("advisorId")} className="accent-accent" />
          <span className="font-medium">{t("anybody")}</span>
        </label>
        {onDutyFirst.map((advisor) => (
          <AdvisorRow key={advisor.id} form={form} advisor={advisor} isChosen={chosen === advisor.id} />
        ))}
      </div>
    </fieldset>
  );
}

type AdvisorRowProps = { form: UseFormReturn<TransferForm>; advisor: AdvisorView; isChosen: boolean };

function AdvisorRow({ form, advisor, isChosen }: AdvisorRowProps) {
  const { id, name, skills, offReason } = advisor;
  return (
    <label className={rowClasses(isChosen)} data-advisor={name}>
      <input
        type="radio"
        value={id}
        {...form.register("advisorId")}
        disabled={offReason !== null}
        className="accent-accent"
      />
      <span
        className={cn(
          "flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2",
          offReason !== null && "text-ink-muted",
        )}
      >
        <span className="min-w-0 font-medium wrap-break-word">{name}</span>
        {skills.length > 0 && (
          <span className="min-w-0 truncate text-sm text-ink-muted">{skills.join(", ")}</span>
        )}
      </span>
      <DutyBadge offReason={offReason} />
    </label>
  );
}

function rowClasses(isChosen: boolean): string {
  return cn("flex min-h-11 items-center gap-3 px-3 py-1.5", isChosen ? "bg-accent-soft" : "hover:bg-hover");
}

/** What the person should know about; only where nobody was chosen by name, and the business says what its people know. */
export function SkillField({ form, advisors }: AdvisorFieldProps) {
  const t = useTranslations("transfers.dialog");
  const [advisorId, chosen] = useWatch({ control: form.control, name: ["advisorId", "skill"] });
  const skills = [...new Set(advisors.flatMap((advisor) => advisor.skills))].toSorted();
  if (advisorId !== "" || skills.length === 0) return null;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t("skill")}</legend>
      <div className="flex flex-wrap gap-2">
        {["", ...skills].map((skill) => (
          <label
            key={skill}
            className={cn(
              "relative inline-flex min-h-8 items-center rounded-full border px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              chosen === skill ? "border-accent bg-accent-soft text-accent-ink" : "hover:bg-hover",
            )}
          >
            <input
              type="radio"
              value={skill}
              {...form.register("skill")}
              className="absolute inset-0 size-full cursor-pointer opacity-0"
            />
            {skill || t("anySkill")}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
