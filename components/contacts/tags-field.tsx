"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { useSession } from "@/components/frame/session-context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ContactFormState } from "./contact-fields";
import { contactQueries } from "./contact-queries";

const OFFERED = 8;

/** Tags between commas, with those in use at one press: two spellings of one tag would be two tags. */
export function TagsField({ form }: { form: ContactFormState }) {
  const t = useTranslations("contacts.form");
  const known = useQuery(contactQueries.tags(useSession().tenant.id));
  const text = useWatch({ control: form.control, name: "tags" });
  const chosen = text
    .split(",")
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== "");
  const offered = (known.data ?? [])
    .filter(({ tag }) => !chosen.includes(tag))
    .toSorted((a, b) => b.contacts - a.contacts)
    .slice(0, OFFERED);
  return (
    <div className="grid gap-2">
      <Field
        id="contact-tags"
        label={t("tags")}
        optional
        help={t("tagsHelp")}
        error={form.formState.errors.tags?.message}
      >
        {(control) => <Input {...control} {...form.register("tags")} autoComplete="off" />}
      </Field>
      {offered.length > 0 && (
        <ul className="flex flex-wrap gap-1" aria-label={t("tagsKnown")}>
          {offered.map(({ tag }) => (
            <li key={tag}>
              <button
                type="button"
                className="rounded-full border px-2 py-0.5 text-xs hover:bg-hover"
                onClick={() => form.setValue("tags", [...chosen, tag].join(", "), { shouldDirty: true })}
              >
                <span aria-hidden="true">+ </span>
                {tag}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
