import { route } from "@/lib/http/route";
import { describeLine } from "@/lib/line/describe-line";
import { lineView } from "@/lib/line/schema";

export const GET = route({
  summary: "What works of the line, and what callers get now",
  role: "viewer",
  apiScope: "business:read",
  output: lineView,
  handler: ({ scope }) => describeLine(scope),
});
