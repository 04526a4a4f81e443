import { z } from "zod";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { accountView } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "The business's accounts at the vendors, without their secrets",
  role: "viewer",
  output: z.array(accountView),
  handler: ({ scope }) => listAccounts(scope),
});
