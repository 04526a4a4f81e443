import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { IMPORT_FIELDS, type ImportPatch, type ImportPreview, type ImportView } from "@/lib/imports/schema";
import { CONSENT_PURPOSES } from "@/lib/vocabulary";
import { variableOf } from "./column-variable";

type ImportColumnsProps = {
  draft: ImportView;
  columns: ImportPreview["columns"];
  onChange: (patch: ImportPatch) => void;
};

/** What each column holds. */
export function ImportColumns({ draft, columns, onChange }: ImportColumnsProps) {
  const t = useTranslations("imports.columns");
  const choose = (index: number, target: string) => {
    const { [String(index)]: _before, ...others } = draft.mapping;
    // The server judges what it is; here it comes out of a list.
    const mapping = (target === "" ? others : { ...others, [index]: target }) as ImportPatch["mapping"];
    onChange({ mapping });
  };
  return (
    <Table aria-label={t("title")}>
      <thead>
        <tr>
          <TableHead>{t("column")}</TableHead>
          <TableHead className="max-sm:hidden">{t("example")}</TableHead>
          <TableHead>{t("becomes")}</TableHead>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ heading, example }, index) => {
          const name = heading || t("unnamed", { position: index + 1 });
          return (
            <TableRow key={index}>
              <TableCell className="max-w-48">
                <span className="block truncate font-medium" title={name}>
                  {name}
                </span>
                <span className="block truncate text-sm text-ink-muted sm:hidden">{example}</span>
              </TableCell>
              <TableCell className="max-w-64 max-sm:hidden">
                <span className="block truncate text-ink-muted" title={example}>
                  {example}
                </span>
              </TableCell>
              <TableCell className="w-72 py-1.5">
                <TargetSelect
                  label={t("becomesOf", { name })}
                  value={draft.mapping[index] ?? ""}
                  variable={variableOf(heading, index + 1)}
                  onChange={(target) => choose(index, target)}
                />
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}

type TargetSelectProps = {
  label: string;
  value: string;
  variable: string;
  onChange: (target: string) => void;
};

function TargetSelect({ label, value, variable, onChange }: TargetSelectProps) {
  const t = useTranslations("imports");
  // A program may have given it another name.
  const target = value.startsWith("variable:") ? value : `variable:${variable}`;
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t("columns.ignored")}</option>
      <optgroup label={t("columns.contact")}>
        {IMPORT_FIELDS.map((field) => (
          <option key={field} value={field}>
            {t(`fields.${field}`)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t("columns.consent")}>
        {CONSENT_PURPOSES.map((purpose) => (
          <option key={purpose} value={`consent:${purpose}`}>
            {t(`fields.consent_${purpose}`)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t("columns.variables")}>
        <option value={target}>{t("columns.variable", { name: target.slice("variable:".length) })}</option>
      </optgroup>
    </Select>
  );
}
