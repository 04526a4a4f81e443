import { z } from "zod";
import { route } from "@/lib/http/route";
import { listTransfers } from "@/lib/transfers/manage-transfer";
import { transferListQuery, transferView } from "@/lib/transfers/schema";

export const GET = route({
  summary: "Transfers, newest first; those of the reader's own telephone",
  role: "viewer",
  query: transferListQuery,
  output: z.array(transferView),
  handler: ({ scope, access, query }) =>
    listTransfers(scope, {
      callId: query.callId,
      isOpen: query.open === "true",
      userId: query.mine === "true" ? access.user.id : undefined,
    }),
});
