import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ImportPatch, importPatch, type ImportView } from "@/lib/imports/schema";
import { CONTACT_KINDS, DUPLICATE_RULES } from "@/lib/vocabulary";

type ImportOptionsProps = { draft: ImportView; onChange: (patch: ImportPatch) => void };

/** What holds for everybody in the file. */
export function ImportOptions({ draft, onChange }: ImportOptionsProps) {
  const t = useTranslations("imports.options");
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field id="import-kind" label={t("kind")}>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            onChange={(event) => onChange(importPatch.parse({ kind: event.target.value }))}
          >
            {CONTACT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="import-duplicates" label={t("duplicates")} help={t(`ruleHelp.${draft.duplicateRule}`)}>
        {(control) => (
          <Select
            {...control}
            value={draft.duplicateRule}
            onChange={(event) => onChange(importPatch.parse({ duplicateRule: event.target.value }))}
          >
            {DUPLICATE_RULES.map((rule) => (
              <option key={rule} value={rule}>
                {t(`rules.${rule}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TagsField draft={draft} onChange={onChange} />
    </div>
  );
}

function TagsField({ draft, onChange }: ImportOptionsProps) {
  const t = useTranslations("imports.options");
  const [text, setText] = useState(draft.tags.join(", "));
  const save = () => {
    const words = text.split(",").map((word) => word.trim().toLowerCase());
    const tags = [...new Set(words)].filter((word) => word !== "");
    const parsed = importPatch.safeParse({ tags });
    if (parsed.success && tags.join() !== draft.tags.join()) onChange(parsed.data);
  };
  return (
    <Field id="import-tags" label={t("tags")} help={t("tagsHelp")} optional>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={400}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") save();
          }}
        />
      )}
    </Field>
  );
}
