import { removeAccount } from "@/lib/accounts/save-account";
import { vendorParams } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Forget an account and its secrets",
  role: "admin",
  params: vendorParams,
  handler: ({ scope, params }) => removeAccount(scope, params.vendor),
});
