import { z } from "zod";
import { listAdvisors } from "@/lib/advisors/list-advisors";
import { createAdvisor } from "@/lib/advisors/manage-advisors";
import { advisorView, newAdvisorInput } from "@/lib/advisors/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "People to whom calls are transferred, and whether they would be rung now",
  role: "viewer",
  apiScope: "business:read",
  output: z.array(advisorView),
  handler: ({ scope }) => listAdvisors(scope),
});

export const POST = route({
  summary: "Add an advisor; on duty within the hours of the business unless the request says otherwise",
  role: "admin",
  body: newAdvisorInput,
  output: advisorView,
  status: 201,
  handler: ({ scope, body }) => createAdvisor(scope, body),
});
