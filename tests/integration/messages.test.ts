import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { messageView } from "@/lib/messages/schema";
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
