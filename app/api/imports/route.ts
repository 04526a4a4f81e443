import { z } from "zod";
import { route } from "@/lib/http/route";
import { requireSize, uploadedBytes } from "@/lib/http/upload-body";
import { listImports } from "@/lib/imports/manage-import";
import { receiveUpload } from "@/lib/imports/receive-upload";
import { importView, MAX_FILE_BYTES, uploadQuery } from "@/lib/imports/schema";

export const GET = route({
  summary: "Files of contacts that were sent, the newest first",
  role: "operator",
  output: z.array(importView),
  handler: ({ scope }) => listImports(scope),
});

export const POST = route({
  summary: "Send a CSV file of contacts, at most 64 MiB; its encoding, separator and columns are found out",
  role: "operator",
  upload: "text/csv",
  query: uploadQuery,
  output: importView,
  status: 201,
  handler: async ({ scope, tenant, access, query, request }) => {
    requireSize(request, MAX_FILE_BYTES);
    return receiveUpload(scope, {
      fileName: query.fileName,
      body: uploadedBytes(request, MAX_FILE_BYTES),
      by: access.user.name,
      country: tenant.country,
    });
  },
});
