import { route } from "@/lib/http/route";
import { changePassword } from "@/lib/tenants/change-password";
import { changePasswordInput } from "@/lib/tenants/schema";

export const POST = route({
  summary: "Change one's password; every other browser is signed out",
  role: "viewer",
  body: changePasswordInput,
  handler: ({ access, body }) =>
    changePassword({ userId: access.user.id, sessionId: access.sessionId }, body),
});
