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

const { appointment_id, name, date_of_birth, number_digits } = SAID;
const parameters = z.object({ appointment_id, name, date_of_birth, number_digits });

export const confirmAppointment: Tool<typeof parameters> = {
  name: "confirm_appointment",
  description:
    "Confirm that the caller will come to their appointment. The answer says what is missing, for example their name, or that it is confirmed.",
  parameters,
  async execute(scope, use, given) {
    const desk = await openDesk(scope, use.callId);
    const found = await findVisit(desk, given);
    if ("answer" in found) return answer(found.answer);
    const { visit, contact } = found;
    const what = whatOf(desk, visit);
    const when = sayWhen(visit.startsAt, desk.spoken);
    const isConfirmed = visit.status === "confirmed";
    return withTransaction(scope, async (inner) => {
      await setAppointmentStatus(inner, visit.id, { status: "confirmed" }, use.callId);
      await linkContact({ ...desk, scope: inner }, contact.id);
      return settle({ ...desk, scope: inner }, use, {
        say: isConfirmed ? desk.words.alreadyConfirmed(what, when) : desk.words.confirmed(what, when),
        outcome: "confirmed",
        appointment: { appointment_id: visit.id, when: visit.startsAt.toISOString(), what },
        identity: passed(contact),
      });
    });
  },
};
