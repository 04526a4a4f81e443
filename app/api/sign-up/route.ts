import { env } from "@/env";
import { addressOf, limitAttempts } from "@/lib/auth/limit-attempts";
import { publicRoute } from "@/lib/http/route";
import { signUpInput, tenantView } from "@/lib/tenants/schema";
import { signUp } from "@/lib/tenants/sign-up";

export const POST = publicRoute({
  summary: "Create a business and its owner",
  body: signUpInput,
  output: tenantView,
  status: 201,
  handler: async ({ body, request }) => {
    await limitAttempts([
      { key: `sign-up:${addressOf(request.headers)}`, most: 30 },
      { key: "sign-up", most: env.SIGN_UPS_PER_QUARTER_HOUR },
    ]);
    return (await signUp(body)).tenant;
  },
});
