import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { closureView, feedView, holidayPreview, serviceView, staffView } from "@/lib/agenda/schema";
import { failureEnvelope } from "@/lib/http/schema";
import { tenantView } from "@/lib/tenants/schema";
import { makeKey } from "../support/program";
import { Business, createBusiness } from "../support/tenant";
import { addMember, type Member } from "./members";

const house = inject("house");
let business: Business;
let viewer: Member;
let other: Business;

beforeAll(async () => {
  other = new Business(house);
  [business] = await Promise.all([createBusiness(house, { agent: null }), other.signUp()]);
  viewer = await addMember(business.client, "viewer", business.key);
});

const staff = z.array(staffView);
const services = z.array(serviceView);
const closures = z.array(closureView);

async function faultsOf(method: string, path: string, body: unknown): Promise<string[]> {
  const { status, text } = await business.client.send(method, path, body);
  expect(status, text).toBe(422);
  return Object.keys(failureEnvelope.parse(JSON.parse(text)).error.fields ?? {});
}

describe("staff and services", () => {
  it("are made, changed, put in order and removed through the doors of the API", async () => {
    const { client } = business;
    const service = await client.ask("POST", "/api/services", serviceView, {
      name: "Limpieza",
      durationMinutes: 30,
      price: "50",
    });
    const ana = await client.ask("POST", "/api/staff", staffView, {
      name: "Dra. Ruiz",
      openingHours: { monday: [{ from: "09:00", to: "14:00" }] },
    });
    const bea = await client.ask("POST", "/api/staff", staffView, { name: "Marta", serviceIds: [] });
    expect([ana.serviceIds, bea.serviceIds]).toEqual([[service.id], []]);
    const ordered = await client.ask("PUT", "/api/staff/order", staff, { ids: [bea.id, ana.id] });
    expect(ordered.map(({ name }) => name)).toEqual(["Marta", "Dra. Ruiz"]);
    expect(await client.get("/api/staff", staff)).toEqual(ordered);
    const changed = await client.ask("PATCH", `/api/services/${service.id}`, serviceView, {
      price: null,
      bookableByAgents: false,
    });
    expect(changed).toMatchObject({ name: "Limpieza", price: null, bookableByAgents: false });
    await client.ask("DELETE", `/api/staff/${bea.id}`, z.null());
    await client.ask("DELETE", `/api/services/${service.id}`, z.null());
    expect(await client.get("/api/staff", staff)).toEqual([
      expect.objectContaining({ id: ana.id, serviceIds: [] }),
    ]);
    expect(await client.get("/api/services", services)).toEqual([]);
  });

  it.each([
    ["POST", "/api/staff", {}, ["name"]],
    ["POST", "/api/staff", { name: "  " }, ["name"]],
    ["POST", "/api/staff", { name: "Ana", color: 8 }, ["color"]],
    ["POST", "/api/staff", { name: "Ana", serviceIds: ["x"] }, ["serviceIds.0"]],
    [
      "POST",
      "/api/staff",
      { name: "Ana", openingHours: { monday: [{ from: "10:00", to: "09:00" }] } },
      ["openingHours.monday.0.to"],
    ],
    ["POST", "/api/services", { name: "Corte" }, ["durationMinutes"]],
    ["POST", "/api/services", { name: "Corte", durationMinutes: 4 }, ["durationMinutes"]],
    ["POST", "/api/services", { name: "Corte", durationMinutes: 30, price: "-1" }, ["price"]],
    ["PUT", "/api/staff/order", { ids: [] }, ["ids"]],
    [
      "POST",
      "/api/closures",
      { reason: "x", startsAt: "2027-01-02T00:00:00Z", endsAt: "2027-01-01T00:00:00Z" },
      ["endsAt"],
    ],
    ["POST", "/api/closures", { reason: "x", startsAt: null, endsAt: 7 }, ["startsAt", "endsAt"]],
    ["POST", "/api/closures/holidays", { year: 1500 }, ["year"]],
    ["POST", "/api/closures/holidays", { year: 2027, region: "XX" }, ["region"]],
    ["POST", "/api/calendar-feeds", { name: "" }, ["name"]],
    ["PATCH", "/api/tenant", { slotStepMinutes: 7 }, ["slotStepMinutes"]],
    ["PATCH", "/api/tenant", { bookingHorizonDays: 366 }, ["bookingHorizonDays"]],
    ["PATCH", "/api/tenant", { identityCheck: "shoe_size" }, ["identityCheck"]],
  ])("%s %s refuses %j at its fields", async (method, path, body, fields) => {
    expect(await faultsOf(method, path, body)).toEqual(fields);
  });
});

describe("holidays and closures", () => {
  it("are previewed in the reader's language, added once, and removed one by one", async () => {
    const { client } = business;
    const preview = await client.get("/api/closures/holidays?year=2097", holidayPreview);
    expect(preview.holidays).toContainEqual({ day: "2097-12-25", name: "Navidad", added: false });
    expect(preview.regions).toContainEqual({ code: "CT", name: "Cataluña" });
    const english = await fetch(`${house.webUrl}/api/closures/holidays?year=2097`, {
      headers: { ...client.headers(), "accept-language": "en-GB" },
    });
    expect(await english.text()).toContain("Christmas Day");

    const made = await client.ask("POST", "/api/closures/holidays", closures, { year: 2097 });
    expect(made).toHaveLength(preview.holidays.length);
    expect(await client.ask("POST", "/api/closures/holidays", closures, { year: 2097 })).toEqual([]);
    const christmas = made.find(({ holidayOn }) => holidayOn === "2097-12-25");
    expect(christmas?.startsAt).toEqual(new Date("2097-12-24T23:00:00Z"));
    await client.ask("DELETE", `/api/closures/${christmas?.id}`, z.null());
    const then = await client.get(
      "/api/closures?from=2097-12-01T00:00:00Z&to=2098-01-01T00:00:00Z",
      closures,
    );
    expect(then.map(({ holidayOn }) => holidayOn)).not.toContain("2097-12-25");
    const after = await client.get("/api/closures/holidays?year=2097", holidayPreview);
    expect(after.holidays.filter(({ added }) => !added)).toHaveLength(1);
  });

  it("may be one person's only, if that person is ours", async () => {
    const time = { reason: "Curso", startsAt: "2097-03-01T08:00:00Z", endsAt: "2097-03-01T10:00:00Z" };
    const person = await business.client.ask("POST", "/api/staff", staffView, { name: "Clara" });
    const made = await business.client.ask("POST", "/api/closures", closureView, {
      ...time,
      staffId: person.id,
    });
    expect(made.staffId).toBe(person.id);
    for (const staffId of [person.id, randomUUID()]) {
      expect(await other.client.refusal("POST", "/api/closures", { ...time, staffId })).toEqual({
        status: 404,
        code: "not_found",
      });
    }
  });
});

describe("who may", () => {
  it("see what the agenda is made of: everybody; change it: admins", async () => {
    const person = await business.client.ask("POST", "/api/staff", staffView, { name: "Dora" });
    expect((await viewer.client.get("/api/staff", staff)).map(({ id }) => id)).toContain(person.id);
    for (const path of ["/api/services", "/api/closures", "/api/closures/holidays?year=2027"])
      expect((await viewer.client.send("GET", path)).status, path).toBe(200);
    const operator = await addMember(business.client, "operator", business.key);
    for (const { client } of [viewer, operator]) {
      for (const [method, path] of [
        ["POST", "/api/staff"],
        ["PATCH", `/api/staff/${person.id}`],
        ["POST", "/api/services"],
        ["POST", "/api/closures"],
        ["POST", "/api/closures/holidays"],
        ["GET", "/api/calendar-feeds"],
        ["POST", "/api/calendar-feeds"],
      ] as const)
        expect(
          await client.refusal(method, path, method === "GET" ? undefined : { name: "x" }),
          `${method} ${path}`,
        ).toEqual({
          status: 403,
          code: "forbidden",
        });
    }
  });

  it("come in as a program: with the scope, and never to the calendars", async () => {
    const { program } = await makeKey(business.client, ["appointments:write"], "Gestión");
    const made = await program.ask("POST", "/api/staff", staffView, { name: "Eva", externalId: "42" });
    expect(made.externalId).toBe("42");
    expect((await program.send("GET", "/api/calendar-feeds")).status).toBe(403);
    const { program: reader } = await makeKey(business.client, ["appointments:read"], "Pantalla");
    expect((await reader.get("/api/staff", staff)).length).toBeGreaterThan(0);
    expect((await reader.send("DELETE", `/api/staff/${made.id}`)).status).toBe(403);
  });

  it("see another business's agenda: nobody", async () => {
    expect(await other.client.get("/api/staff", staff)).toEqual([]);
    expect(await other.client.get("/api/services", services)).toEqual([]);
    expect(await other.client.get("/api/calendar-feeds", z.array(feedView))).toEqual([]);
  });
});

describe("the rules of booking", () => {
  it("begin with the house's own and are kept one by one", async () => {
    const before = await business.client.get("/api/tenant", tenantView);
    expect(before).toMatchObject({
      identityCheck: "name",
      slotStepMinutes: 15,
      bookingNoticeMinutes: 60,
      bookingHorizonDays: 90,
    });
    const after = await business.client.ask("PATCH", "/api/tenant", tenantView, {
      identityCheck: "date_of_birth",
      bookingNoticeMinutes: 0,
    });
    expect(after).toEqual({ ...before, identityCheck: "date_of_birth", bookingNoticeMinutes: 0 });
  });
});
