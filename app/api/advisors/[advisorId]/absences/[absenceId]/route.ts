import { deleteAbsence } from "@/lib/advisors/absences";
import { absenceParams, advisorView } from "@/lib/advisors/schema";
import { route } from "@/lib/http/route";

export const DELETE = route({
  summary: "Remove a time in which an advisor is not rung",
  role: "admin",
  params: absenceParams,
  output: advisorView,
  handler: ({ scope, params }) => deleteAbsence(scope, params),
});
