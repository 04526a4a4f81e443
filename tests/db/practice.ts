import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { type Scope } from "@/db/client";
import { updateTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { createService } from "@/lib/agenda/services";
import { createStaff } from "@/lib/agenda/staff";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { readAnswer, type ToolAnswer } from "@/lib/tools/answer";
import { runTool } from "@/lib/tools/run-tool";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, createBusiness, newPhoneNumber } from "./business";

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;
export let scope: Scope;
export let agentId: string;
export let doctor: string;
export let cleaning: string;

const DAY = [{ from: "09:00", to: "20:00" }];

// A Friday morning in Madrid; PostgreSQL's own clock runs on, so visits lie far enough ahead of it.
export const NOW = new Date("2096-11-16T09:00:00Z");

/** A clinic for each test, with a doctor, a service and an agent. */
export function openPractice(): void {
  stubSettings();
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    const business = await createBusiness();
    scope = { ...business.scope, actor: "bridge" };
    await updateTenant(scope, {
      openingHours: { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY },
    });
    agentId = await addAgent(scope);
    ({ id: doctor } = await createStaff(scope, { name: "Dra. Ruiz" }));
    ({ id: cleaning } = await createService(scope, { name: "Limpieza dental", durationMinutes: 30 }));
    return () => vi.useRealTimers();
  });
}

/** Thursday of the week after. */
export const THURSDAY = "2096-11-22";
export const at = (time: string, day = THURSDAY) => new Date(`${day}T${time}:00+01:00`);

export function callFrom(number: string, values: Partial<Call> = {}): Promise<Call> {
  return addCall(scope, { agentId, fromNumber: number, ...values });
}

export async function person(given: Record<string, unknown> = {}): Promise<{ id: string; number: string }> {
  const number = newPhoneNumber();
  const { id } = await createContact(
    scope,
    contactInput.parse({ name: "Rosa Vidal Cano", numbers: [{ number }], ...given }),
  );
  return { id, number };
}

export async function visit(contactId: string, startsAt = at("10:00")): Promise<string> {
  const order = { title: "", notes: "", externalId: null };
  const { id } = await bookAppointment(scope, {
    ...order,
    contactId,
    staffId: doctor,
    serviceId: cleaning,
    startsAt,
  });
  return id;
}

let uses = 0;
export async function use(
  call: Call,
  name: string,
  parameters: Record<string, unknown>,
): Promise<ToolAnswer> {
  uses += 1;
  const order = { callId: call.id, toolCallId: `use-${uses}`, source: "bridge" as const };
  const { result } = await runTool(scope, order, { name, parameters });
  const given = readAnswer(result);
  if (!given) throw new Error(`not an answer: ${result}`);
  return given;
}

/** Transactions that wait for another one to end. */
export async function waitingForLocks(): Promise<number> {
  const [row] = await database.owner<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}

export const statusOf = async (id: string) => (await getAppointmentDetail(scope, id)).status;
