import { route } from "@/lib/http/route";
import { changeImport, getImport } from "@/lib/imports/manage-import";
import { importParams, importPatch, importView } from "@/lib/imports/schema";

export const GET = route({
  summary: "A file of contacts, and how far it is",
  role: "operator",
  params: importParams,
  output: importView,
  handler: ({ scope, params }) => getImport(scope, params.importId),
});

export const PATCH = route({
  summary: "Say how a file is to be read, while it is a draft",
  role: "operator",
  params: importParams,
  body: importPatch,
  output: importView,
  handler: ({ scope, tenant, params, body }) =>
    changeImport(scope, params.importId, { patch: body, country: tenant.country }),
});
