import { z } from "zod";
import { newStaffInput, staffView } from "@/lib/agenda/schema";
import { createStaff, listStaff } from "@/lib/agenda/staff";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Who sees patients or serves clients, in the order of the agenda",
  role: "viewer",
  apiScope: "appointments:read",
  output: z.array(staffView),
  handler: ({ scope }) => listStaff(scope),
});

export const POST = route({
  summary: "Add a member of staff; does every service unless `serviceIds` says which",
  role: "admin",
  apiScope: "appointments:write",
  body: newStaffInput,
  output: staffView,
  status: 201,
  handler: ({ scope, body }) => createStaff(scope, body),
});
