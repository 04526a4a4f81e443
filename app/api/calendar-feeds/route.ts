import { z } from "zod";
import { createFeed, listFeeds } from "@/lib/agenda/calendar-feeds";
import { feedInput, feedMade, feedView } from "@/lib/agenda/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Addresses at which calendars read the agenda",
  role: "admin",
  output: z.array(feedView),
  handler: ({ scope }) => listFeeds(scope),
});

export const POST = route({
  summary: "Make an address for calendars; it is shown once",
  role: "admin",
  body: feedInput,
  output: feedMade,
  status: 201,
  handler: ({ scope, access, body }) => createFeed(scope, { name: access.user.name }, body),
});
