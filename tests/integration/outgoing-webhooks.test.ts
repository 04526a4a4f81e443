import type postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import {
  deliveryDetail,
  deliveryView,
  type DeliveryView,
  endpointMade,
  type EndpointMade,
  endpointView,
  type EndpointView,
  replayedCount,
  rotatedSecret,
} from "@/lib/outgoing/schema";
import type { OutgoingEvent } from "@/lib/vocabulary";
import { appointmentView } from "@/lib/appointments/schema";
import { LiveReader } from "../support/client-live";
import { dayAhead, openPractice } from "../support/practice";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { verifyWebhook, WebhookReceiver } from "../support/webhook-receiver";
import { everythingOf, openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
let business: Business;
let receiver: WebhookReceiver;
let endpoint: EndpointMade;
let contacts = 0;

beforeAll(async () => {
  database = openHouseDatabase(house.dataFolder);
  business = await createBusiness(house, { agent: null });
});
afterAll(() => database.end());
beforeEach(async () => {
  receiver = await WebhookReceiver.open();
  endpoint = await addEndpoint(receiver);
});
afterEach(async () => {
  await business.client.ask("DELETE", `/api/webhook-endpoints/${endpoint.id}`, z.null());
  receiver.close();
});

function addEndpoint(
  to: WebhookReceiver,
  events: OutgoingEvent[] = ["contact.created"],
): Promise<EndpointMade> {
  return business.client.ask("POST", "/api/webhook-endpoints", endpointMade, { url: to.url, events });
}

/** Something happens that addresses are told of; answers with its id. */
async function addContact(name = "Íñigo Núñez"): Promise<string> {
  contacts += 1;
  const { id } = await business.client.ask("POST", "/api/contacts", z.object({ id: z.uuid() }), {
    name,
    externalId: `p-${contacts}`,
  });
  return id;
}

const deliveries = (of: { id: string } = endpoint): Promise<DeliveryView[]> =>
  business.client.get(`/api/webhook-endpoints/${of.id}/deliveries`, z.array(deliveryView));

async function endpointNow(): Promise<EndpointView> {
  const all = await business.client.get("/api/webhook-endpoints", z.array(endpointView));
  const found = all.find(({ id }) => id === endpoint.id);
  if (!found) throw new Error("the endpoint is gone");
  return found;
}

/** The newest delivery, once it is as wanted. */
function untilDelivery(what: string, isSo: (delivery: DeliveryView) => boolean): Promise<DeliveryView> {
  return until(`a delivery that ${what}`, async () => {
    const [newest] = await deliveries();
    return newest && isSo(newest) && newest;
  });
}

const isTried = ({ lastAttemptAt }: DeliveryView) => lastAttemptAt !== null;

/** As if the pause were over; `attempts` as if there had been so many. */
async function makeDue(deliveryId: string, attempts?: number): Promise<void> {
  await database`
    update webhook_deliveries set next_attempt_at = now() - interval '1 second', attempts = coalesce(${attempts ?? null}, attempts)
    where id = ${deliveryId}`;
}

describe("an address that is told what happens", () => {
  test("hears of it, signed, and the log shows what was sent and what came back", async () => {
    const news = await LiveReader.open(business.client);
    receiver.answering = (response) => response.writeHead(200).end("gracias");
    const contactId = await addContact();
    const received = await receiver.untilReceived(1);
    verifyWebhook(received, endpoint.secret);
    expect(received.path).toBe("/hook");
    expect(received.headers["content-type"]).toMatch(/^application\/json/);
    expect(received.body).toMatchObject({
      type: "contact.created",
      data: { id: contactId, name: "Íñigo Núñez" },
    });

    const delivery = await untilDelivery("was delivered", ({ status }) => status === "delivered");
    expect(delivery).toMatchObject({
      id: received.headers["webhook-id"],
      attempts: 1,
      httpStatus: 200,
      fault: null,
      nextAttemptAt: null,
    });
    const shown = await business.client.get(`/api/webhook-deliveries/${delivery.id}`, deliveryDetail);
    expect(shown).toMatchObject({ body: received.text, answer: "gracias", url: receiver.url });
    await until("the news", () => news.messages.some(({ type }) => type === "deliveries"));
    news.close();
  });

  test("keeps a practice system in step: what it says comes back once, what is done here is told", async () => {
    const system = await WebhookReceiver.open();
    const told = await addEndpoint(system, ["appointment.booked", "appointment.cancelled"]);
    const { staffId, serviceId } = await openPractice(business);
    await addContact();
    const startsAt = dayAhead(6, "10:00").toISOString();
    const said = { contactExternalId: `p-${contacts}`, staffId, serviceId, startsAt };
    const keep = () => business.client.ask("PUT", "/api/appointments/external/A-77", appointmentView, said);
    const { id } = await keep();
    const booked = await system.untilReceived(1);
    verifyWebhook(booked, told.secret);
    expect(booked.body).toMatchObject({
      type: "appointment.booked",
      data: { id, externalId: "A-77", contact: { externalId: `p-${contacts}` }, status: "scheduled" },
    });
    // The echo of what it said itself changes nothing and is told to nobody.
    await keep();
    await business.client.ask("PUT", `/api/appointments/${id}/status`, appointmentView, {
      status: "cancelled",
    });
    const cancelled = await system.untilReceived(2);
    expect(cancelled.body).toMatchObject({ type: "appointment.cancelled", data: { id, revision: 1 } });
    expect(system.received).toHaveLength(2);
    await business.client.ask("DELETE", `/api/webhook-endpoints/${told.id}`, z.null());
    system.close();
  });

  test("hears nothing of what it did not ask for", async () => {
    const other = await WebhookReceiver.open();
    const silent = await addEndpoint(other, ["appointment.booked"]);
    await addContact();
    await receiver.untilReceived(1);
    expect(await deliveries(silent)).toEqual([]);
    expect(other.received).toEqual([]);
    await business.client.ask("DELETE", `/api/webhook-endpoints/${silent.id}`, z.null());
    other.close();
  });

  test("its secret is shown once and kept sealed", async () => {
    expect(endpoint.secret).toMatch(/^whsec_/);
    const listed = await business.client.send("GET", "/api/webhook-endpoints");
    expect(listed.text).toContain(endpoint.id);
    expect(listed.text).not.toContain("whsec_");
    const kept = JSON.stringify(await everythingOf(database, business.tenantId));
    expect(kept).not.toContain(endpoint.secret);
    expect(kept).not.toContain(endpoint.secret.slice("whsec_".length));
  });

  test("is signed for with both secrets while one replaces the other, and with the new one after a day", async () => {
    const { secret } = await business.client.ask(
      "POST",
      `/api/webhook-endpoints/${endpoint.id}/rotate`,
      rotatedSecret,
    );
    expect(secret).not.toBe(endpoint.secret);
    await addContact();
    const first = await receiver.untilReceived(1);
    verifyWebhook(first, secret);
    verifyWebhook(first, endpoint.secret);
    // A second replacement within the day: the first secret is given up.
    const { secret: third } = await business.client.ask(
      "POST",
      `/api/webhook-endpoints/${endpoint.id}/rotate`,
      rotatedSecret,
    );
    await addContact();
    const second = await receiver.untilReceived(2);
    verifyWebhook(second, secret);
    verifyWebhook(second, third);
    expect(() => verifyWebhook(second, endpoint.secret)).toThrow("no signature fits");
  });
});

describe("a delivery that fails", () => {
  test("is tried again under the same id, with a new time, and not sooner than the schedule says", async () => {
    let isWell = false;
    receiver.answering = (response) => response.writeHead(isWell ? 200 : 500).end("no database");
    await addContact();
    const failed = await untilDelivery("was tried", isTried);
    expect(failed).toMatchObject({ status: "pending", attempts: 1, httpStatus: 500 });
    const pauseMs = Number(failed.nextAttemptAt) - Number(failed.lastAttemptAt);
    expect(pauseMs).toBeGreaterThan(9000);

    isWell = true;
    await makeDue(failed.id);
    const again = await receiver.untilReceived(2);
    verifyWebhook(again, endpoint.secret);
    expect(again.headers["webhook-id"]).toBe(receiver.received[0]?.headers["webhook-id"]);
    expect(again.text).toBe(receiver.received[0]?.text);
    await untilDelivery("was delivered", ({ status, attempts }) => status === "delivered" && attempts === 2);
  });

  test("fails for good after its last attempt; repeated, it has a new id and names the old one", async () => {
    receiver.answering = (response) => response.writeHead(503).end();
    await addContact("Rosa Gil");
    const first = await untilDelivery("was tried", isTried);
    await makeDue(first.id, 8);
    const over = await untilDelivery("failed", ({ status }) => status === "failed");
    expect(over).toMatchObject({ id: first.id, attempts: 9, httpStatus: 503, nextAttemptAt: null });
    expect(await endpointNow()).toMatchObject({ active: true, failed: 1, pending: 0 });

    receiver.answering = (response) => response.writeHead(200).end();
    const again = await business.client.ask(
      "POST",
      `/api/webhook-deliveries/${first.id}/replay`,
      deliveryView,
    );
    expect(again.id).not.toBe(first.id);
    const [original] = receiver.received;
    const replayed = await until("the repetition", () =>
      receiver.received.find(({ headers }) => headers["webhook-id"] === again.id),
    );
    verifyWebhook(replayed, endpoint.secret);
    expect(replayed.body).toEqual({ ...original?.body, replayOf: first.id });
    await until("nothing that failed", async () => (await endpointNow()).failed === 0);
  });

  test("everything that failed is repeated at one press, once", async () => {
    receiver.answering = (response) => response.writeHead(500).end();
    for (const name of ["Primera", "Segunda"]) await addContact(name);
    await until("two that were tried", async () => {
      const all = await deliveries();
      return all.length === 2 && all.every((delivery) => isTried(delivery));
    });
    for (const { id } of await deliveries()) await makeDue(id, 8);
    await until("two that failed", async () => (await endpointNow()).failed === 2);

    receiver.answering = (response) => response.writeHead(200).end();
    const before = receiver.received.length;
    const press = () =>
      business.client.ask("POST", `/api/webhook-endpoints/${endpoint.id}/replay-failed`, replayedCount);
    const pressed = await Promise.all([press(), press()]);
    expect(pressed.map(({ replayed }) => replayed).toSorted((a, b) => a - b)).toEqual([0, 2]);
    await receiver.untilReceived(before + 2);
    const names = receiver.received.slice(before).map(({ body }) => body.data["name"]);
    expect(new Set(names)).toEqual(new Set(["Primera", "Segunda"]));
  });

  test("a redirect is not followed, and a cut line is no answer", async () => {
    receiver.answering = (response) => response.writeHead(302, { location: "/elsewhere" }).end();
    await addContact();
    expect(await untilDelivery("was tried", isTried)).toMatchObject({ status: "pending", httpStatus: 302 });
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hook"]);

    receiver.answering = (response) => response.socket?.destroy();
    await addContact();
    const cut = await untilDelivery("was cut", ({ fault }) => fault !== null);
    expect(cut).toMatchObject({ status: "pending", httpStatus: null, fault: "cut" });
  });

  test("a receiver that keeps us waiting keeps nobody else waiting", async () => {
    const quick = await WebhookReceiver.open();
    const other = await addEndpoint(quick);
    receiver.answering = () => undefined;
    for (let count = 0; count < 4; count += 1) await addContact();
    await quick.untilReceived(4);
    expect((await deliveries()).every(({ lastAttemptAt }) => lastAttemptAt === null)).toBe(true);
    // No more than two of one address at a time.
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    await business.client.ask("DELETE", `/api/webhook-endpoints/${other.id}`, z.null());
    quick.close();
  });
});

describe("an address that is switched off", () => {
  test("by its own word, 410: what waits has failed, nothing more is told, and both can be made good", async () => {
    receiver.answering = (response) => response.writeHead(500).end();
    await addContact("Espera");
    await untilDelivery("was tried", isTried);
    receiver.answering = (response) => response.writeHead(410).end();
    await addContact("Última");
    await until("the address is off", async () => !(await endpointNow()).active);
    expect(await endpointNow()).toMatchObject({ disabledReason: "gone", pending: 0, failed: 2 });
    await addContact("Nadie la oye");
    expect(await deliveries()).toHaveLength(2);
    const [newest] = await deliveries();
    expect(await business.client.refusal("POST", `/api/webhook-deliveries/${newest?.id}/replay`)).toEqual({
      status: 409,
      code: "conflict",
    });

    receiver.answering = (response) => response.writeHead(200).end();
    const on = await business.client.ask("PATCH", `/api/webhook-endpoints/${endpoint.id}`, endpointView, {
      active: true,
    });
    expect(on).toMatchObject({ active: true, disabledReason: null });
    await business.client.ask("POST", `/api/webhook-endpoints/${endpoint.id}/replay-failed`, replayedCount);
    await until("all is told", async () => {
      const { failed, pending } = await endpointNow();
      return failed === 0 && pending === 0;
    });
  });

  test("because nothing arrived for three days", async () => {
    receiver.answering = (response) => response.writeHead(500).end();
    await addContact();
    const { id } = await untilDelivery("was tried", isTried);
    await database`update webhook_deliveries set created_at = now() - interval '4 days' where id = ${id}`;
    await makeDue(id, 8);
    await until("the address is off", async () => !(await endpointNow()).active);
    expect(await endpointNow()).toMatchObject({ disabledReason: "failing", failed: 1 });
  });

  test("by a person, and tested all the same: once, without consequences", async () => {
    await business.client.ask("PATCH", `/api/webhook-endpoints/${endpoint.id}`, endpointView, {
      active: false,
    });
    receiver.answering = (response) => response.writeHead(418).end("a teapot");
    const tested = await business.client.ask(
      "POST",
      `/api/webhook-endpoints/${endpoint.id}/test`,
      deliveryDetail,
    );
    expect(tested).toMatchObject({
      event: "endpoint.test",
      status: "failed",
      httpStatus: 418,
      answer: "a teapot",
    });
    verifyWebhook(await receiver.untilReceived(1), endpoint.secret);
    expect(await endpointNow()).toMatchObject({ active: false, failed: 0, disabledReason: null });
  });
});

describe("who may decide where news of patients goes", () => {
  test("administrators, not operators", async () => {
    const operator = await addMember(business.client, "operator", business.key);
    for (const [method, path] of [
      ["GET", "/api/webhook-endpoints"],
      ["POST", `/api/webhook-endpoints/${endpoint.id}/test`],
      ["GET", `/api/webhook-endpoints/${endpoint.id}/deliveries`],
    ] as const) {
      expect(await operator.client.refusal(method, path)).toEqual({ status: 403, code: "forbidden" });
    }
  });

  test("and every change of it is on record", async () => {
    const other = await addEndpoint(receiver);
    const path = `/api/webhook-endpoints/${other.id}`;
    for (const active of [false, true]) await business.client.ask("PATCH", path, endpointView, { active });
    await business.client.ask("POST", `${path}/rotate`, rotatedSecret);
    const { id } = await business.client.ask("POST", `${path}/test`, deliveryDetail);
    await business.client.ask("POST", `/api/webhook-deliveries/${id}/replay`, deliveryView);
    await business.client.ask("POST", `${path}/replay-failed`, replayedCount);
    await business.client.ask("DELETE", path, z.null());
    const audited = await database<{ action: string }[]>`
      select action from audit_entries where subject in (${other.id}, ${id}) order by at`;
    expect(audited.map(({ action }) => action)).toEqual([
      "webhook_endpoint.create",
      "webhook_endpoint.switch_off",
      "webhook_endpoint.update",
      "webhook_endpoint.rotate",
      "webhook_delivery.replay",
      "webhook_endpoint.replay",
      "webhook_endpoint.delete",
    ]);
  });

  test("what is no address of the web is refused", async () => {
    for (const url of ["", "agenda", "ftp://x.example.com", "https://", "https://ana:clave@x.example.com/"]) {
      const answer = await business.client.refusal("POST", "/api/webhook-endpoints", {
        url,
        events: ["message.taken"],
      });
      expect(answer, url).toEqual({ status: 422, code: "invalid" });
    }
  });
});
