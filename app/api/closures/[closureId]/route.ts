import { deleteClosure } from "@/lib/agenda/closures";
import { closureParams } from "@/lib/agenda/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Open that time again",
  role: "admin",
  apiScope: "appointments:write",
  params: closureParams,
  handler: ({ scope, params }) => deleteClosure(scope, params.closureId),
});
