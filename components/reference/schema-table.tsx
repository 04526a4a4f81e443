import { useTranslations } from "next-intl";
import type { SchemaRow } from "./schema-rows";

/** Fields, one under the other: on a telephone each takes the lines it needs and nothing slides out of sight. */
export function SchemaTable({ label, rows }: { label: string; rows: readonly SchemaRow[] }) {
  const t = useTranslations("reference");
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse rounded-lg text-left text-sm">
      <thead>
        <tr className="border-b text-xs text-ink-muted">
          <th scope="col" className="w-2/5 py-1.5 pr-3 font-medium">
            {t("field")}
          </th>
          <th scope="col" className="py-1.5 font-medium">
            {t("value")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, type, isRequired, facts, description }) => (
          <tr key={path} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-1.5 pr-3 font-normal">
              <code className="font-mono text-xs break-all">{path || t("wholeBody")}</code>
              {isRequired && <span className="block text-xs text-ink-muted">{t("required")}</span>}
            </th>
            <td className="py-1.5">
              <span lang="en" className="font-mono text-xs wrap-anywhere">
                {type}
              </span>
              {facts.map(({ key, value }) => (
                <span key={key} className="block text-xs wrap-anywhere text-ink-muted">
                  {t(`fact.${key}`, { value })}
                </span>
              ))}
              {description && (
                <span lang="en" className="block text-xs text-ink-muted">
                  {description}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
