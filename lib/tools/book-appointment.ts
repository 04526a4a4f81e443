import { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import type { ContactRow } from "@/db/queries/contact-columns";
import type { Service } from "@/db/schema/agenda";
import { bookAppointment as book } from "@/lib/appointments/book-appointment";
import { isSlotTaken } from "@/lib/appointments/record-appointment";
import type { SlotView } from "@/lib/appointments/schema";
import { createContact, updateContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { readEmail } from "@/lib/spoken/read-email";
import { readPhone } from "@/lib/spoken/read-digits";
import { matchName } from "@/lib/spoken/read-name";
import { sayWhen } from "@/lib/spoken/say";
import { spellEmail } from "@/lib/spoken/say-email";
import type { ContactKind, TenantKind } from "@/lib/vocabulary";
import { answer, type ToolAnswer } from "./answer";
import { type Desk, openDesk } from "./desk";
import { SAID } from "./parameters";
import { pickService } from "./pick-service";
import { pickTime, slotIdOf, type TimeGiven } from "./pick-time";
import { hasDoneEnough, linkContact, settle } from "./settle";
import type { Tool, ToolResult, ToolUse } from "./tool";

const { service, when, slot_id, staff, name, phone, email } = SAID;
const parameters = z.object({
  service,
  when,
  slot_id,
  staff,
  name,
  phone,
  email,
  notes: z
    .string()
    .trim()
    .max(500)
    .describe("Anything the front desk should know, in one sentence.")
    .optional(),
});
type Given = z.output<typeof parameters>;

export const bookAppointment: Tool<typeof parameters> = {
  name: "book_appointment",
  description:
    "Book a new appointment. Pass what the caller has said so far; the answer says what is missing, offers free times, or confirms the booking.",
  parameters,
  async execute(scope, use, given) {
    const desk = await openDesk(scope, use.callId);
    if (hasDoneEnough(desk, "book_appointment")) return answer({ status: "failed", say: desk.words.enough });
    const picked = await pickService(desk, given.service);
    if ("answer" in picked) return answer(picked.answer);
    const person = whoseVisit(desk, given);
    if ("answer" in person) return answer(person.answer);
    const mail = given.email === undefined ? undefined : readEmail(given.email, desk.spoken);
    if (mail && !mail.ok) return answer({ status: "ask", ask: "email", say: mail.ask });
    const time = await pickTime(desk, { service: picked.service, given });
    if ("answer" in time) return answer(time.answer);
    const order = {
      service: picked.service,
      slot: time.slot,
      person,
      email: mail?.value ?? null,
      notes: given.notes ?? "",
    };
    try {
      return await keep(desk, use, order);
    } catch (error) {
      if (!isSlotTaken(error)) throw error;
      return answer(await nextBest(desk, order, given));
    }
  },
};

type Person = { contact: ContactRow } | { name: string; number: string };

/** Somebody who is known at the number, or a new contact; or what to ask. */
function whoseVisit(desk: Desk, given: Given): Person | { answer: ToolAnswer } {
  const { contacts, words, spoken } = desk;
  const [only, ...others] = contacts;
  if (given.name === undefined) {
    if (only && (others.length === 0 || only.id === desk.call.contactId)) return { contact: only };
    return { answer: { status: "ask", ask: "name", say: words.askName } };
  }
  const said = given.name;
  const same =
    contacts.find((contact) => matchName(said, contact.name) === "same") ??
    contacts.find((contact) => matchName(said, contact.name) === "partial");
  if (same) return { contact: same };
  const wasAsked = desk.earlier.some(({ answer: { say } }) => say === words.askFullName);
  if (!said.trim().includes(" ") && !wasAsked) {
    return { answer: { status: "ask", ask: "name", say: words.askFullName } };
  }
  if (given.phone === undefined) {
    if (desk.number) return { name: said, number: desk.number };
    return { answer: { status: "ask", ask: "phone", say: words.askPhone } };
  }
  const read = readPhone(given.phone, spoken);
  return read.ok
    ? { name: said, number: read.value }
    : { answer: { status: "ask", ask: "phone", say: read.ask } };
}

interface Order {
  service: Service;
  slot: SlotView;
  person: Person;
  email: string | null;
  notes: string;
}

/** Contact, appointment and outcome together, or none of them. */
function keep(desk: Desk, use: ToolUse, { service, slot, person, email, notes }: Order): Promise<ToolResult> {
  return withTransaction(desk.scope, async (inner) => {
    const contact =
      "contact" in person
        ? await withEmail(inner, person.contact, email)
        : await createContact(
            inner,
            contactInput.parse({
              kind: KINDS[desk.tenant.kind],
              name: person.name,
              numbers: [{ number: person.number }],
              email,
              language: desk.spoken.language,
            }),
          );
    const appointment = await book(
      inner,
      {
        contactId: contact.id,
        staffId: slot.staff.id,
        serviceId: service.id,
        title: "",
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
        notes,
        externalId: null,
      },
      use.callId,
    );
    await linkContact({ ...desk, scope: inner }, contact.id);
    const when = sayWhen(slot.startsAt, desk.spoken);
    const what = service.name.toLowerCase();
    return settle({ ...desk, scope: inner }, use, {
      say: [
        desk.words.booked(what, when, slot.staff.name),
        ...(email === null ? [] : [desk.words.emailNoted(spellEmail(email, desk.spoken))]),
      ].join(" "),
      outcome: "booked",
      appointment: { appointment_id: appointment.id, when: slot.startsAt.toISOString(), what },
    });
  });
}

/** An address is learnt, never replaced by telephone: whoever calls may not be who they say. */
function withEmail(inner: Scope, contact: ContactRow, email: string | null): Promise<{ id: string }> {
  return email === null || contact.email !== null
    ? Promise.resolve(contact)
    : updateContact(inner, contact.id, { email });
}

const KINDS: Record<TenantKind, ContactKind> = { clinic: "patient", salon: "client", other: "client" };

async function nextBest(desk: Desk, { service, slot }: Order, given: TimeGiven): Promise<ToolAnswer> {
  const time = await pickTime(desk, {
    service,
    given: { ...given, slot_id: slotIdOf(slot) },
    isOnlyLooking: true,
  });
  return "answer" in time ? time.answer : { status: "ask", ask: "when", say: desk.words.nothingFree };
}
