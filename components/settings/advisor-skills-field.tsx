"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { useSession } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const OFFERED = 8;

type AdvisorSkillsFieldProps = {
  value: readonly string[];
  error: string | undefined;
  onChange: (skills: string[]) => void;
};

/** Skills as chips, with those in use at one press: two spellings of one skill would be two skills. */
export function AdvisorSkillsField({ value, error, onChange }: AdvisorSkillsFieldProps) {
  const t = useTranslations("advisors.form");
  const [typed, setTyped] = useState("");
  const { data: advisors = [] } = useQuery(advisorQueries.list(useSession().tenant.id));
  const known = [...new Set(advisors.flatMap(({ skills }) => skills))];
  const offered = known.filter((skill) => !has(value, skill)).slice(0, OFFERED);
  const add = (skill: string) => {
    const name = skill.trim();
    setTyped("");
    if (name && !has(value, name)) onChange([...value, known.find((other) => isSame(other, name)) ?? name]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Backspace" && typed === "") onChange(value.slice(0, -1));
    if (event.key !== "," && (event.key !== "Enter" || typed.trim() === "")) return;
    event.preventDefault();
    add(typed);
  };
  return (
    <div className="grid gap-2">
      <Field id="advisor-skills" label={t("skills")} optional help={t("skillsHelp")} error={error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={40}
            value={typed}
            placeholder={value.length === 0 ? t("skillsPlaceholder") : undefined}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={onKeyDown}
            // What was typed is meant, whether or not Enter was pressed.
            onBlur={() => add(typed)}
          />
        )}
      </Field>
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1" aria-label={t("skillsChosen")}>
          {value.map((skill) => (
            <li key={skill} className="flex max-w-full items-center rounded-full bg-hover pl-2.5 text-sm">
              <span className="truncate">{skill}</span>
              <button
                type="button"
                aria-label={t("skillRemove", { skill })}
                className="grid size-7 shrink-0 place-items-center rounded-full text-ink-muted hover:text-ink"
                onClick={() => onChange(value.filter((other) => other !== skill))}
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {offered.length > 0 && (
        <ul className="flex flex-wrap gap-1" aria-label={t("skillsKnown")}>
          {offered.map((skill) => (
            <li key={skill} className="max-w-full">
              <button
                type="button"
                className="max-w-full truncate rounded-full border px-2.5 py-0.5 text-sm hover:bg-hover"
                onClick={() => add(skill)}
              >
                <span aria-hidden="true">+ </span>
                {skill}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function has(skills: readonly string[], wanted: string): boolean {
  return skills.some((skill) => isSame(skill, wanted));
}

/** `facturacion` is `Facturación`. */
function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: "base" }) === 0;
}
