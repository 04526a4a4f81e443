import { z } from "zod";
import { findAppointment } from "@/db/queries/appointments";
import { isUuid } from "@/lib/uuid";
import { answer } from "./answer";
import { openDesk } from "./desk";
import { SAID } from "./parameters";
import { pickService } from "./pick-service";
import { pickTime } from "./pick-time";
import type { Tool } from "./tool";

const { service, when, staff, appointment_id } = SAID;
const parameters = z.object({ service, when, staff, appointment_id });

export const findFreeSlots: Tool<typeof parameters> = {
  name: "find_free_slots",
  description:
    "Look which times are free, without booking. Say the options in 'say' and let the caller choose; then use book_appointment or reschedule_appointment with the slot_id.",
  parameters,
  isReading: true,
  async execute(scope, { callId }, given) {
    const desk = await openDesk(scope, callId);
    const { appointment_id: movingId = "" } = given;
    const moving = isUuid(movingId) ? await findAppointment(scope, movingId) : undefined;
    const isTheirs = moving && desk.contacts.some(({ id }) => id === moving.contactId);
    const known = isTheirs && given.service === undefined ? moving.serviceId : null;
    const picked = known ? { service: { id: known } } : await pickService(desk, given.service);
    if ("answer" in picked) return answer(picked.answer);
    const time = await pickTime(desk, {
      service: picked.service,
      given,
      isOnlyLooking: true,
      ...(isTheirs ? { movingId } : {}),
    });
    return answer("answer" in time ? time.answer : { status: "failed", say: desk.words.nothingFree });
  },
};
