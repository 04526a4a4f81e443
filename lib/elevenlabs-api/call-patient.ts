import type { z } from "zod";
import type { Scope } from "@/db/client";
import { findAppointment, findAppointmentByExternalId } from "@/db/queries/appointments";
import type { ContactRow } from "@/db/queries/contact-columns";
import { findContactByExternalId, findContactById } from "@/db/queries/contacts";
import { AppError } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";
import type { callPatientInput, callStarted } from "./schema";
import { startCall } from "./start-call";

/**
 * Calls somebody at the first number of their record. Patient and appointment by our ids or by those of the business's own system. Throws `not_found`,
 * `invalid` (`appointmentId`), `conflict` (`no_number_on_record`, `do_not_call`), and as `placeCall`.
 */
export async function callPatient(
  scope: Scope,
  patientId: string,
  { appointmentId, customVariables }: z.output<typeof callPatientInput>,
  idempotencyKey?: string,
): Promise<z.output<typeof callStarted>> {
  const contact = await findPatient(scope, patientId);
  if (!contact) throw new AppError("not_found", `patient ${patientId}`);
  const [first] = contact.numbers;
  if (!first) throw new AppError("conflict", "no_number_on_record");
  const about = appointmentId === undefined ? undefined : await appointmentOf(scope, contact, appointmentId);
  return startCall(
    scope,
    {
      phoneNumber: first.number,
      patientId: contact.externalId ?? contact.id,
      patientName: contact.name,
      ...(appointmentId === undefined ? {} : { appointmentId }),
      ...(customVariables === undefined ? {} : { customVariables }),
    },
    idempotencyKey,
    { contactId: contact.id, ...(about === undefined ? {} : { appointmentId: about }) },
  );
}

export async function findPatient(scope: Scope, patientId: string): Promise<ContactRow | undefined> {
  const ours = isUuid(patientId) ? await findContactById(scope, patientId) : undefined;
  return ours ?? findContactByExternalId(scope, patientId);
}

async function appointmentOf(scope: Scope, contact: ContactRow, said: string): Promise<string> {
  const ours = isUuid(said) ? await findAppointment(scope, said) : undefined;
  const found = ours ?? (await findAppointmentByExternalId(scope, said));
  if (found?.contactId !== contact.id) {
    throw new AppError("invalid", `appointment ${said}`, { appointmentId: "of_another_contact" });
  }
  return found.id;
}
