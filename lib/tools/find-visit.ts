import { type AppointmentRow, listComing } from "@/db/queries/appointments";
import type { ContactRow } from "@/db/queries/contact-columns";
import { findContactsByNameKey } from "@/db/queries/contacts";
import { checkIdentity, type IdentityGiven, type IdentityParameter } from "@/lib/contacts/identity";
import { nameKey } from "@/lib/contacts/name-key";
import { matchName } from "@/lib/spoken/read-name";
import { sayWhen } from "@/lib/spoken/say";
import type { ToolAnswer } from "./answer";
import type { Desk } from "./desk";
import { namesOf } from "./pick-service";

export interface VisitGiven extends IdentityGiven {
  appointment_id?: string | undefined;
}

/** Wrong answers in one call after which a person has to help. */
const MOST_TRIES = 3;

type Found = { contact: ContactRow; visit: AppointmentRow } | { answer: ToolAnswer };

/** The visit to come that the caller speaks of, once it is known who they are; or what to ask. Nothing is told before that. */
export async function findVisit(desk: Desk, given: VisitGiven): Promise<Found> {
  const who = await identify(desk, given);
  if ("answer" in who) return who;
  const { contact } = who;
  const visits = await listComing(desk.scope, [contact.id], desk.spoken.now);
  const [first, ...others] = visits;
  if (!first) return { answer: { status: "failed", say: desk.words.noVisit, identity: passed(contact) } };
  const meant = visits.find(({ id }) => id === given.appointment_id);
  // What the call was placed for, unless another one was named.
  const placedFor = visits.find(({ id }) => id === desk.call.appointmentId);
  const visit = meant ?? placedFor ?? (others.length === 0 ? first : undefined);
  if (visit) return { contact, visit };
  const options = visits.slice(0, 3).map((one) => ({ appointment_id: one.id, say: nameVisit(desk, one) }));
  const say = desk.words.whichVisit(
    namesOf(
      options.map((option) => option.say),
      desk.words.or,
    ),
  );
  return {
    answer: { status: "options", ask: "appointment_id", say, options, identity: passed(contact) },
  };
}

/** `limpieza dental el jueves 26 de noviembre a las diez`. */
export function nameVisit(desk: Desk, visit: AppointmentRow): string {
  return desk.words.visit(whatOf(desk, visit), sayWhen(visit.startsAt, desk.spoken));
}

export function whatOf(desk: Desk, visit: Pick<AppointmentRow, "service" | "title">): string {
  return (visit.service?.name ?? (visit.title || desk.words.appointment)).toLowerCase();
}

/** Who is speaking. Once it was proved it need not be proved again in the same call. */
async function identify(
  desk: Desk,
  given: IdentityGiven,
): Promise<{ contact: ContactRow } | { answer: ToolAnswer }> {
  const known = provedBefore(desk, given);
  if (known) return { contact: known };
  const refused = { identity: { passed: false } };
  const tries = desk.earlier.filter(({ answer }) => answer.identity?.passed === false).length;
  // Also before what is right: whoever may go on guessing finds it.
  if (tries >= MOST_TRIES) return { answer: { status: "failed", say: desk.words.cannotProve, ...refused } };
  const isKnownNumber = desk.contacts.length > 0;
  if (!isKnownNumber && given.name === undefined) return ask(desk, "name");
  const candidates = isKnownNumber
    ? desk.contacts
    : await findContactsByNameKey(desk.scope, nameKey(given.name ?? ""));
  const { tenant, spoken } = desk;
  const identity = checkIdentity({ candidates, check: tenant.identityCheck, isKnownNumber, given, spoken });
  if (identity.result === "passed") return { contact: identity.contact };
  if (identity.result === "ask") {
    const isPartial = identity.parameter === "name" && given.name !== undefined;
    const say = identity.say ?? (isPartial ? desk.words.askFullName : undefined);
    const { answer } = ask(desk, identity.parameter, say);
    return { answer: identity.isTry ? { ...answer, ...refused } : answer };
  }
  return tries + 1 < MOST_TRIES
    ? { answer: { status: "ask", ask: identity.parameter, say: desk.words.notThePerson, ...refused } }
    : { answer: { status: "failed", say: desk.words.cannotProve, ...refused } };
}

function ask(desk: Desk, parameter: IdentityParameter, say?: string): { answer: ToolAnswer } {
  const { askName, askBirthDate, askDigits } = desk.words;
  const questions = { name: askName, date_of_birth: askBirthDate, number_digits: askDigits };
  return { answer: { status: "ask", ask: parameter, say: say ?? questions[parameter] } };
}

/** Unless it is about somebody else now: a mother who has changed her own visit goes on with her son's. */
function provedBefore({ earlier, contacts }: Desk, { name }: IdentityGiven): ContactRow | undefined {
  const proved = earlier.flatMap(({ answer }) =>
    answer.identity?.passed ? [answer.identity.contact_id] : [],
  );
  const known = contacts.filter(({ id }) => proved.includes(id));
  if (name === undefined) return known.find(({ id }) => id === proved.at(-1));
  return known.find((contact) => matchName(name, contact.name) !== "different");
}

export const passed = (contact: ContactRow) => ({ contact_id: contact.id, passed: true });
