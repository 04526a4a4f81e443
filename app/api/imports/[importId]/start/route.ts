import { route } from "@/lib/http/route";
import { startImport } from "@/lib/imports/manage-import";
import { importParams, importView } from "@/lib/imports/schema";

export const POST = route({
  summary: "Make contacts of every good row of the file",
  role: "operator",
  params: importParams,
  output: importView,
  handler: ({ scope, params }) => startImport(scope, params.importId, { isCheck: false }),
});
