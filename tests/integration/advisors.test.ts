import { beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { type AdvisorView, advisorView } from "@/lib/advisors/schema";
import { failureEnvelope } from "@/lib/http/schema";
import { makeKey } from "../support/program";
import { type Business, createBusiness } from "../support/tenant";
import { addMember, type Member } from "./members";

const house = inject("house");
let business: Business;
let operator: Member;
let viewer: Member;

beforeAll(async () => {
  business = await createBusiness(house, { agent: null });
  operator = await addMember(business.client, "operator", business.key);
  viewer = await addMember(business.client, "viewer", business.key);
});

const advisors = z.array(advisorView);
let numbers = 0;

function add(values: object): Promise<AdvisorView> {
  numbers += 1;
  const number = `+3461234${String(numbers).padStart(4, "0")}`;
  return business.client.ask("POST", "/api/advisors", advisorView, { number, ...values });
}

async function faultsOf(method: string, path: string, body: unknown): Promise<Record<string, string>> {
  const { status, text } = await business.client.send(method, path, body);
  expect([409, 422], text).toContain(status);
  return failureEnvelope.parse(JSON.parse(text)).error.fields ?? {};
}

describe("advisors", () => {
  it("are made, found, changed, sent away for a time and removed through the doors of the API", async () => {
    const { client } = business;
    const marta = await add({
      name: "Marta Gil",
      skills: ["Facturación"],
      userId: operator.userId,
      priority: 2,
    });
    expect(marta).toMatchObject({
      member: { id: operator.userId, name: "Persona operator" },
      offReason: null,
    });
    const path = `/api/advisors/${marta.id}`;
    const changed = await client.ask("PATCH", path, advisorView, { openingHours: {}, languages: ["en"] });
    expect(changed).toMatchObject({ skills: ["Facturación"], languages: ["en"], offReason: "out_of_hours" });
    const away = await client.ask("POST", `${path}/absences`, advisorView, {
      startsAt: "2020-01-01T00:00:00Z",
      endsAt: "2098-01-01T00:00:00+01:00",
      reason: "Sabático",
    });
    expect(away).toMatchObject({ offReason: "absent", absences: [{ reason: "Sabático" }] });
    expect(await client.get("/api/advisors", advisors)).toEqual([away]);
    const back = await client.ask("DELETE", `${path}/absences/${away.absences[0]?.id}`, advisorView);
    expect(back).toEqual({ ...changed, absences: [] });
    expect(await client.get(path, advisorView)).toEqual(back);
    await client.ask("DELETE", path, z.null());
    expect((await client.send("GET", path)).status).toBe(404);
    expect(await client.get("/api/advisors", advisors)).toEqual([]);
  });

  it.each([
    [{}, ["name", "number"]],
    [{ name: "Ana", number: "hola" }, ["number"]],
    [{ name: "Ana", number: "+34803123456" }, ["number"]],
    [{ name: "Ana", number: "+12125550123" }, ["number"]],
    [{ name: "Ana", number: "612345678", priority: 0 }, ["priority"]],
    [{ name: "Ana", number: "612345678", email: "ana" }, ["email"]],
    [{ name: "Ana", number: "612345678", skills: [" "] }, ["skills.0"]],
    [
      { name: "Ana", number: "612345678", openingHours: { monday: [{ from: "10:00", to: "09:00" }] } },
      ["openingHours.monday.0.to"],
    ],
  ])("are refused with the field that is wrong: %j", async (body, fields) => {
    expect(Object.keys(await faultsOf("POST", "/api/advisors", body))).toEqual(fields);
  });

  it("have a telephone each, and none of the business's own", async () => {
    const luis = await add({ name: "Luis" });
    expect(await faultsOf("POST", "/api/advisors", { name: "Ana", number: luis.number })).toHaveProperty(
      "number",
    );
    expect(await faultsOf("POST", "/api/advisors", { name: "Ana", number: business.number })).toEqual({
      number: expect.stringContaining("se llamaría a sí misma"),
    });
    await business.client.ask("DELETE", `/api/advisors/${luis.id}`, z.null());
  });

  it("are looked at by viewers, switched by operators, changed by admins alone", async () => {
    const { id } = await add({ name: "Marta", userId: viewer.userId });
    const path = `/api/advisors/${id}`;
    const isOn = { isOn: false };
    expect(await operator.client.ask("PUT", `${path}/availability`, advisorView, isOn)).toMatchObject({
      isOn: false,
      offReason: "off",
    });
    expect(await viewer.client.get(path, advisorView)).toMatchObject({ isOn: false });
    const statusOf = async ({ client }: Member, method: string, to: string, body: object) =>
      (await client.send(method, to, body)).status;
    expect(await statusOf(viewer, "PUT", `${path}/availability`, isOn)).toBe(403);
    expect(await statusOf(operator, "PATCH", path, { name: "x" })).toBe(403);
    expect(await statusOf(operator, "POST", "/api/advisors", { name: "x", number: "612345678" })).toBe(403);
    await business.client.ask("DELETE", path, z.null());
  });

  it("are read by a program that may read the business, and switched by none", async () => {
    const { id } = await add({ name: "Marta" });
    const { program } = await makeKey(business.client, ["business:read"]);
    expect(await program.get("/api/advisors", advisors)).toMatchObject([{ id, name: "Marta" }]);
    expect((await program.send("PUT", `/api/advisors/${id}/availability`, { isOn: false })).status).toBe(403);
    await business.client.ask("DELETE", `/api/advisors/${id}`, z.null());
  });
});
