import { mend } from "@/lib/health/mend";
import { healthReport, mendInput } from "@/lib/health/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Put right at the vendor what a finding names, and look again",
  role: "admin",
  body: mendInput,
  output: healthReport,
  handler: ({ scope, body }) => mend(scope, body),
});
