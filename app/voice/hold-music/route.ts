import { holdQuery } from "@/lib/hold-music/hold-music-path";
import { holdResponse } from "@/lib/hold-music/hold-response";
import { publicRoute } from "@/lib/http/route";

export const GET = publicRoute({
  summary: "Twilio: what somebody who waits in a conference hears next",
  query: holdQuery,
  file: "text/xml",
  handler: ({ query }) => holdResponse(query.t),
});
