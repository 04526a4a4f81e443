import { route } from "@/lib/http/route";
import { previewImport } from "@/lib/imports/preview-import";
import { importParams, importPreview } from "@/lib/imports/schema";

export const GET = route({
  summary: "The first rows of a file as they would become",
  role: "operator",
  params: importParams,
  output: importPreview,
  handler: ({ scope, tenant, params }) => previewImport(scope, params.importId, tenant.country),
});
