import { z } from "zod";
import { listTags } from "@/lib/contacts/list-contacts";
import { tagView } from "@/lib/contacts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Tags, with how many contacts have each",
  role: "viewer",
  apiScope: "contacts:read",
  output: z.array(tagView),
  handler: ({ scope }) => listTags(scope),
});
