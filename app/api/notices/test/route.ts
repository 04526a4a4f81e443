import { route } from "@/lib/http/route";
import { testMailView } from "@/lib/messages/schema";
import { sendTestMail } from "@/lib/messages/send-test-mail";

export const POST = route({
  summary: "Send oneself an e-mail like those about messages",
  role: "admin",
  output: testMailView,
  handler: ({ scope, access }) => sendTestMail(scope, access.user.email),
});
