import fs from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { consentView, contactDetail, contactView, erasure, tagView } from "@/lib/contacts/schema";
import { recordingView } from "@/lib/recordings/schema";
import { LiveReader } from "../support/client-live";
import { makeKey } from "../support/program";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { everythingOf, openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
let business: Business;
beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  business = await createBusiness(house);
});
afterAll(() => database.end());

const add = (given: Record<string, unknown>) =>
  business.client.ask("POST", "/api/contacts", contactDetail, given);

const refusal = z.object({
  error: z.object({ code: z.string(), fields: z.record(z.string(), z.string()).optional() }),
});

describe("contacts through the API", () => {
  test("one is made, found, changed, tagged and told to open screens", async () => {
    const live = await LiveReader.open(business.client);
    const made = await add({
      name: " Rosa  Núñez ",
      numbers: [{ number: "612 34 56 78", label: "Móvil" }],
      tags: ["VIP"],
    });
    expect(made).toMatchObject({ name: "Rosa  Núñez", kind: "patient", tags: ["vip"] });
    await until("the news of a contact", async () =>
      live.messages.some((message) => message.type === "contacts"),
    );
    live.close();
    const found = await business.client.get("/api/contacts?q=5678", z.array(contactView));
    expect(found.map(({ id }) => id)).toEqual([made.id]);
    const changed = await business.client.ask("PATCH", `/api/contacts/${made.id}`, contactDetail, {
      notes: "Alergia al látex.",
    });
    expect(changed).toMatchObject({ notes: "Alergia al látex.", numbers: made.numbers });
    expect(await business.client.get("/api/contacts/tags", z.array(tagView))).toEqual([
      { tag: "vip", contacts: 1 },
    ]);
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(121) }, "name"],
    [{ name: "a\u0000b" }, "name"],
    [{ name: "Rosa", numbers: [{ number: "612345678" }, { number: "hola" }] }, "numbers.1.number"],
    [{ name: "Rosa", numbers: Array.from({ length: 11 }, () => ({ number: "612345678" })) }, "numbers"],
    [{ name: "Rosa", email: "rosa" }, "email"],
    [{ name: "Rosa", kind: "dog" }, "kind"],
    [{ name: "Rosa", dateOfBirth: "1990-02-30" }, "dateOfBirth"],
    [{ name: "Rosa", timeZone: "Madrid" }, "timeZone"],
    [{ name: "Rosa", tags: ["x".repeat(41)] }, "tags.0"],
    [{ name: "Rosa", variables: { "dos palabras": "x" } }, "variables.dos palabras"],
    [{ name: "Rosa", notes: "x".repeat(5001) }, "notes"],
  ])("%j is refused at %s", async (body, field) => {
    const { status, text } = await business.client.send("POST", "/api/contacts", body);
    expect(status, text).toBe(422);
    expect(Object.keys(refusal.parse(JSON.parse(text)).error.fields ?? {})).toContain(field);
  });

  test("a business's own system keeps its contacts in step by its own ids, with a key that may", async () => {
    const { program } = await makeKey(business.client, ["contacts:write"]);
    const { program: reader } = await makeKey(business.client, ["contacts:read"]);
    const address = "/api/contacts/external/HC%2F7%20b";
    expect((await reader.send("GET", address)).status).toBe(404);
    const first = await program.ask("PUT", address, contactDetail, {
      name: "Leo",
      email: "Leo@Example.com",
    });
    const again = await program.ask("PUT", address, contactDetail, { name: "Leo Marín" });
    expect(again).toMatchObject({ id: first.id, externalId: "HC/7 b", name: "Leo Marín", email: null });
    expect(await reader.get(address, contactDetail)).toMatchObject({ id: first.id });
    expect((await reader.send("PUT", address, { name: "Otro" })).status).toBe(403);
    expect((await program.send("DELETE", `/api/contacts/${first.id}`)).status).toBe(403);
  });

  test("decisions are on record with who wrote them down", async () => {
    const { id } = await add({ name: "Con decisión" });
    const consent = { purpose: "marketing", channel: "sms", decision: "refused", source: "in_person" };
    const made = await business.client.ask("POST", `/api/contacts/${id}/consents`, consentView, consent);
    expect(made).toMatchObject({ ...consent, isCurrent: true, recordedBy: "Ana Prueba" });
    const { status } = await business.client.send("POST", `/api/contacts/${id}/consents`, {
      ...consent,
      decidedAt: "mañana",
    });
    expect(status).toBe(422);
  });

  test("the export has what the filters let through and is on record; a viewer may see and not change", async () => {
    const viewer = await addMember(business.client, "viewer", `c${business.key}`);
    await add({ name: "Exportada", tags: ["lista"] });
    const { status, text } = await viewer.client.send("GET", "/api/contacts/export?tag=lista");
    expect(status).toBe(200);
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain("Exportada");
    expect((await viewer.client.send("POST", "/api/contacts", { name: "No" })).status).toBe(403);
    const audited = await database`
      select actor from audit_entries where tenant_id = ${business.tenantId} and action = 'contact.export'`;
    expect(audited).toEqual([{ actor: `user:${viewer.userId}` }]);
  });

  test("one number of two people: both are found, and each knows of the other", async () => {
    const number = "+34611111111";
    const one = await add({ name: "Madre", numbers: [{ number }] });
    const two = await add({ name: "Hijo", numbers: [{ number }] });
    const seen = await business.client.get(`/api/contacts/${one.id}`, contactDetail);
    expect(seen.sharesNumberWith).toEqual([{ id: two.id, name: "Hijo" }]);
    const merged = await business.client.ask("POST", `/api/contacts/${one.id}/merge`, contactDetail, {
      otherId: two.id,
    });
    expect(merged).toMatchObject({ name: "Madre", sharesNumberWith: [] });
    expect((await business.client.send("GET", `/api/contacts/${two.id}`)).status).toBe(404);
  });
});

test("a person who called is erased with the call, its words and its sound, and nothing in the house knows of them", async () => {
  const phone = await business.dial();
  const contact = await add({ name: "Rosalinda Quebrantahuesos", numbers: [{ number: phone.from }] });
  await phone.untilHeard(FIRST_MESSAGE);
  const callId = await business.findCallId(phone.from);
  await database`
    update calls set contact_id = ${contact.id} where tenant_id = ${business.tenantId} and id = ${callId}`;
  expect((await business.client.send("DELETE", `/api/contacts/${contact.id}`)).status).toBe(409);
  const calls = await business.client.get(`/api/calls?contactId=${contact.id}`, z.array(callView));
  expect(calls).toMatchObject([{ id: callId, contact: { id: contact.id, name: contact.name } }]);

  await phone.hangUp();
  await business.untilEnded(callId);
  await until("the sound of the call", async () => {
    const address = `/api/calls/${callId}/recordings`;
    return (await business.client.get(address, z.array(recordingView))).length > 0;
  });
  const [recording] = await database<{ storage_key: string }[]>`
    select storage_key from recordings where tenant_id = ${business.tenantId} and call_id = ${callId}`;
  const file = path.join(house.dataFolder, "storage", recording?.storage_key ?? "");
  expect(fs.existsSync(file), file).toBe(true);
  await until("the report of the conversation", async () =>
    (await business.events(callId)).some((event) => event.type === "conversation_reported"),
  );

  const gone = await business.client.ask("DELETE", `/api/contacts/${contact.id}`, erasure);
  expect(gone).toMatchObject({ calls: 1, recordings: 1 });
  expect(fs.existsSync(file)).toBe(false);
  const left = JSON.stringify(await everythingOf(database, business.tenantId));
  for (const word of ["Quebrantahuesos", callId, phone.from]) expect(left).not.toContain(word);
});
