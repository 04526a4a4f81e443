import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { findAdvisor, findAdvisorByNumber } from "@/db/queries/advisors";
import { insertClosures } from "@/db/queries/agenda";
import { deleteMember, updateTenant } from "@/db/queries/team";
import { addAbsence, deleteAbsence } from "@/lib/advisors/absences";
import type { AdvisorWish } from "@/lib/advisors/choose";
import { describeAdvisors } from "@/lib/advisors/describe-advisors";
import { findCandidates } from "@/lib/advisors/find-candidates";
import { getAdvisor, listAdvisors } from "@/lib/advisors/list-advisors";
import { createAdvisor, removeAdvisor, setAvailability, updateAdvisor } from "@/lib/advisors/manage-advisors";
import { advisorView } from "@/lib/advisors/schema";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addCall, addMessage, addNumber, createBusiness, newPhoneNumber } from "./business";

let database: TestDatabase;
let scope: Scope;
let ownerId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ scope, ownerId } = await createBusiness());
});

const anybody: AdvisorWish = { advisorId: null, skill: null, language: null };
/** A Friday, 11:00 in Madrid. */
const now = new Date("2026-11-20T10:00:00Z");

const add = (name: string, values: Partial<Parameters<typeof createAdvisor>[1]> = {}) =>
  createAdvisor(scope, { name, number: newPhoneNumber(), ...values });

async function candidates(excludeIds: string[] = [], wish: Partial<AdvisorWish> = {}) {
  const choice = await findCandidates(scope, { ...anybody, ...wish }, { excludeIds, now });
  return { names: choice.candidates.map(({ name }) => name), why: choice.why };
}

/** As the transfer writes it when it rings somebody. */
async function ring(advisorId: string, facts: { connectedAt?: Date; endedAt?: Date } = {}): Promise<void> {
  const call = await addCall(scope);
  const [transfer] = await database.owner<{ id: string }[]>`
    insert into transfers (tenant_id, call_id, requested_by, reason, brief, ended_at)
    values (${scope.tenantId}, ${call.id}, 'agent', 'x', 'x', ${facts.endedAt ?? null}) returning id`;
  await database.owner`
    insert into transfer_attempts (tenant_id, transfer_id, position, advisor_id, number, connected_at, ended_at)
    values (${scope.tenantId}, ${transfer?.id ?? ""}, 1, ${advisorId}, '+34600000000',
      ${facts.connectedAt ?? null}, ${facts.endedAt ?? null})`;
}

const audited = async (subject: string) =>
  (
    await database.owner<{ action: string }[]>`
      select action from audit_entries where subject = ${subject} order by at`
  ).map(({ action }) => action);

describe("an advisor who is added", () => {
  it("has the house's defaults, an international number, and every skill and language once", async () => {
    const made = await add("Marta", {
      number: "612 34 56 78",
      skills: ["Facturación", "Urgencias", "facturacion"],
      languages: ["es", "es"],
      userId: ownerId,
    });
    expect(advisorView.parse(made)).toEqual({
      id: made.id,
      name: "Marta",
      number: "+34612345678",
      member: { id: ownerId, name: "Ana Prueba" },
      skills: ["Facturación", "Urgencias"],
      languages: ["es"],
      openingHours: null,
      priority: 1,
      isOn: true,
      email: null,
      notifyByEmail: true,
      notifyBySms: false,
      absences: [],
      offReason: null,
      callsToday: 0,
    });
    expect(await audited(made.id)).toEqual(["advisor.create"]);
    expect(await findAdvisorByNumber(scope, "+34612345678")).toMatchObject({ id: made.id });
  });

  it.each([
    ["12", "phone_number"],
    ["803 123 456", "premium_number"],
    ["+1 212 555 0123", "country_not_allowed"],
  ])("needs a number that may be called: %s is refused", async (number, fault) => {
    await expect(add("Marta", { number })).rejects.toMatchObject({
      code: "invalid",
      fields: { number: fault },
    });
    expect(await listAdvisors(scope)).toEqual([]);
  });

  it("may live in another country where the business may call it", async () => {
    await updateTenant(scope, { allowedCountries: ["ES", "US"] });
    expect(await add("Sam", { number: "+1 212 555 0123" })).toMatchObject({ number: "+12125550123" });
  });

  it("cannot have a number of the business: the agent would be transferred to itself", async () => {
    const { phoneNumber } = await addNumber(scope);
    await expect(add("Marta", { number: phoneNumber })).rejects.toMatchObject({
      fields: { number: "own_number" },
    });
  });

  it("cannot have another advisor's number, until that one is gone", async () => {
    const number = newPhoneNumber();
    const [first, second] = [await add("Marta", { number }), await add("Luis")];
    const taken = { code: "conflict", fields: { number: "taken" } };
    await expect(add("Ana", { number })).rejects.toMatchObject(taken);
    await expect(updateAdvisor(scope, second.id, { number })).rejects.toMatchObject(taken);
    // Their own is no other's.
    await updateAdvisor(scope, first.id, { number, name: "Marta Gil" });
    await removeAdvisor(scope, first.id);
    await updateAdvisor(scope, second.id, { number });
  });

  it("can be a member of the business and nobody else; who leaves it is no member any more", async () => {
    await expect(add("Marta", { userId: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    const made = await add("Marta", { userId: ownerId });
    await deleteMember(scope, ownerId);
    expect(await getAdvisor(scope, made.id)).toMatchObject({ member: null });
  });
});

describe("an advisor who is changed", () => {
  it("keeps what is not named, and the change is on record", async () => {
    const made = await add("Marta", { skills: ["Ventas"], priority: 3 });
    const changed = await updateAdvisor(scope, made.id, { priority: 2, openingHours: {} });
    expect(changed).toMatchObject({
      name: "Marta",
      skills: ["Ventas"],
      priority: 2,
      offReason: "out_of_hours",
    });
    expect(await audited(made.id)).toEqual(["advisor.create", "advisor.update"]);
  });

  it("is switched off and on by hand; what stands already is not written twice", async () => {
    const { id } = await add("Marta");
    expect(await setAvailability(scope, id, { isOn: false })).toMatchObject({
      isOn: false,
      offReason: "off",
    });
    await setAvailability(scope, id, { isOn: false });
    expect(await setAvailability(scope, id, { isOn: true })).toMatchObject({ isOn: true, offReason: null });
    expect(await audited(id)).toEqual(["advisor.create", "advisor.availability", "advisor.availability"]);
  });

  it("tells the open screens", async () => {
    const heard: string[] = [];
    const subscription = await database.owner.listen("centralita_live", (payload) => heard.push(payload));
    const { id } = await add("Marta");
    await setAvailability(scope, id, { isOn: false });
    await removeAdvisor(scope, id);
    // Notifications of one connection arrive in their order: after this one all of ours have been heard.
    let end = (): void => undefined;
    const last = new Promise<void>((resolve) => {
      end = resolve;
    });
    const marker = await database.owner.listen("centralita_test_end", () => end());
    await database.owner.notify("centralita_test_end", "");
    await last;
    await marker.unlisten();
    await subscription.unlisten();
    const ours = heard.filter((payload) => payload.includes(scope.tenantId));
    const news = { tenantId: scope.tenantId, message: { type: "advisors" } };
    expect(ours.map((payload): unknown => JSON.parse(payload))).toEqual([news, news, news]);
  });
});

describe("an advisor who leaves", () => {
  it("is deleted with their absences when nothing ever was theirs", async () => {
    const { id } = await add("Marta");
    await addAbsence(scope, id, { startsAt: now, endsAt: new Date(+now + 1000), reason: "x" });
    await removeAdvisor(scope, id);
    expect(await findAdvisor(scope, id)).toBeUndefined();
    expect(await audited(id)).toEqual(["advisor.create", "advisor.absence.create", "advisor.delete"]);
  });

  it.each<[string, (id: string) => Promise<unknown>]>([
    ["was rung for a call", (id) => ring(id, { endedAt: now })],
    ["has a message", async (id) => addMessage(scope, (await addCall(scope)).id, { advisorId: id })],
  ])("is archived when they %s: nobody rings them again, and their name stays", async (_why, involve) => {
    const { id } = await add("Marta");
    await involve(id);
    await removeAdvisor(scope, id);
    expect(await findAdvisor(scope, id)).toMatchObject({ name: "Marta", archivedAt: expect.any(Date) });
    expect(await listAdvisors(scope)).toEqual([]);
    expect(await candidates()).toEqual({ names: [], why: "none_entered" });
    for (const deed of [
      () => getAdvisor(scope, id),
      () => updateAdvisor(scope, id, { name: "x" }),
      () => setAvailability(scope, id, { isOn: false }),
      () => removeAdvisor(scope, id),
    ]) {
      await expect(deed()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await audited(id)).toEqual(["advisor.create", "advisor.archive"]);
  });
});

describe("an absence", () => {
  it("keeps an advisor from being rung while it lasts, and no longer", async () => {
    const { id } = await add("Marta");
    await addAbsence(scope, id, {
      startsAt: new Date("2026-11-20T09:00:00Z"),
      endsAt: new Date("2026-11-20T10:00:00.001Z"),
      reason: "Médico",
    });
    const shown = await getAdvisor(scope, id, now);
    expect(shown).toMatchObject({ offReason: "absent", absences: [{ reason: "Médico" }] });
    expect(await candidates()).toEqual({ names: [], why: "none_on_duty" });
    // What is over is not shown any more.
    expect(await getAdvisor(scope, id, new Date(+now + 1))).toMatchObject({ offReason: null, absences: [] });
    const absenceId = shown.absences[0]?.id ?? "";
    expect(await deleteAbsence(scope, { advisorId: id, absenceId })).toMatchObject({ absences: [] });
    expect(await candidates()).toEqual({ names: ["Marta"], why: null });
  });

  it("is removed from its own advisor only", async () => {
    const [marta, luis] = [await add("Marta"), await add("Luis")];
    const { absences } = await addAbsence(scope, marta.id, {
      startsAt: new Date("2098-01-01T00:00:00Z"),
      endsAt: new Date("2098-01-02T00:00:00Z"),
      reason: "x",
    });
    const absenceId = absences[0]?.id ?? "";
    await expect(deleteAbsence(scope, { advisorId: luis.id, absenceId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await getAdvisor(scope, marta.id)).toMatchObject({ absences: [{ id: absenceId }] });
  });
});

describe("who can be rung", () => {
  it("is nobody while the business is closed, however an advisor's own agenda stands", async () => {
    await add("Marta");
    const [whole] = await insertClosures(scope, [
      {
        staffId: null,
        startsAt: new Date("2026-11-20T00:00:00Z"),
        endsAt: new Date("2026-11-21T00:00:00Z"),
        reason: "Fiesta",
        holidayOn: null,
      },
    ]);
    expect(whole).toBeDefined();
    expect(await candidates()).toEqual({ names: [], why: "none_on_duty" });
    expect((await listAdvisors(scope, now))[0]?.offReason).toBe("closed");
    expect((await listAdvisors(scope, new Date("2026-11-21T00:00:00Z")))[0]?.offReason).toBeNull();
  });

  it("is nobody whose telephone rings or who speaks, and again whoever has hung up", async () => {
    const [marta, luis, ana] = [await add("Marta"), await add("Luis"), await add("Ana")];
    await ring(marta.id);
    await ring(luis.id, { connectedAt: now });
    await ring(ana.id, { connectedAt: now, endedAt: now });
    expect(await candidates()).toEqual({ names: ["Ana"], why: null });
    expect(await candidates([ana.id])).toEqual({ names: [], why: "all_busy" });
    const byName = new Map((await listAdvisors(scope, now)).map((one) => [one.name, one]));
    expect(byName.get("Marta")).toMatchObject({ offReason: "busy", callsToday: 0 });
    expect(byName.get("Luis")).toMatchObject({ offReason: "busy", callsToday: 1 });
    expect(byName.get("Ana")).toMatchObject({ offReason: null, callsToday: 1 });
  });

  it("is asked in turn: who took fewer calls since the business's midnight comes first", async () => {
    const [ana, bea] = [await add("Ana"), await add("Bea")];
    await ring(ana.id, { connectedAt: new Date("2026-11-19T23:00:00Z"), endedAt: now });
    // A minute before midnight in Madrid.
    await ring(bea.id, { connectedAt: new Date("2026-11-19T22:59:00Z"), endedAt: now });
    expect((await candidates()).names).toEqual(["Bea", "Ana"]);
    expect(await candidates([ana.id, bea.id])).toEqual({ names: [], why: "all_tried" });
  });

  it("is who helps with what is wanted, and is told to the agent by the same words", async () => {
    await add("Ana");
    await add("Marta", { skills: ["Facturación"], priority: 5 });
    expect((await candidates([], { skill: "una factura" })).names).toEqual(["Marta", "Ana"]);
    expect(await describeAdvisors(scope, "es")).toBe("- Facturación: Marta\n- Cualquier otra cosa: Ana");
  });
});
