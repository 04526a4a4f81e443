import { revokeFeed } from "@/lib/agenda/calendar-feeds";
import { feedParams } from "@/lib/agenda/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Revoke an address of calendars",
  role: "admin",
  params: feedParams,
  handler: ({ scope, params }) => revokeFeed(scope, params.feedId),
});
