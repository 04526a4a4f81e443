import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpeningHours, TenantId } from "@/lib/vocabulary";
import { type AdvisorAtWork, type AdvisorWish, type DutyContext, offReasonOf, rankAdvisors } from "./choose";

const tenantId = "11111111-1111-4111-8111-111111111111" as TenantId;

const SPLIT: OpeningHours = {
  friday: [
    { from: "09:00", to: "14:00" },
    { from: "16:00", to: "20:00" },
  ],
};
const NIGHT: OpeningHours = {
  friday: [{ from: "22:00", to: "23:59" }],
  saturday: [{ from: "00:00", to: "06:00" }],
};
/** Both Sundays on which the clocks of Spain change. */
const SUNDAYS: OpeningHours = { sunday: [{ from: "01:00", to: "04:00" }] };

function advisor(name: string, values: Partial<AdvisorAtWork> = {}): AdvisorAtWork {
  return {
    tenantId,
    id: name,
    name,
    number: `+3460000000${name.length}`,
    userId: null,
    skills: [],
    languages: [],
    openingHours: null,
    priority: 1,
    isOn: true,
    email: null,
    notifyByEmail: true,
    notifyBySms: false,
    archivedAt: null,
    createdAt: new Date(0),
    absences: [],
    isBusy: false,
    callsToday: 0,
    ...values,
  };
}

/** A Friday at 11:00 in Madrid, unless said otherwise. */
function at(instant = "2026-11-20T10:00:00Z", values: Partial<DutyContext> = {}): DutyContext {
  return {
    now: new Date(instant),
    timeZone: "Europe/Madrid",
    businessHours: SPLIT,
    businessLanguage: "es",
    closures: [],
    ...values,
  };
}

const nobody: AdvisorWish = { advisorId: null, skill: null, language: null };

function names(
  advisors: readonly AdvisorAtWork[],
  wish: Partial<AdvisorWish> = {},
  { context = at(), triedIds = [] as string[] } = {},
): string[] {
  return rankAdvisors(advisors, { ...nobody, ...wish }, { ...context, triedIds }).candidates.map(
    ({ name }) => name,
  );
}

const absence = (startsAt: string, endsAt: string) => ({
  tenantId,
  id: startsAt,
  advisorId: "Ana",
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  reason: "x",
});

describe("whether an advisor is on duty", () => {
  it.each<[string, string, Partial<AdvisorAtWork>, Partial<DutyContext>, string | null]>([
    ["within the business's hours", "2026-11-20T10:00:00Z", {}, {}, null],
    ["the instant it opens", "2026-11-20T08:00:00Z", {}, {}, null],
    ["a moment before it opens", "2026-11-20T07:59:59.999Z", {}, {}, "out_of_hours"],
    ["during the break", "2026-11-20T14:00:00Z", {}, {}, "out_of_hours"],
    ["the instant the break begins", "2026-11-20T13:00:00Z", {}, {}, "out_of_hours"],
    ["the instant the break ends", "2026-11-20T15:00:00Z", {}, {}, null],
    ["on a day that is closed", "2026-11-21T10:00:00Z", {}, {}, "out_of_hours"],
    ["where the business has entered no hours", "2026-11-22T02:00:00Z", {}, { businessHours: {} }, null],
    ["with hours of their own", "2026-11-20T10:00:00Z", { openingHours: NIGHT }, {}, "out_of_hours"],
    ["with no hours of their own at all", "2026-11-20T10:00:00Z", { openingHours: {} }, {}, "out_of_hours"],
    ["at night by hours of their own", "2026-11-20T21:30:00Z", { openingHours: NIGHT }, {}, null],
    ["in the minute before midnight", "2026-11-20T22:59:30Z", { openingHours: NIGHT }, {}, null],
    ["at midnight", "2026-11-20T23:00:00Z", { openingHours: NIGHT }, {}, null],
    ["after a night", "2026-11-21T05:00:00Z", { openingHours: NIGHT }, {}, "out_of_hours"],
    ["switched off", "2026-11-20T10:00:00Z", { isOn: false }, {}, "off"],
    ["switched off and busy", "2026-11-20T10:00:00Z", { isOn: false, isBusy: true }, {}, "off"],
    ["with a ringing telephone", "2026-11-20T10:00:00Z", { isBusy: true }, {}, "busy"],
    // Spain, 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
    ["when the clocks went forward", "2026-03-29T01:30:00Z", { openingHours: SUNDAYS }, {}, null],
    ["after that hour was lost", "2026-03-29T02:00:00Z", { openingHours: SUNDAYS }, {}, "out_of_hours"],
    ["in the hour that comes twice", "2026-10-25T01:30:00Z", { openingHours: SUNDAYS }, {}, null],
    ["in the long night's last hour", "2026-10-25T02:59:00Z", { openingHours: SUNDAYS }, {}, null],
    ["after the long night", "2026-10-25T03:00:00Z", { openingHours: SUNDAYS }, {}, "out_of_hours"],
    ["by the clock of the business", "2026-11-20T14:30:00Z", {}, { timeZone: "America/Bogota" }, null],
  ])("%s (%s)", (_when, instant, values, context, reason) => {
    expect(offReasonOf(advisor("Ana", values), at(instant, context))).toBe(reason);
  });

  it("knows absences and closures to the instant", () => {
    const away = advisor("Ana", { absences: [absence("2026-11-20T09:30:00Z", "2026-11-20T10:30:00Z")] });
    const closed = { closures: [absence("2026-11-20T09:30:00Z", "2026-11-20T10:30:00Z")] };
    for (const [instant, isAway] of [
      ["2026-11-20T09:29:59Z", false],
      ["2026-11-20T09:30:00Z", true],
      ["2026-11-20T10:29:59Z", true],
      ["2026-11-20T10:30:00Z", false],
    ] as const) {
      expect(offReasonOf(away, at(instant))).toBe(isAway ? "absent" : null);
      expect(offReasonOf(advisor("Ana"), at(instant, closed))).toBe(isAway ? "closed" : null);
    }
  });
});

describe("who is rung first", () => {
  const marta = advisor("Marta", { skills: ["Facturación"], priority: 3 });
  const luis = advisor("Luis", { languages: ["en"], priority: 2 });
  const ana = advisor("Ana", { languages: ["es"], callsToday: 4 });
  const bea = advisor("Bea", { callsToday: 1 });
  const all = [marta, luis, ana, bea];

  it("is who has the lower priority number, then fewer calls today, then the earlier name", () => {
    expect(names(all)).toEqual(["Bea", "Ana", "Luis", "Marta"]);
    expect(names([advisor("Z"), advisor("A")])).toEqual(["A", "Z"]);
  });

  it("is who was asked for by name, whatever else speaks for others", () => {
    expect(names(all, { advisorId: "Luis", skill: "facturas" })[0]).toBe("Luis");
  });

  it("is somebody else when who was asked for is off duty", () => {
    expect(names([{ ...luis, isOn: false }, bea], { advisorId: "Luis" })).toEqual(["Bea"]);
  });

  it("is who helps with what is wanted; the others are people too and come later", () => {
    expect(names(all, { skill: "facturas" })).toEqual(["Marta", "Bea", "Ana", "Luis"]);
  });

  it("is who speaks the language; who names none speaks the business's own, and sooner another than who names others", () => {
    expect(names(all, { language: "es" })).toEqual(["Bea", "Ana", "Marta", "Luis"]);
    expect(names(all, { language: "en" })).toEqual(["Luis", "Bea", "Marta", "Ana"]);
    expect(names(all, { language: "en", skill: "factura" })[0]).toBe("Marta");
  });

  it("is nobody who was rung before in this transfer, is archived, or speaks with somebody", () => {
    const archived = advisor("Old", { archivedAt: new Date(0) });
    expect(names([bea, luis, archived, { ...ana, isBusy: true }], {}, { triedIds: ["Bea"] })).toEqual([
      "Luis",
    ]);
  });
});

describe("when nobody can be rung", () => {
  const off = advisor("Off", { isOn: false });
  const busy = advisor("Busy", { isBusy: true });
  const free = advisor("Free");
  it.each<[string, AdvisorAtWork[], string[], string | null]>([
    ["there is nobody", [], [], "none_entered"],
    ["all have left", [advisor("Old", { archivedAt: new Date(0) })], [], "none_entered"],
    ["all are off", [off], [], "none_on_duty"],
    ["who is on speaks", [off, busy], [], "all_busy"],
    ["one speaks and the other was rung", [busy, free], ["Free"], "all_busy"],
    ["all were rung", [off, free], ["Free"], "all_tried"],
    ["who was rung speaks with somebody by now", [busy], ["Busy"], "all_tried"],
    ["somebody can", [off, busy, free], [], null],
  ])("because %s, it is said why", (_name, advisors, triedIds, why) => {
    expect(rankAdvisors(advisors, nobody, { ...at(), triedIds }).why).toBe(why);
  });
});

describe("any choice", () => {
  const few = fc.constantFrom("Facturación", "Urgencias", "Ventas");
  const anyAdvisor = fc
    .record({
      name: fc.constantFrom("Ana", "Bea", "Luis"),
      id: fc.uuid(),
      skills: fc.uniqueArray(few),
      languages: fc.uniqueArray(fc.constantFrom("es" as const, "en" as const)),
      openingHours: fc.constantFrom(null, NIGHT, {}),
      priority: fc.integer({ min: 1, max: 3 }),
      isOn: fc.boolean(),
      isBusy: fc.boolean(),
      callsToday: fc.integer({ min: 0, max: 2 }),
      archivedAt: fc.constantFrom(null, new Date(0)),
    })
    .map(({ name, ...values }) => advisor(name, values));
  const situation = fc
    .record({
      advisors: fc.uniqueArray(anyAdvisor, { selector: ({ id }) => id, maxLength: 8 }),
      skill: fc.option(few),
      language: fc.option(fc.constantFrom("es" as const, "en" as const)),
      named: fc.nat(9),
      tried: fc.nat(3),
      instant: fc.constantFrom("2026-11-20T10:00:00Z", "2026-11-20T14:00:00Z", "2026-11-20T21:30:00Z"),
    })
    .map(({ advisors, named, tried, instant, ...wish }) => ({
      advisors,
      wish: { ...wish, advisorId: advisors[named]?.id ?? null },
      context: { ...at(instant), triedIds: advisors.slice(0, tried).map(({ id }) => id) },
    }));

  it("is the same in whatever order advisors come", () => {
    fc.assert(
      fc.property(
        situation.chain((given) =>
          fc
            .shuffledSubarray(given.advisors, { minLength: given.advisors.length })
            .map((shuffled) => ({ ...given, shuffled })),
        ),
        ({ advisors, shuffled, wish, context }) => {
          expect(rankAdvisors(shuffled, wish, context)).toEqual(rankAdvisors(advisors, wish, context));
        },
      ),
    );
  });

  it("names each of those who can be rung once, nobody else, and a reason exactly when there is nobody", () => {
    fc.assert(
      fc.property(situation, ({ advisors, wish, context }) => {
        const { candidates, why } = rankAdvisors(advisors, wish, context);
        const may = advisors.filter(
          (one) =>
            one.archivedAt === null &&
            offReasonOf(one, context) === null &&
            !context.triedIds.includes(one.id),
        );
        expect(candidates.map(({ id }) => id).sort()).toEqual(may.map(({ id }) => id).sort());
        expect(why === null).toBe(candidates.length > 0);
      }),
    );
  });

  it("keeps whoever helps with what is wanted before whoever does not", () => {
    fc.assert(
      fc.property(situation, few, ({ advisors, context }, skill) => {
        const { candidates } = rankAdvisors(advisors, { ...nobody, skill }, context);
        const helps = candidates.map(({ skills }) => skills.includes(skill));
        expect(helps).toEqual(helps.toSorted((one, other) => Number(other) - Number(one)));
      }),
    );
  });
});
