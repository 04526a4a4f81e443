import { z } from "zod";
import { withTransaction } from "@/db/client";
import { setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { sayWhen } from "@/lib/spoken/say";
import { answer } from "./answer";
import { openDesk } from "./desk";
import { findVisit, passed, whatOf } from "./find-visit";
import { SAID } from "./parameters";
import { linkContact, settle } from "./settle";
import type { Tool } from "./tool";

const { appointment_id, reason, name, date_of_birth, number_digits } = SAID;
const parameters = z.object({ appointment_id, reason, name, date_of_birth, number_digits });

export const cancelAppointment: Tool<typeof parameters> = {
  name: "cancel_appointment",
  description:
    "Cancel the caller's appointment. Ask whether they are sure, and whether they would rather have another time, before you use it.",
  parameters,
  async execute(scope, use, given) {
    const desk = await openDesk(scope, use.callId);
    const found = await findVisit(desk, given);
    if ("answer" in found) return answer(found.answer);
    const { visit, contact } = found;
    const what = whatOf(desk, visit);
    return withTransaction(scope, async (inner) => {
      const wanted = { status: "cancelled" as const, reason: given.reason ?? "" };
      await setAppointmentStatus(inner, visit.id, wanted, use.callId);
      await linkContact({ ...desk, scope: inner }, contact.id);
      return settle({ ...desk, scope: inner }, use, {
        say: desk.words.cancelled(what, sayWhen(visit.startsAt, desk.spoken)),
        outcome: "cancelled",
        appointment: { appointment_id: visit.id, when: visit.startsAt.toISOString(), what },
        identity: passed(contact),
      });
    });
  },
};
