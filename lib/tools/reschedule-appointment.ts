import { z } from "zod";
import { withTransaction } from "@/db/client";
import type { AppointmentRow } from "@/db/queries/appointments";
import type { ContactRow } from "@/db/queries/contact-columns";
import { changeAppointment, setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { isSlotTaken } from "@/lib/appointments/record-appointment";
import type { SlotView } from "@/lib/appointments/schema";
import { sayWhen } from "@/lib/spoken/say";
import { answer, type ToolAnswer } from "./answer";
import { type Desk, openDesk } from "./desk";
import { findVisit, passed, whatOf } from "./find-visit";
import { SAID } from "./parameters";
import { pickService } from "./pick-service";
import { pickTime, slotIdOf } from "./pick-time";
import { linkContact, settle } from "./settle";
import type { Tool, ToolResult, ToolUse } from "./tool";

const { appointment_id, when, slot_id, staff, name, date_of_birth, number_digits } = SAID;
const parameters = z.object({ appointment_id, when, slot_id, staff, name, date_of_birth, number_digits });
type Given = z.output<typeof parameters>;

export const rescheduleAppointment: Tool<typeof parameters> = {
  name: "reschedule_appointment",
  description:
    "Move the caller's appointment to another time. Pass what the caller has said so far; the answer says what is missing, offers free times, or confirms the change.",
  parameters,
  async execute(scope, use, given) {
    const desk = await openDesk(scope, use.callId);
    const found = await findVisit(desk, given);
    if ("answer" in found) return answer(found.answer);
    const { visit, contact } = found;
    const time = await pickNewTime(desk, visit, given);
    if ("answer" in time) return answer(await wish(desk, use, { visit, contact, said: time.answer }));
    const { slot } = time;
    if (+slot.startsAt === +visit.startsAt && slot.staff.id === visit.staffId) {
      const say = desk.words.sameTime(sayWhen(visit.startsAt, desk.spoken));
      return answer({ status: "ask", ask: "when", say, identity: passed(contact) });
    }
    try {
      return await move(desk, use, { visit, contact, slot });
    } catch (error) {
      if (!isSlotTaken(error)) throw error;
      const next = await pickNewTime(desk, visit, { slot_id: slotIdOf(slot) });
      const said =
        "answer" in next ? next.answer : ({ status: "failed", say: desk.words.nothingFree } as const);
      return answer(await wish(desk, use, { visit, contact, said }));
    }
  },
};

async function pickNewTime(
  desk: Desk,
  visit: AppointmentRow,
  given: Given,
): Promise<{ slot: SlotView } | { answer: ToolAnswer }> {
  // What the business's own system booked may be of no service: it is then moved like the one that is booked most simply.
  const picked =
    visit.serviceId === null ? await pickService(desk, undefined) : { service: { id: visit.serviceId } };
  if ("answer" in picked) return picked;
  return pickTime(desk, {
    service: picked.service,
    given,
    movingId: visit.id,
    askWhen: desk.words.askNewTime,
    // The same person sees them again, unless somebody else is asked for.
    staffId: visit.staffId,
  });
}

/** As long as no other time is agreed the wish itself is on record: whoever hangs up now is called back, not expected. */
async function wish(
  desk: Desk,
  use: ToolUse,
  { visit, contact, said }: { visit: AppointmentRow; contact: ContactRow; said: ToolAnswer },
): Promise<ToolAnswer> {
  if (visit.status !== "reschedule_requested") {
    await setAppointmentStatus(desk.scope, visit.id, { status: "reschedule_requested" }, use.callId);
  }
  await linkContact(desk, contact.id);
  return { ...said, identity: passed(contact) };
}

function move(
  desk: Desk,
  use: ToolUse,
  { visit, contact, slot }: { visit: AppointmentRow; contact: ContactRow; slot: SlotView },
): Promise<ToolResult> {
  return withTransaction(desk.scope, async (inner) => {
    const patch = { startsAt: slot.startsAt, staffId: slot.staff.id };
    const changed = await changeAppointment(inner, visit.id, patch, use.callId);
    // Another person at the same hour is no new time, but the wish is granted.
    if (changed.status === "reschedule_requested")
      await setAppointmentStatus(inner, visit.id, { status: "scheduled" }, use.callId);
    await linkContact({ ...desk, scope: inner }, contact.id);
    const what = whatOf(desk, visit);
    return settle({ ...desk, scope: inner }, use, {
      say: desk.words.moved(what, sayWhen(slot.startsAt, desk.spoken)),
      outcome: "rescheduled",
      appointment: { appointment_id: visit.id, when: slot.startsAt.toISOString(), what },
      identity: passed(contact),
    });
  });
}
