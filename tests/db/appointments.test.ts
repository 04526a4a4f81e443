import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { listAppointments } from "@/db/queries/appointments";
import { createService, updateService } from "@/lib/agenda/services";
import { createStaff, updateStaff } from "@/lib/agenda/staff";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { changeAppointment, setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { keepAppointment } from "@/lib/appointments/keep-appointment";
import { type AppointmentInput, externalAppointmentInput } from "@/lib/appointments/schema";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { createEndpoint } from "@/lib/outgoing/manage-endpoints";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgenda, addCall, type Agenda, createBusiness } from "./business";

const CONNECTIONS = 50;

let database: TestDatabase;
let scope: Scope;
let agenda: Agenda;
let contactId: string;
stubSettings();
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, CONNECTIONS);
  ({ scope } = await createBusiness());
  agenda = await addAgenda(scope);
  ({ id: contactId } = await createContact(scope, contactInput.parse({ name: "Rosa Vidal" })));
});
afterAll(() => database.drop());

let days = 0;
/** A day nobody else uses, at an hour. */
function at(time: string, day = 0): Date {
  return new Date(
    `2097-01-01T${time}:00Z`.replace(
      "2097-01-01",
      new Date(Date.UTC(2097, 0, 1 + day)).toISOString().slice(0, 10),
    ),
  );
}

function order(given: Partial<AppointmentInput> & { startsAt: Date }): AppointmentInput {
  return {
    contactId,
    staffId: agenda.staffId,
    serviceId: agenda.serviceId,
    title: "",
    notes: "",
    externalId: null,
    ...given,
  };
}

const outcome = (settled: PromiseSettledResult<unknown>[]) => ({
  made: settled.filter(({ status }) => status === "fulfilled").length,
  refused: settled.flatMap((one) => (one.status === "rejected" ? [(one.reason as Error).message] : [])),
});

describe("one time of one member of staff", () => {
  it("is given once, of fifty connections that want it at the same moment", async () => {
    days += 1;
    const startsAt = at("10:00", days);
    const settled = await Promise.allSettled(
      Array.from({ length: CONNECTIONS }, () => bookAppointment(scope, order({ startsAt }))),
    );
    const { made, refused } = outcome(settled);
    expect(made).toBe(1);
    expect(refused).toEqual(Array.from({ length: CONNECTIONS - 1 }, () => "slot_taken"));
    const kept = await database.owner`
      select 1 from appointments where tenant_id = ${scope.tenantId} and starts_at = ${startsAt}`;
    expect(kept).toHaveLength(1);
  });

  it("is given once, of forty visits that are moved there at the same moment", async () => {
    days += 2;
    const from = at("00:00", days - 1);
    const visits = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        bookAppointment(scope, order({ startsAt: new Date(+from + index * 1_800_000) })),
      ),
    );
    const startsAt = at("22:00", days);
    const settled = await Promise.allSettled(
      visits.map(({ id }) => changeAppointment(scope, id, { startsAt })),
    );
    const { made, refused } = outcome(settled);
    expect(made).toBe(1);
    expect(new Set(refused)).toEqual(new Set(["slot_taken"]));
    const there = await listAppointments(scope, { from: startsAt, to: new Date(+startsAt + 1000) });
    expect(there).toMatchObject([{ status: "rescheduled", revision: 1 }]);
  });

  it.each([
    ["begins within the other", "10:15", "10:45"],
    ["ends within the other", "09:45", "10:15"],
    ["holds the other", "09:30", "11:00"],
    ["lies within the other", "10:10", "10:20"],
  ])("is refused to what %s", async (_what, from, to) => {
    days += 1;
    await bookAppointment(scope, order({ startsAt: at("10:00", days) }));
    await expect(
      bookAppointment(scope, order({ startsAt: at(from, days), endsAt: at(to, days) })),
    ).rejects.toMatchObject({
      code: "conflict",
      message: "slot_taken",
      fields: { startsAt: "slot_taken" },
      details: { staffId: agenda.staffId, startsAt: at("10:00", days) },
    });
  });

  it("is free where another one ends, for somebody else's visits, and for another business", async () => {
    days += 1;
    await bookAppointment(scope, order({ startsAt: at("10:00", days) }));
    await bookAppointment(scope, order({ startsAt: at("10:30", days) }));
    const { staffId } = await addAgenda(scope);
    await bookAppointment(scope, order({ startsAt: at("10:00", days), staffId }));
    const other = (await createBusiness()).scope;
    const theirs = await addAgenda(other);
    const { id } = await createContact(other, contactInput.parse({ name: "Luis" }));
    const made = await bookAppointment(other, {
      ...order({ startsAt: at("10:00", days) }),
      contactId: id,
      staffId: theirs.staffId,
      serviceId: null,
    });
    expect(+made.endsAt - +made.startsAt).toBe(30 * 60_000);
  });

  it.each(["cancelled", "no_show"] as const)(
    "is free again once a visit is %s, and taken when it is not",
    async (status) => {
      days += 1;
      const startsAt = at("10:00", days);
      const first = await bookAppointment(scope, order({ startsAt }));
      await setAppointmentStatus(scope, first.id, { status });
      const second = await bookAppointment(scope, order({ startsAt }));
      await expect(setAppointmentStatus(scope, first.id, { status: "scheduled" })).rejects.toMatchObject({
        message: "slot_taken",
      });
      await setAppointmentStatus(scope, second.id, { status: "cancelled" });
      await expect(setAppointmentStatus(scope, first.id, { status: "scheduled" })).resolves.toMatchObject({
        status: "scheduled",
      });
    },
  );
});

describe("an appointment", () => {
  it("keeps its length when it is moved, and is no longer confirmed", async () => {
    days += 1;
    const { id } = await bookAppointment(
      scope,
      order({ startsAt: at("10:00", days), endsAt: at("11:15", days) }),
    );
    await setAppointmentStatus(scope, id, { status: "confirmed" });
    const moved = await changeAppointment(scope, id, { startsAt: at("16:00", days) });
    expect(moved).toMatchObject({ status: "rescheduled", endsAt: at("17:15", days), revision: 2 });
    // Another colleague at the same time is no new time for the person who comes.
    const { staffId } = await addAgenda(scope);
    await setAppointmentStatus(scope, id, { status: "confirmed" });
    expect(await changeAppointment(scope, id, { staffId })).toMatchObject({ status: "confirmed" });
  });

  it("tells who did what to it in which call, and the call which appointment it was about", async () => {
    days += 1;
    const call = await addCall(scope);
    const agent: Scope = { ...scope, actor: "bridge" };
    const { id } = await bookAppointment(agent, order({ startsAt: at("10:00", days) }), call.id);
    await setAppointmentStatus(agent, id, { status: "confirmed" }, call.id);
    await changeAppointment(scope, id, { startsAt: at("12:00", days), notes: "Trae radiografía" });
    await setAppointmentStatus(scope, id, { status: "cancelled", reason: "Está enferma" });
    const { events } = await getAppointmentDetail(scope, id);
    expect(events).toMatchObject([
      { type: "booked", by: "agent", callId: call.id },
      { type: "confirmed", by: "agent", callId: call.id, details: { status: ["scheduled", "confirmed"] } },
      {
        type: "rescheduled",
        by: "Ana Prueba",
        callId: null,
        details: {
          startsAt: [at("10:00", days).toISOString(), at("12:00", days).toISOString()],
          notes: ["", "Trae radiografía"],
        },
      },
      { type: "cancelled", by: "Ana Prueba", details: { reason: "Está enferma" } },
    ]);
  });

  it("is left alone by what changes nothing", async () => {
    days += 1;
    const { id } = await bookAppointment(scope, order({ startsAt: at("10:00", days) }));
    await setAppointmentStatus(scope, id, { status: "confirmed" });
    await setAppointmentStatus(scope, id, { status: "confirmed" });
    await changeAppointment(scope, id, { startsAt: at("10:00", days), notes: "" });
    const { events, revision } = await getAppointmentDetail(scope, id);
    expect(events.map(({ type }) => type)).toEqual(["booked", "confirmed"]);
    expect(revision).toBe(1);
  });

  it.each([
    ["cancelled", "completed"],
    ["cancelled", "confirmed"],
    ["completed", "cancelled"],
  ] as const)("that is %s cannot become %s", async (first, next) => {
    days += 1;
    const { id } = await bookAppointment(scope, order({ startsAt: at("10:00", days) }));
    await setAppointmentStatus(scope, id, { status: first });
    await expect(setAppointmentStatus(scope, id, { status: next })).rejects.toMatchObject({
      code: "conflict",
      message: "appointment_status",
    });
  });

  it.each([
    ["ends before it begins", "09:59", "ends_before_it_starts"],
    ["takes no time", "10:00", "ends_before_it_starts"],
  ])("that %s is refused", async (_what, end, key) => {
    days += 1;
    const wanted = order({ startsAt: at("10:00", days), endsAt: at(end, days) });
    await expect(bookAppointment(scope, wanted)).rejects.toMatchObject({ fields: { endsAt: key } });
  });

  it("that lasts longer than a day is refused", async () => {
    days += 2;
    const wanted = order({ startsAt: at("10:00", days - 1), endsAt: at("10:01", days) });
    await expect(bookAppointment(scope, wanted)).rejects.toMatchObject({
      fields: { endsAt: "longer_than_a_day" },
    });
  });
});

describe("staff and services that are inactive", () => {
  it("are given no new appointment, keep what they have, and take what the business's own system says", async () => {
    days += 1;
    const leaving = await createStaff(scope, { name: "Dr. Sanz" });
    const stopped = await createService(scope, { name: "Blanqueamiento", durationMinutes: 30 });
    const own = order({ staffId: leaving.id, serviceId: stopped.id, startsAt: at("10:00", days) });
    const { id: kept } = await bookAppointment(scope, own);
    const { id: other } = await bookAppointment(scope, order({ startsAt: at("10:00", days) }));
    await updateStaff(scope, leaving.id, { active: false });
    await updateService(scope, stopped.id, { active: false });
    const refused = (who: "staff" | "service") => ({
      code: "conflict",
      message: `${who}_inactive`,
      fields: { [`${who}Id`]: `${who}_inactive` },
    });
    const later = at("12:00", days);
    await expect(
      bookAppointment(scope, order({ staffId: leaving.id, startsAt: later })),
    ).rejects.toMatchObject(refused("staff"));
    await expect(
      bookAppointment(scope, order({ serviceId: stopped.id, startsAt: later })),
    ).rejects.toMatchObject(refused("service"));
    await expect(changeAppointment(scope, other, { staffId: leaving.id })).rejects.toMatchObject(
      refused("staff"),
    );
    await expect(changeAppointment(scope, other, { serviceId: stopped.id })).rejects.toMatchObject(
      refused("service"),
    );
    expect(await changeAppointment(scope, kept, { startsAt: later })).toMatchObject({
      startsAt: later,
      status: "rescheduled",
    });
    const said = { contactId, staffId: leaving.id, serviceId: stopped.id };
    const startsAt = at("15:00", days).toISOString();
    expect(
      await keepAppointment(scope, "A-inactive", externalAppointmentInput.parse({ ...said, startsAt })),
    ).toMatchObject({ staff: { id: leaving.id }, status: "scheduled" });
  });
});

describe("an id of the business's own system", () => {
  it("is one appointment's, also of five that are given it at the same moment", async () => {
    days += 1;
    const visits = [];
    for (const time of ["10:00", "11:00", "12:00", "13:00", "14:00"]) {
      visits.push(await bookAppointment(scope, order({ startsAt: at(time, days) })));
    }
    const settled = await Promise.allSettled(
      visits.map(({ id }) => changeAppointment(scope, id, { externalId: `race-${days}` })),
    );
    const { made, refused } = outcome(settled);
    expect(made).toBe(1);
    expect(new Set(refused)).toEqual(new Set(["external_id_taken"]));
  });
});

describe("what the business's own system says of an appointment", () => {
  const said = (given: Record<string, unknown>) =>
    externalAppointmentInput.parse({ contactId, staffId: agenda.staffId, ...given });

  it("is made so, changed so, told by the ids of that system, and to nobody when it is so already", async () => {
    days += 1;
    await createContact(scope, contactInput.parse({ name: "Luis Ortega", externalId: "P-7" }));
    const { id: endpointId } = await createEndpoint(
      scope,
      { name: "Ana" },
      { url: "https://practice.example.com", events: ["appointment.booked", "appointment.confirmed"] },
    );
    const visit = (given: Record<string, unknown>) =>
      externalAppointmentInput.parse({ contactExternalId: "P-7", staffId: agenda.staffId, ...given });
    const startsAt = at("10:00", days).toISOString();
    const first = await keepAppointment(scope, "A-1", visit({ startsAt, title: "Revisión" }));
    const again = await keepAppointment(scope, "A-1", visit({ startsAt, title: "Revisión" }));
    expect(again).toMatchObject({ id: first.id, revision: 0, status: "scheduled" });
    const moved = await keepAppointment(
      scope,
      "A-1",
      visit({ startsAt: at("12:00", days).toISOString(), title: "Revisión", status: "confirmed" }),
    );
    expect(moved).toMatchObject({
      id: first.id,
      revision: 1,
      status: "confirmed",
      startsAt: at("12:00", days),
    });
    const { events } = await getAppointmentDetail(scope, first.id);
    expect(events.map(({ type }) => type)).toEqual(["booked", "confirmed"]);
    const told = await database.owner`
      select event, data from webhook_deliveries where endpoint_id = ${endpointId} order by created_at, id`;
    const people = { contact: { externalId: "P-7" }, staff: { externalId: null }, service: null };
    expect(told).toMatchObject([
      { event: "appointment.booked", data: { externalId: "A-1", revision: 0, ...people } },
      { event: "appointment.confirmed", data: { externalId: "A-1", revision: 1, ...people } },
    ]);
  });

  it("is one appointment, however many say it at once", async () => {
    days += 1;
    const startsAt = at("10:00", days).toISOString();
    const settled = await Promise.all(
      Array.from({ length: 10 }, () => keepAppointment(scope, "A-2", said({ startsAt }))),
    );
    expect(new Set(settled.map(({ id }) => id)).size).toBe(1);
  });

  it("by ids that nobody has is refused by their names", async () => {
    const startsAt = at("10:00", days).toISOString();
    const wanted = { contactExternalId: "P-9", staffId: agenda.staffId, startsAt };
    await expect(keepAppointment(scope, "A-3", externalAppointmentInput.parse(wanted))).rejects.toMatchObject(
      { fields: { contactExternalId: "unknown_external_id" } },
    );
  });
});
