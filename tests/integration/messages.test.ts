import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import { messageCounts, messageView } from "@/lib/messages/schema";
import { LiveReader } from "../support/client-live";
import { makeKey } from "../support/program";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
let business: Business;
beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
afterAll(() => database.end());
beforeEach(async () => {
  business = await createBusiness(house, { agent: null });
});

const messages = z.array(messageView);

/** As if an agent had taken it; by when somebody should call back, in minutes from now. */
async function addMessage(text: string, given: { isUrgent?: boolean; dueInMinutes?: number } = {}) {
  const { isUrgent = false, dueInMinutes = 60 } = given;
  const [row] = await database<{ id: string }[]>`
    insert into messages (tenant_id, number, text, is_urgent, due_at)
    values (${business.tenantId}, '+34600111222', ${text}, ${isUrgent}, now() + make_interval(mins => ${dueInMinutes}))
    returning id`;
  return row?.id ?? "";
}

describe("whom to call back", () => {
  test("the urgent ones come first, then those that are due first; done ones are another list", async () => {
    await addMessage("mañana", { dueInMinutes: 1000 });
    const overdue = await addMessage("ya pasó", { dueInMinutes: -5 });
    await addMessage("urge", { isUrgent: true });
    const open = async () =>
      (await business.client.get("/api/messages?state=open", messages)).map(({ text }) => text);
    expect(await open()).toEqual(["urge", "ya pasó", "mañana"]);

    const done = await business.client.ask("PATCH", `/api/messages/${overdue}`, messageView, { done: true });
    expect(done.doneBy).toBe("Ana Prueba");
    expect(done.doneAt).toBeInstanceOf(Date);
    expect(await open()).toEqual(["urge", "mañana"]);
    const finished = await business.client.get("/api/messages?state=done", messages);
    expect(finished.map(({ text }) => text)).toEqual(["ya pasó"]);

    await business.client.ask("PATCH", `/api/messages/${overdue}`, messageView, { done: false });
    expect(await open()).toEqual(["urge", "ya pasó", "mañana"]);
  });

  test("somebody takes it on, another is to call by another time, and notes say what happened", async () => {
    const { client } = business;
    const id = await addMessage("llamar");
    const path = `/api/messages/${id}`;
    const advisor = await client.ask("POST", "/api/advisors", advisorView, {
      name: "Marta Gil",
      number: "+34600123123",
    });
    const change = (patch: object) => client.ask("PATCH", path, messageView, patch);
    expect(await change({ status: "in_progress" })).toMatchObject({
      status: "in_progress",
      startedBy: "Ana Prueba",
    });
    const dueAt = "2098-03-03T10:00:00Z";
    expect(await change({ advisorId: advisor.id, dueAt })).toMatchObject({
      advisor: { id: advisor.id, name: "Marta Gil" },
      dueAt: new Date(dueAt),
    });
    await client.ask("POST", `${path}/notes`, messageView, { text: "No contesta." });
    expect(await client.get(path, messageView)).toMatchObject({
      status: "in_progress",
      notes: [{ text: "No contesta.", author: "Ana Prueba" }],
    });
    const filtered = (query: string) => client.get(`/api/messages?${query}`, messages);
    expect(await filtered("status=new")).toEqual([]);
    expect(await filtered(`status=in_progress&advisorId=${advisor.id}`)).toHaveLength(1);
    expect(await filtered("advisorId=mine")).toHaveLength(1);
    expect(await filtered("advisorId=none")).toEqual([]);
    expect(await client.get("/api/messages/counts", messageCounts)).toEqual({
      new: 0,
      inProgress: 1,
      overdue: 0,
    });
    expect(await change({ status: "new", advisorId: null })).toMatchObject({
      startedBy: null,
      advisor: null,
    });
  });

  test.each([
    ["nothing", {}],
    ["a state that is none", { status: "later" }],
    ["an advisor who is none", { advisorId: "3f0c2a52-7a4e-4b8e-9b2b-0a4f1a2b3c4d" }],
    ["a day instead of an instant", { dueAt: "2098-03-03" }],
  ])("%s is refused, and changes nothing", async (_what, patch) => {
    const id = await addMessage("llamar");
    const path = `/api/messages/${id}`;
    const before = await business.client.get(path, messageView);
    expect(await business.client.refusal("PATCH", path, patch)).toEqual({ status: 422, code: "invalid" });
    expect(await business.client.get(path, messageView)).toEqual(before);
  });

  test("everybody who looks on learns it at once", async () => {
    const news = await LiveReader.open(business.client);
    const id = await addMessage("llamar");
    await business.client.ask("PATCH", `/api/messages/${id}`, messageView, { done: true });
    await until("the news", () => news.messages.some(({ type }) => type === "messages"));
    news.close();
  });

  test("viewers read, operators and programs with the permission deal with them", async () => {
    const id = await addMessage("llamar");
    const viewer = await addMember(business.client, "viewer", business.key);
    expect(await viewer.client.get("/api/messages", messages)).toHaveLength(1);
    const finish = { done: true };
    expect(await viewer.client.refusal("PATCH", `/api/messages/${id}`, finish)).toEqual({
      status: 403,
      code: "forbidden",
    });
    const reader = await makeKey(business.client, ["messages:read"]);
    expect(await reader.program.get("/api/messages", messages)).toHaveLength(1);
    expect((await reader.program.refusal("PATCH", `/api/messages/${id}`, finish)).status).toBe(403);
    const writer = await makeKey(business.client, ["messages:write"], "Agenda");
    const done = await writer.program.ask("PATCH", `/api/messages/${id}`, messageView, finish);
    expect(done.doneBy).toBe("Agenda");
  });

  test("pages follow each other by their cursor", async () => {
    for (const text of ["a", "b", "c"]) await addMessage(text, { dueInMinutes: text.charCodeAt(0) });
    const first = await business.client.send("GET", "/api/messages?state=open&limit=2");
    const page = z.object({ data: messages, nextCursor: z.string() }).parse(JSON.parse(first.text));
    expect(page.data.map(({ text }) => text)).toEqual(["a", "b"]);
    const rest = await business.client.get(`/api/messages?state=open&cursor=${page.nextCursor}`, messages);
    expect(rest.map(({ text }) => text)).toEqual(["c"]);
  });
});
