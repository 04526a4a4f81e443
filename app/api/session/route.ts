import { toSessionView } from "@/lib/auth/session";
import { route } from "@/lib/http/route";
import { sessionView } from "@/lib/tenants/schema";

export const GET = route({
  summary: "Who is signed in, for which business",
  role: "viewer",
  output: sessionView,
  handler: async ({ access }) => toSessionView(access),
});
