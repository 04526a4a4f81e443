import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { feedMade, type FeedMade, feedView, serviceView, staffView } from "@/lib/agenda/schema";
import { instantOf, readCalendar, type ReadCalendar } from "../support/icalendar";
import { Business } from "../support/tenant";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
let database: postgres.Sql;
let business: Business;
let anaId: string;
let beaId: string;
let contactId: string;
let serviceId: string;

beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  business = new Business(house);
  await business.signUp();
  const add = (name: string) => business.client.ask("POST", "/api/staff", staffView, { name });
  [anaId, beaId] = [(await add("Dra. Ruiz")).id, (await add("Marta")).id];
  serviceId = (
    await business.client.ask("POST", "/api/services", serviceView, {
      name: "Limpieza, con flúor",
      durationMinutes: 30,
    })
  ).id;
  const [contact] = await database<{ id: string }[]>`
    insert into contacts (tenant_id, kind, name, name_key)
    values (${business.tenantId}, 'patient', 'Rosa Núñez', 'rosa nunez') returning id`;
  contactId = contact?.id ?? "";
});
afterAll(() => database.end());

interface Visit {
  startsAt: Date;
  staffId?: string;
  status?: string;
  title?: string;
  serviceId?: string | null;
}

async function addVisit({ startsAt, ...given }: Visit): Promise<string> {
  const [row] = await database<{ id: string }[]>`
    insert into appointments ${database({
      tenant_id: business.tenantId,
      contact_id: contactId,
      staff_id: given.staffId ?? anaId,
      service_id: given.serviceId === undefined ? serviceId : given.serviceId,
      title: given.title ?? "",
      status: given.status ?? "scheduled",
      starts_at: startsAt,
      ends_at: new Date(+startsAt + 1_800_000),
    })} returning id`;
  return row?.id ?? "";
}

const createFeed = (input: Partial<z.input<typeof feedView>> = {}): Promise<FeedMade> =>
  business.client.ask("POST", "/api/calendar-feeds", feedMade, { name: "Teléfono", ...input });

/** Nobody is signed in there: a calendar has the address and nothing else. */
async function read(url: string, etag?: string): Promise<Response> {
  const { pathname } = new URL(url);
  return fetch(house.webUrl + pathname, { headers: etag ? { "if-none-match": etag } : {} });
}

async function calendarOf(url: string): Promise<ReadCalendar> {
  const answer = await read(url);
  expect(answer.status).toBe(200);
  return readCalendar(await answer.text());
}

const inDays = (days: number, hour = 10) => {
  const date = new Date(Date.now() + days * 86_400_000);
  date.setUTCHours(hour, 0, 0, 0);
  return date;
};
const idOf = (event: Map<string, string>) => (event.get("UID") ?? "").split("@")[0];
const find = (calendar: ReadCalendar, id: string) => calendar.events.find((event) => idOf(event) === id);

describe("a calendar of the agenda", () => {
  it("has every appointment from thirty days ago on, as RFC 5545 writes them", async () => {
    const feed = await createFeed();
    const [old, past, coming, far] = [
      await addVisit({ startsAt: inDays(-40) }),
      await addVisit({ startsAt: inDays(-20), status: "no_show" }),
      await addVisit({ startsAt: inDays(20), status: "confirmed" }),
      await addVisit({ startsAt: inDays(300) }),
    ];
    const answer = await read(feed.url);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("cache-control")).toContain("private");
    const calendar = readCalendar(await answer.text());
    expect(calendar.properties.get("X-WR-CALNAME")).toBe(`Clínica ${business.key}`);
    expect(calendar.properties.get("X-WR-TIMEZONE")).toBe("Europe/Madrid");
    expect(find(calendar, old)).toBeUndefined();
    expect(find(calendar, past)?.get("STATUS")).toBe("CANCELLED");
    expect(find(calendar, far)?.get("STATUS")).toBe("TENTATIVE");
    const event = find(calendar, coming);
    expect(event?.get("STATUS")).toBe("CONFIRMED");
    expect(event?.get("UID")).toBe(`${coming}@${new URL(feed.url).hostname}`);
    expect(instantOf(event?.get("DTSTART"))).toBe(inDays(20).toISOString());
    expect(+new Date(instantOf(event?.get("DTEND"))) - +inDays(20)).toBe(1_800_000);
  });

  it("names nobody unless it was told to, and then says who", async () => {
    const [without, named] = [await createFeed(), await createFeed({ showNames: true })];
    const id = await addVisit({ startsAt: inDays(21) });
    const typed = await addVisit({ startsAt: inDays(22), serviceId: null, title: "Rosa: sutura" });
    const anonymous = await (await read(without.url)).text();
    expect(anonymous).not.toContain("Rosa");
    expect(find(readCalendar(anonymous), id)?.get("SUMMARY")).toBe(
      "Ocupado · Limpieza, con flúor · Dra. Ruiz",
    );
    expect(find(readCalendar(anonymous), typed)?.get("SUMMARY")).toBe("Ocupado · Dra. Ruiz");
    const calendar = await calendarOf(named.url);
    expect(find(calendar, id)?.get("SUMMARY")).toBe("Rosa Núñez · Limpieza, con flúor · Dra. Ruiz");
    expect(find(calendar, typed)?.get("SUMMARY")).toBe("Rosa Núñez · Rosa: sutura · Dra. Ruiz");
  });

  it("may be one person's", async () => {
    const feed = await createFeed({ staffId: beaId });
    const [theirs, notTheirs] = [
      await addVisit({ startsAt: inDays(23), staffId: beaId }),
      await addVisit({ startsAt: inDays(23) }),
    ];
    const calendar = await calendarOf(feed.url);
    expect(find(calendar, theirs)?.get("SUMMARY")).toBe("Ocupado · Limpieza, con flúor");
    expect(find(calendar, notTheirs)).toBeUndefined();
    expect(calendar.properties.get("X-WR-CALNAME")).toBe(`Clínica ${business.key} · Marta`);
  });

  it("keeps instants whatever the clocks do: the hour that comes twice is two hours", async () => {
    const feed = await createFeed();
    // The last Sunday of October or March within the year ahead: both sides of a change of the clocks.
    const changes = [2, 9]
      .flatMap((month) => [0, 1].map((later) => lastSunday(new Date().getUTCFullYear() + later, month)))
      .filter((change) => +change > Date.now() + 86_400_000 && +change < +inDays(360));
    expect(changes.length).toBeGreaterThan(0);
    for (const change of changes) {
      const [before, after] = [new Date(+change - 1_800_000), change];
      const ids = [await addVisit({ startsAt: before }), await addVisit({ startsAt: after })];
      const calendar = await calendarOf(feed.url);
      expect(ids.map((id) => instantOf(find(calendar, id)?.get("DTSTART")))).toEqual([
        before.toISOString(),
        after.toISOString(),
      ]);
    }
  });

  it("is not sent again while nothing has changed, and is when something has", async () => {
    const feed = await createFeed();
    const id = await addVisit({ startsAt: inDays(24) });
    const first = await read(feed.url);
    const etag = first.headers.get("etag") ?? "";
    const [sequence] = [find(readCalendar(await first.text()), id)?.get("SEQUENCE")];
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await read(feed.url, known);
      expect([again.status, await again.text()], known).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
    }
    await database`update appointments set status = 'cancelled', revision = revision + 1, updated_at = now() where id = ${id}`;
    const changed = await read(feed.url, etag);
    expect(changed.status).toBe(200);
    const event = find(readCalendar(await changed.text()), id);
    expect([event?.get("STATUS"), event?.get("TRANSP")]).toEqual(["CANCELLED", "TRANSPARENT"]);
    expect(Number(event?.get("SEQUENCE"))).toBe(Number(sequence) + 1);
  });
});

describe("the address of a calendar", () => {
  it("is shown once and says when it was read", async () => {
    const feed = await createFeed({ name: "Recepción" });
    const listed = await business.client.send("GET", "/api/calendar-feeds");
    const token = /([\w-]{43})\.ics$/.exec(feed.url)?.[1] ?? "no token";
    expect(listed.text).not.toContain(token);
    const mine = async () =>
      (await business.client.get("/api/calendar-feeds", z.array(feedView))).find(({ id }) => id === feed.id);
    expect(await mine()).toMatchObject({
      lastReadAt: null,
      hint: token.slice(0, 6),
      createdBy: "Ana Prueba",
    });
    await read(feed.url);
    expect((await mine())?.lastReadAt).toBeInstanceOf(Date);
  });

  it("leads nowhere once it is revoked, and neither does any that never was", async () => {
    const feed = await createFeed();
    expect((await read(feed.url)).status).toBe(200);
    await business.client.ask("DELETE", `/api/calendar-feeds/${feed.id}`, z.null());
    const nowhere = [
      feed.url,
      feed.url.replace(".ics", ""),
      `${house.webUrl}/calendar/${"x".repeat(43)}.ics`,
      `${house.webUrl}/calendar/${randomUUID()}.ics`,
      `${house.webUrl}/calendar/%00.ics`,
      `${house.webUrl}/calendar/${"y".repeat(150)}`,
    ];
    const answers = await Promise.all(
      nowhere.map(async (url) => {
        const answer = await read(url);
        return { status: answer.status, text: await answer.text() };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(404);
  });
});

/** 01:00 UTC of the last Sunday of a month: the moment at which Europe changes its clocks. */
function lastSunday(year: number, month: number): Date {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return new Date(+last - last.getUTCDay() * 86_400_000);
}
