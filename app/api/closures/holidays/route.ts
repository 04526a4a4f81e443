import { z } from "zod";
import { addHolidays, previewHolidays } from "@/lib/agenda/add-holidays";
import { closureView, holidayInput, holidayPreview, holidayQuery } from "@/lib/agenda/schema";
import { readerLanguage } from "@/lib/http/reader-language";
import { route } from "@/lib/http/route";

export const GET = route({
  summary:
    "Public holidays of the business's country still to come in a year, and which of them are closures",
  role: "viewer",
  apiScope: "appointments:read",
  query: holidayQuery,
  output: holidayPreview,
  handler: async ({ scope, tenant, query }) =>
    previewHolidays(scope, tenant, { ...query, language: await readerLanguage() }),
});

export const POST = route({
  summary: "Close on the public holidays still to come in a year; those that stand already are left alone",
  role: "admin",
  apiScope: "appointments:write",
  body: holidayInput,
  output: z.array(closureView),
  status: 201,
  handler: async ({ scope, tenant, body }) =>
    addHolidays(scope, tenant, { ...body, language: await readerLanguage() }),
});
