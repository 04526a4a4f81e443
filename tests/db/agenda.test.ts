import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { findService, findStaff } from "@/db/queries/agenda";
import { getTenant } from "@/db/queries/team";
import { findFeedByToken, touchFeed } from "@/db/queries/unscoped";
import { addHolidays, previewHolidays } from "@/lib/agenda/add-holidays";
import { createFeed, listFeeds, revokeFeed } from "@/lib/agenda/calendar-feeds";
import { createClosure, deleteClosure, listClosures } from "@/lib/agenda/closures";
import { closureInput } from "@/lib/agenda/schema";
import {
  createService,
  deleteService,
  listServices,
  orderServices,
  updateService,
} from "@/lib/agenda/services";
import { createStaff, deleteStaff, listStaff, orderStaff, updateStaff } from "@/lib/agenda/staff";
import { createContact } from "@/lib/contacts/save-contact";
import { contactInput } from "@/lib/contacts/schema";
import { hashToken } from "@/lib/one-time-token";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAppointment, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  stubSettings({ PUBLIC_URL: "https://centralita.example" });
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const newScope = async (): Promise<Scope> => (await createBusiness()).scope;

const closure = (startsAt: string, endsAt: string, staffId: string | null = null) =>
  closureInput.parse({ staffId, startsAt, endsAt, reason: "Obras" });

const audited = async (scope: Scope): Promise<string[]> => {
  const rows = await database.owner<{ action: string }[]>`
    select action from audit_entries where tenant_id = ${scope.tenantId} order by at`;
  return rows.map(({ action }) => action);
};

describe("staff and services", () => {
  it("find each other: a new service is everybody's, a new person does every service", async () => {
    const scope = await newScope();
    const cleaning = await createService(scope, { name: "Limpieza", durationMinutes: 30 });
    const ana = await createStaff(scope, { name: "Ana" });
    expect(ana).toMatchObject({ serviceIds: [cleaning.id], active: true, openingHours: null, color: 0 });
    const braces = await createService(scope, { name: "Ortodoncia", durationMinutes: 45, price: "60.50" });
    expect((await listStaff(scope))[0]?.serviceIds).toEqual([cleaning.id, braces.id]);
    expect(braces).toMatchObject({ price: "60.50", bookableByAgents: true, active: true, position: 1 });
    const bea = await createStaff(scope, { name: "Bea", serviceIds: [braces.id], color: 5 });
    expect(bea).toMatchObject({ serviceIds: [braces.id], color: 5, position: 1 });
  });

  it("change only in what the patch names", async () => {
    const scope = await newScope();
    const service = await createService(scope, { name: "Corte", durationMinutes: 30 });
    const hours = { monday: [{ from: "09:00", to: "14:00" }] };
    const made = await createStaff(scope, { name: "Ana", openingHours: hours });
    const renamed = await updateStaff(scope, made.id, { name: "Ana Ruiz" });
    expect(renamed).toEqual({ ...made, name: "Ana Ruiz" });
    expect(await updateStaff(scope, made.id, { serviceIds: [], openingHours: null })).toMatchObject({
      serviceIds: [],
      openingHours: null,
      name: "Ana Ruiz",
    });
    expect(await updateService(scope, service.id, { price: "20", active: false })).toMatchObject({
      name: "Corte",
      durationMinutes: 30,
      price: "20",
      active: false,
    });
  });

  it("take the order they are given", async () => {
    const scope = await newScope();
    const people = [];
    for (const name of ["Ana", "Bea", "Clara"]) people.push(await createStaff(scope, { name }));
    const [ana, bea, clara] = people.map(({ id }) => id);
    const inOrder = await orderStaff(scope, [clara ?? "", ana ?? ""]);
    expect(inOrder.map(({ id }) => id)).toEqual([clara, ana, bea]);
    await expect(orderStaff(scope, [randomUUID()])).rejects.toMatchObject({ code: "not_found" });
    const one = await createService(scope, { name: "Corte", durationMinutes: 30 });
    const other = await createService(scope, { name: "Tinte", durationMinutes: 90 });
    await orderServices(scope, [other.id, one.id]);
    expect((await listServices(scope)).map(({ name }) => name)).toEqual(["Tinte", "Corte"]);
    expect((await listStaff(scope))[0]?.serviceIds).toEqual([other.id, one.id]);
  });

  it("get places of their own when made at once", async () => {
    const scope = await newScope();
    await Promise.all(Array.from({ length: 8 }, (_, index) => createStaff(scope, { name: `Ana ${index}` })));
    expect((await listStaff(scope)).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("cannot share an external id within a business", async () => {
    const scope = await newScope();
    await createStaff(scope, { name: "Ana", externalId: "7" });
    const bea = await createStaff(scope, { name: "Bea" });
    const taken = { code: "conflict", fields: { externalId: "external_id_taken" } };
    await expect(createStaff(scope, { name: "Clara", externalId: "7" })).rejects.toMatchObject(taken);
    await expect(updateStaff(scope, bea.id, { externalId: "7" })).rejects.toMatchObject(taken);
    await createService(scope, { name: "Corte", durationMinutes: 30, externalId: "7" });
    await expect(
      createService(scope, { name: "Tinte", durationMinutes: 30, externalId: "7" }),
    ).rejects.toMatchObject(taken);
    await createStaff(await newScope(), { name: "Ana", externalId: "7" });
  });

  it("cannot be removed once they had appointments, and everything stays", async () => {
    const scope = await newScope();
    const service = await createService(scope, { name: "Corte", durationMinutes: 30 });
    const person = await createStaff(scope, { name: "Ana" });
    const contact = await createContact(scope, contactInput.parse({ name: "Rosa" }));
    await addAppointment(scope, { contactId: contact.id, staffId: person.id, serviceId: service.id });
    await expect(deleteStaff(scope, person.id)).rejects.toThrow("staff_has_appointments");
    await expect(deleteService(scope, service.id)).rejects.toThrow("service_has_appointments");
    expect(await findStaff(scope, person.id)).toMatchObject({ serviceIds: [service.id] });
    expect(await findService(scope, service.id)).toMatchObject({ name: "Corte" });
    expect(await updateStaff(scope, person.id, { active: false })).toMatchObject({ active: false });
  });

  it("go with what hangs on them when they never had any", async () => {
    const scope = await newScope();
    const service = await createService(scope, { name: "Corte", durationMinutes: 30 });
    const person = await createStaff(scope, { name: "Ana" });
    await createClosure(scope, closure("2099-01-01T00:00:00Z", "2099-01-02T00:00:00Z", person.id));
    await createFeed(scope, { name: "Ana" }, { name: "Ana", staffId: person.id, showNames: false });
    await deleteService(scope, service.id);
    expect((await listStaff(scope))[0]?.serviceIds).toEqual([]);
    await deleteStaff(scope, person.id);
    expect([await listStaff(scope), await listClosures(scope), await listFeeds(scope)]).toEqual([[], [], []]);
    await expect(deleteStaff(scope, person.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await audited(scope)).toEqual([
      "service.create",
      "staff.create",
      "closure.create",
      "calendar_feed.create",
      "service.delete",
      "staff.delete",
    ]);
  });
});

describe("closures", () => {
  it("are listed while they last, or by the time they touch", async () => {
    const scope = await newScope();
    const person = await createStaff(scope, { name: "Ana" });
    const past = await createClosure(scope, closure("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"));
    const running = await createClosure(scope, closure("2020-01-01T00:00:00Z", "2098-01-01T00:00:00Z"));
    const later = await createClosure(
      scope,
      closure("2098-01-01T00:00:00Z", "2098-01-02T00:00:00Z", person.id),
    );
    const ids = async (from?: string, to?: string) =>
      (
        await listClosures(scope, {
          from: from ? new Date(from) : undefined,
          to: to ? new Date(to) : undefined,
        })
      ).map(({ id }) => id);
    expect(await ids()).toEqual([running.id, later.id]);
    expect(new Set(await ids("2020-01-01T12:00:00Z", "2020-01-01T13:00:00Z"))).toEqual(
      new Set([past.id, running.id]),
    );
    // Ends are not part of a closure: what ends at noon leaves noon free.
    expect(await ids("2098-01-01T00:00:00Z", "2098-01-03T00:00:00Z")).toEqual([later.id]);
    expect(await ids("2020-01-02T00:00:00Z", "2098-01-01T00:00:00Z")).toEqual([running.id]);
    await deleteClosure(scope, running.id);
    await expect(deleteClosure(scope, running.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await ids()).toEqual([later.id]);
  });

  it("of the country's calendar are added once, from midnight to midnight of the business", async () => {
    const scope = await newScope();
    const tenant = await getTenant(scope);
    const question = { year: 2097, language: "es" as const };
    const made = await addHolidays(scope, tenant, question);
    expect(made.length).toBeGreaterThan(5);
    expect(made.find(({ holidayOn }) => holidayOn === "2097-08-15")).toMatchObject({
      startsAt: new Date("2097-08-14T22:00:00Z"),
      endsAt: new Date("2097-08-15T22:00:00Z"),
      staffId: null,
      reason: "Asunción",
    });
    const again = await Promise.all([1, 2, 3].map(() => addHolidays(scope, tenant, question)));
    expect(again).toEqual([[], [], []]);
    const madrid = await addHolidays(scope, tenant, { ...question, region: "MD" });
    expect(madrid.length).toBeGreaterThan(0);
    expect(await audited(scope)).toEqual(["closure.add_holidays", "closure.add_holidays"]);
  });

  it("of the country's calendar that are over are neither shown nor added", async () => {
    const scope = await newScope();
    const tenant = await getTenant(scope);
    const question = { year: 2020, language: "es" as const };
    expect((await previewHolidays(scope, tenant, question)).holidays).toEqual([]);
    expect(await addHolidays(scope, tenant, question)).toEqual([]);
  });

  it("says before which holidays stand already; one that was removed can be added again", async () => {
    const scope = await newScope();
    const tenant = await getTenant(scope);
    const question = { year: 2097, language: "en" as const };
    const [first] = await addHolidays(scope, tenant, question);
    await deleteClosure(scope, first?.id ?? "");
    const { holidays, regions } = await previewHolidays(scope, tenant, question);
    expect(holidays.filter(({ added }) => !added)).toEqual([
      { day: "2097-01-01", name: "New Year's Day", added: false },
    ]);
    expect(regions.map(({ code }) => code)).toContain("CT");
    expect((await addHolidays(scope, tenant, question)).map(({ holidayOn }) => holidayOn)).toEqual([
      "2097-01-01",
    ]);
    await expect(previewHolidays(scope, tenant, { ...question, region: "XX" })).rejects.toMatchObject({
      fields: { region: "not_an_option" },
    });
  });
});

describe("a calendar's address", () => {
  it("opens the calendar until it is revoked, and is kept only as its hash", async () => {
    const scope = await newScope();
    const made = await createFeed(
      scope,
      { name: "Lucía" },
      { name: "Móvil", staffId: null, showNames: true },
    );
    const token = /\/calendar\/([\w-]{43})\.ics$/.exec(made.url)?.[1] ?? "";
    expect(made.url).toBe(`https://centralita.example/calendar/${token}.ics`);
    expect(made).toMatchObject({ hint: token.slice(0, 6), createdBy: "Lucía", lastReadAt: null });
    const kept = await database.owner`
      select to_jsonb(f)::text || (select string_agg(details::text, '') from audit_entries a where a.tenant_id = f.tenant_id) as all
      from calendar_feeds f where id = ${made.id}`;
    expect(kept[0]?.["all"]).not.toContain(token);
    expect(await findFeedByToken(hashToken(token))).toMatchObject({
      feed: { id: made.id },
      tenant: { id: scope.tenantId },
    });
    expect(await findFeedByToken(hashToken(`${token}x`))).toBeUndefined();
    await touchFeed(scope.tenantId, made.id);
    const [read] = await listFeeds(scope);
    expect(read?.lastReadAt).not.toBeNull();
    await touchFeed(scope.tenantId, made.id);
    expect((await listFeeds(scope))[0]?.lastReadAt).toEqual(read?.lastReadAt);
    await revokeFeed(scope, made.id);
    expect(await findFeedByToken(hashToken(token))).toBeUndefined();
    await expect(revokeFeed(scope, made.id)).rejects.toMatchObject({ code: "not_found" });
  });
});
