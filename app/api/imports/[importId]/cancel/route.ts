import { route } from "@/lib/http/route";
import { cancelImport } from "@/lib/imports/manage-import";
import { importParams, importView } from "@/lib/imports/schema";

export const POST = route({
  summary: "Stop an import; nothing of it is kept",
  role: "operator",
  params: importParams,
  output: importView,
  handler: ({ scope, params }) => cancelImport(scope, params.importId),
});
