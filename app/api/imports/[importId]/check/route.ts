import { route } from "@/lib/http/route";
import { startImport } from "@/lib/imports/manage-import";
import { importParams, importView } from "@/lib/imports/schema";

export const POST = route({
  summary: "Have the whole file read and counted; nothing is kept of it",
  role: "operator",
  params: importParams,
  output: importView,
  handler: ({ scope, params }) => startImport(scope, params.importId, { isCheck: true }),
});
