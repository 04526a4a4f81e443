import { getTranslations } from "next-intl/server";
import { csvResponse } from "@/lib/http/csv";
import { route } from "@/lib/http/route";
import { exportFaults } from "@/lib/imports/export-faults";
import { importParams } from "@/lib/imports/schema";

export const GET = route({
  summary: "The rows that were not taken, as CSV, with why",
  role: "operator",
  params: importParams,
  file: "text/csv",
  handler: async ({ scope, params }) => {
    const t = await getTranslations("imports");
    const tField = await getTranslations("errors.fields");
    const rows = await exportFaults(scope, params.importId, {
      row: t("faults.row"),
      reason: t("faults.reason"),
      columnName: (position) => t("columns.unnamed", { position }),
      sentenceOf(field, key) {
        const [kind = "", name = ""] = field.split(":");
        const what =
          kind === "variable" ? name : t(`fields.${kind === "consent" ? `consent_${name}` : kind}`);
        return `${what}: ${tField.has(key) ? tField(key) : tField("invalid")}`;
      },
    });
    return csvResponse(`import-${params.importId.slice(0, 8)}.csv`, rows);
  },
});
