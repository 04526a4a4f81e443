import { getTranslations } from "next-intl/server";
import { callPatientInput, callStarted, patientParams, withMessage } from "@/lib/elevenlabs-api/schema";
import { callPatient } from "@/lib/elevenlabs-api/call-patient";
import { idempotencyKeyOf } from "@/lib/http/idempotency-key";
import { route } from "@/lib/http/route";

export const POST = route({
  summary: "Call a patient at the number on their record (documented address)",
  role: "operator",
  apiScope: "calls:write",
  params: patientParams,
  body: callPatientInput,
  output: callStarted,
  beside: withMessage,
  idempotent: true,
  async handler({ scope, params, body, request }) {
    const data = await callPatient(scope, params.id, body, idempotencyKeyOf(request));
    const t = await getTranslations("documented");
    return { data, message: t("callStarted") };
  },
});
