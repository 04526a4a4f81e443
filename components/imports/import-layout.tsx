import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import {
  type Encoding,
  ENCODINGS,
  type ImportPatch,
  type ImportView,
  type Separator,
  SEPARATORS,
} from "@/lib/imports/schema";

type ImportLayoutProps = { draft: ImportView; onChange: (patch: ImportPatch) => void };

const SEPARATOR_WORDS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** How the file is written. It was found out; who sees nonsense below changes it here. */
export function ImportLayout({ draft, onChange }: ImportLayoutProps) {
  const t = useTranslations("imports.layout");
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field id="import-encoding" label={t("encoding")}>
        {(control) => (
          <Select
            {...control}
            value={draft.encoding}
            onChange={(event) => onChange({ encoding: event.target.value as Encoding })}
          >
            {ENCODINGS.map((encoding) => (
              <option key={encoding} value={encoding}>
                {t(`encodings.${encoding}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="import-separator" label={t("separator")}>
        {(control) => (
          <Select
            {...control}
            value={draft.separator}
            onChange={(event) => onChange({ separator: event.target.value as Separator })}
          >
            {SEPARATORS.map((separator) => (
              <option key={separator} value={separator}>
                {t(`separators.${SEPARATOR_WORDS[separator]}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="import-heading" label={t("heading")}>
        {(control) => (
          <Select
            {...control}
            value={draft.hasHeading ? "yes" : "no"}
            onChange={(event) => onChange({ hasHeading: event.target.value === "yes" })}
          >
            <option value="yes">{t("headingYes")}</option>
            <option value="no">{t("headingNo")}</option>
          </Select>
        )}
      </Field>
    </div>
  );
}
