import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openIntervals } from "@/lib/agenda/open-time";
import { freeSlots, type Slot, type SlotSearch } from "./slots";

const HOURS = {
  monday: [
    { from: "09:00", to: "12:00" },
    { from: "16:00", to: "18:00" },
  ],
};
const utc = (text: string) => new Date(`${text}:00Z`);

/** Monday 2 November 2026; Madrid is one hour ahead. */
function search(given: Partial<SlotSearch> = {}): SlotSearch {
  return {
    from: "2026-11-02",
    to: "2026-11-02",
    timeZone: "Europe/Madrid",
    businessHours: HOURS,
    staff: [{ id: "ana", openingHours: null }],
    closures: [],
    held: [],
    durationMinutes: 60,
    stepMinutes: 30,
    earliest: utc("2026-11-01T00:00"),
    latest: utc("2026-12-31T00:00"),
    ...given,
  };
}

const times = (slots: Slot[]) =>
  slots.map(({ startsAt }) =>
    startsAt.toLocaleTimeString("es-ES", { timeZone: "Europe/Madrid", hour: "2-digit", minute: "2-digit" }),
  );

describe("free times", () => {
  it("begin at every step at which the whole service fits before closing", () => {
    expect(times(freeSlots(search()))).toEqual([
      "09:00",
      "09:30",
      "10:00",
      "10:30",
      "11:00",
      "16:00",
      "16:30",
      "17:00",
    ]);
  });

  it("leave out what is given away, and use the time right before and after it", () => {
    const held = [{ staffId: "ana", startsAt: utc("2026-11-02T09:00"), endsAt: utc("2026-11-02T09:30") }];
    expect(times(freeSlots(search({ held })))).toEqual([
      "09:00",
      "10:30",
      "11:00",
      "16:00",
      "16:30",
      "17:00",
    ]);
  });

  it("are not taken away by what somebody else has", () => {
    const held = [{ staffId: "luis", startsAt: utc("2026-11-02T08:00"), endsAt: utc("2026-11-02T17:00") }];
    expect(freeSlots(search({ held }))).toHaveLength(8);
  });

  it("count from the end of a closure", () => {
    const closures = [{ staffId: null, startsAt: utc("2026-11-02T07:00"), endsAt: utc("2026-11-02T09:10") }];
    expect(times(freeSlots(search({ closures }))).slice(0, 2)).toEqual(["10:10", "10:40"]);
  });

  it("of one person's closure are still there for the others", () => {
    const closures = [{ staffId: "ana", startsAt: utc("2026-11-02T00:00"), endsAt: utc("2026-11-03T00:00") }];
    const staff = ["ana", "luis"].map((id) => ({ id, openingHours: null }));
    expect(new Set(freeSlots(search({ closures, staff })).map(({ staffId }) => staffId))).toEqual(
      new Set(["luis"]),
    );
  });

  it("are neither too near nor too far", () => {
    const bounds = { earliest: utc("2026-11-02T09:15"), latest: utc("2026-11-02T15:00") };
    expect(times(freeSlots(search(bounds)))).toEqual(["10:30", "11:00", "16:00"]);
  });

  it("at the same time come in the order of the staff", () => {
    const staff = ["zoe", "ana"].map((id) => ({ id, openingHours: null }));
    expect(
      freeSlots(search({ staff }))
        .slice(0, 2)
        .map(({ staffId }) => staffId),
    ).toEqual(["zoe", "ana"]);
  });

  it("follow the clock of the business through both changes of it", () => {
    const sunday = { sunday: [{ from: "01:00", to: "05:00" }] };
    const spring = freeSlots(
      search({
        from: "2026-03-29",
        to: "2026-03-29",
        businessHours: sunday,
        earliest: utc("2026-03-01T00:00"),
      }),
    );
    const autumn = freeSlots(
      search({
        from: "2026-10-25",
        to: "2026-10-25",
        businessHours: sunday,
        earliest: utc("2026-10-01T00:00"),
      }),
    );
    // Three real hours in March, five in October.
    expect(spring).toHaveLength(5);
    expect(autumn).toHaveLength(9);
  });

  it("are none on a day that is closed, and in a period that ends before it begins", () => {
    expect(freeSlots(search({ from: "2026-11-03", to: "2026-11-03" }))).toEqual([]);
    expect(freeSlots(search({ to: "2026-11-01" }))).toEqual([]);
  });

  it("are those that asking one by one would find, whatever is given away", () => {
    const monday = +utc("2026-11-02T08:00");
    const visit = fc.record({
      staffId: fc.constantFrom("ana", "luis"),
      start: fc.integer({ min: 0, max: 120 }),
      minutes: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(
        fc.array(visit, { maxLength: 12 }),
        fc.constantFrom(15, 30, 45, 60),
        fc.constantFrom(5, 15, 20),
        (visits, durationMinutes, stepMinutes) => {
          const held = visits
            .map(({ staffId, start, minutes }) => ({
              staffId,
              startsAt: new Date(monday + start * 300_000),
              endsAt: new Date(monday + (start + minutes) * 300_000),
            }))
            .toSorted((one, other) => +one.startsAt - +other.startsAt);
          // Two visits of one person never overlap: the database sees to it.
          const apart = held.filter(
            (one, index) =>
              !held.some(
                (other, earlier) =>
                  earlier < index && other.staffId === one.staffId && other.endsAt > one.startsAt,
              ),
          );
          const staff = ["ana", "luis"].map((id) => ({ id, openingHours: null }));
          const order = search({ held: apart, staff, durationMinutes, stepMinutes });
          expect(freeSlots(order).map(nameOf).toSorted()).toEqual(oneByOne(order).map(nameOf).toSorted());
        },
      ),
    );
  });
});

const nameOf = ({ staffId, startsAt }: Slot) => `${staffId} ${startsAt.toISOString()}`;

/** The plain way: every beginning against every visit. */
function oneByOne({ staff, held, durationMinutes, stepMinutes, ...rest }: SlotSearch): Slot[] {
  return staff.flatMap(({ id }) =>
    openIntervals({
      day: rest.from,
      timeZone: rest.timeZone,
      businessHours: rest.businessHours,
      staffHours: null,
      closures: [],
    }).flatMap((open) => {
      const slots: Slot[] = [];
      for (let start = +open.startsAt; ; start += stepMinutes * 60_000) {
        const end = start + durationMinutes * 60_000;
        if (end > +open.endsAt) return slots;
        const isTaken = held.some(
          (visit) => visit.staffId === id && +visit.startsAt < end && +visit.endsAt > start,
        );
        if (!isTaken) slots.push({ staffId: id, startsAt: new Date(start), endsAt: new Date(end) });
      }
    }),
  );
}
