import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { useSession } from "@/components/frame/session-context";
import {
  type absenceInput,
  type advisorPatch,
  advisorView,
  type newAdvisorInput,
} from "@/lib/advisors/schema";
import { sendJson } from "@/lib/api-client";

/** Everything that writes advisors; whatever shows them asks anew. Throws what the server refuses. */
export function useAdvisorWrites() {
  const { queryKey } = advisorQueries.list(useSession().tenant.id);
  const queries = useQueryClient();
  const send: typeof sendJson = async (method, path, body, schema) => {
    const answer = await sendJson(method, path, body, schema);
    await queries.invalidateQueries({ queryKey });
    return answer;
  };
  return {
    add: (input: z.input<typeof newAdvisorInput>) => send("POST", "/api/advisors", input, advisorView),
    change: (advisorId: string, patch: z.input<typeof advisorPatch>) =>
      send("PATCH", `/api/advisors/${advisorId}`, patch, advisorView),
    remove: (advisorId: string) => send("DELETE", `/api/advisors/${advisorId}`, undefined, z.unknown()),
    addAbsence: (advisorId: string, input: z.input<typeof absenceInput>) =>
      send("POST", `/api/advisors/${advisorId}/absences`, input, advisorView),
    removeAbsence: (advisorId: string, absenceId: string) =>
      send("DELETE", `/api/advisors/${advisorId}/absences/${absenceId}`, undefined, advisorView),
  };
}
