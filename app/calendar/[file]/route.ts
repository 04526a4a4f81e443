import { z } from "zod";
import { feedResponse } from "@/lib/agenda/feed-response";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({
  summary: "The agenda for a calendar program, at the address that was made for it (RFC 5545)",
  params: z.object({ file: z.string().max(200) }),
  file: "text/calendar",
  handler: ({ params, request }) => feedResponse(params.file, request),
});
