import { addAbsence } from "@/lib/advisors/absences";
import { absenceInput, advisorParams, advisorView } from "@/lib/advisors/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Add a time in which an advisor is not rung",
  role: "admin",
  params: advisorParams,
  body: absenceInput,
  output: advisorView,
  status: 201,
  handler: ({ scope, params, body }) => addAbsence(scope, params.advisorId, body),
});
