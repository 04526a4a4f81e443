import { checkAccount } from "@/lib/accounts/save-account";
import { accountView, vendorParams } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Ask the vendor again how the account stands",
  role: "admin",
  params: vendorParams,
  output: accountView,
  handler: ({ scope, params }) => checkAccount(scope, params.vendor),
});
