import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope, withTransaction } from "@/db/client";
import {
  createEndpoint,
  findDelivery,
  hasFailedFor,
  insertDelivery,
  listDeliveries,
  recordAttempt,
  replayFailedDeliveries,
  updateEndpoint,
} from "@/db/queries/outgoing";
import { claimDueDeliveries } from "@/db/queries/unscoped-deliveries";
import type { WebhookDelivery } from "@/db/schema/outgoing";
import { emitEvent } from "@/lib/outgoing/emit-event";
import { switchOff } from "@/lib/outgoing/switch-off";
import type { OutgoingEvent } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { createBusiness } from "./business";

let database: TestDatabase;
let scope: Scope;
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
});
afterAll(() => database.drop());
beforeEach(async () => {
  // A claim is of all businesses: what other tests left is out of its way.
  await database.owner`delete from webhook_deliveries`;
  ({ scope } = await createBusiness());
});

async function addEndpoint(events: OutgoingEvent[] = ["message.taken"], of = scope): Promise<string> {
  const { id } = await createEndpoint(of, {
    id: randomUUID(),
    url: "https://agenda.example.com/hook",
    events,
    sealedSecret: "k1.a.b.c",
    createdBy: "Ana",
  });
  return id;
}

const deliveriesOf = (endpointId: string): Promise<WebhookDelivery[]> =>
  listDeliveries(scope, endpointId, { status: undefined, after: undefined, limit: 1000 });

const addDeliveries = (endpointId: string, count: number) =>
  database.owner`
    insert into webhook_deliveries (tenant_id, endpoint_id, event, data, next_attempt_at)
    select ${scope.tenantId}, ${endpointId}, 'message.taken', '{}', now() - n * interval '1 millisecond'
    from generate_series(1, ${count}) n`;

const claim = (given: Partial<Parameters<typeof claimDueDeliveries>[0]> = {}) =>
  claimDueDeliveries({ limit: 10, perEndpoint: 10, busy: [], leaseSeconds: 60, ...given });

describe("an event", () => {
  it("is told when it happened, and was never told when it did not", async () => {
    const endpointId = await addEndpoint();
    await expect(
      withTransaction(scope, async (inner) => {
        await emitEvent(inner, "message.taken", { id: "lost" });
        throw new Error("the deed failed");
      }),
    ).rejects.toThrow("the deed failed");
    expect(await deliveriesOf(endpointId)).toEqual([]);

    await withTransaction(scope, (inner) =>
      emitEvent(inner, "message.taken", { id: "kept", text: "«ñ» \"'" }),
    );
    expect(await deliveriesOf(endpointId)).toMatchObject([
      { event: "message.taken", data: { id: "kept", text: "«ñ» \"'" }, status: "pending", attempts: 0 },
    ]);
  });

  it("goes to every address that wants to know, and to no other", async () => {
    const [both, other, off] = [
      await addEndpoint(["appointment.booked", "message.taken"]),
      await addEndpoint(["appointment.booked"]),
      await addEndpoint(),
    ];
    await updateEndpoint(scope, off, { active: false });
    const { scope: stranger } = await createBusiness();
    const theirs = await addEndpoint(["message.taken"], stranger);
    await emitEvent(scope, "message.taken", {});
    const told = await database.owner<{ endpoint_id: string }[]>`
      select endpoint_id from webhook_deliveries where endpoint_id in ${database.owner([both, other, off, theirs])}`;
    expect(told.map((row) => row.endpoint_id)).toEqual([both]);
  });
});

describe("workers that look for deliveries", () => {
  it("claim each one once, however many look at the same time", async () => {
    const endpointId = await addEndpoint();
    await addDeliveries(endpointId, 60);
    const claims: string[] = [];
    // What another one looks at this moment is passed over, not waited for: so each looks until nothing is left.
    const work = async () => {
      while (claims.length < 60) claims.push(...(await claim({ limit: 3 })).map(({ id }) => id));
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(claims).toHaveLength(60);
    expect(new Set(claims).size).toBe(60);
    expect(await claim()).toEqual([]);
  });

  it("take few of one address, the longest waiting first, and none of one that is busy", async () => {
    const [slow, quick] = [await addEndpoint(), await addEndpoint()];
    await addDeliveries(slow, 5);
    await addDeliveries(quick, 5);
    const due = (await deliveriesOf(slow)).sort((a, b) => +a.nextAttemptAt - +b.nextAttemptAt);
    const first = await claim({ perEndpoint: 2 });
    const ofSlow = first.filter(({ endpointId }) => endpointId === slow);
    expect(ofSlow.map(({ id }) => id)).toEqual(due.slice(0, 2).map(({ id }) => id));
    expect(first).toHaveLength(4);
    expect(first.every(({ attempts, tenantId }) => attempts === 1 && tenantId === scope.tenantId)).toBe(true);
    expect((await claim({ busy: [slow] })).every(({ endpointId }) => endpointId === quick)).toBe(true);
  });

  it("take up again what a worker that died had claimed, as the next attempt", async () => {
    const endpointId = await addEndpoint();
    await addDeliveries(endpointId, 1);
    const [claimed] = await claim();
    expect(await claim()).toEqual([]);
    await database.owner`update webhook_deliveries set next_attempt_at = now() - interval '1 second' where id = ${claimed?.id ?? ""}`;
    expect(await claim()).toMatchObject([{ id: claimed?.id, attempts: 2 }]);
  });

  it("see neither what is told nor where to", async () => {
    const system = postgres(database.url, {
      max: 1,
      onnotice: () => undefined,
      connection: { role: "centralita_system" },
    });
    const denied = { code: "42501" };
    await expect(system`select data from webhook_deliveries`).rejects.toMatchObject(denied);
    await expect(system`select * from webhook_endpoints`).rejects.toMatchObject(denied);
    await expect(system`update webhook_deliveries set status = 'delivered'`).rejects.toMatchObject(denied);
    await system.end();
  });

  it("find what is due by its index among what is over", async () => {
    const endpointId = await addEndpoint();
    await addDeliveries(endpointId, 20_000);
    await database.owner`update webhook_deliveries set status = 'delivered'`;
    await addDeliveries(endpointId, 10);
    await database.owner`analyze webhook_deliveries`;
    const plan = await database.owner`
      explain select id from webhook_deliveries where status = 'pending' and next_attempt_at <= clock_timestamp()
      order by next_attempt_at limit 500 for update skip locked`;
    expect(plan.map((row) => row["QUERY PLAN"] as string).join("\n")).toContain("webhook_deliveries_due");
    expect(await claim({ limit: 20, perEndpoint: 20 })).toHaveLength(10);
  });
});

describe("what came of an attempt", () => {
  const outcome = { lastStatus: 500, lastAnswer: "", durationMs: 5, nextAttemptAt: new Date("2030-01-01") };

  it("counts when it was delivered, however late; that it failed does not when another attempt has begun", async () => {
    const endpointId = await addEndpoint();
    await addDeliveries(endpointId, 1);
    const [{ id: deliveryId } = { id: "" }] = await claim({ leaseSeconds: 0 });
    await claim();
    const late = { ...outcome, deliveryId, attempt: 1 };
    expect(await recordAttempt(scope, { ...late, status: "pending" })).toBe(false);
    expect(await findDelivery(scope, deliveryId)).toMatchObject({ attempts: 2, lastStatus: null });
    expect(await recordAttempt(scope, { ...late, status: "delivered", lastStatus: 204 })).toBe(true);
    expect(await recordAttempt(scope, { ...late, attempt: 2, status: "failed" })).toBe(false);
    expect(await findDelivery(scope, deliveryId)).toMatchObject({ status: "delivered", lastStatus: 204 });
  });

  it("an address that is switched off lets go of what waits for it, in the transaction that switches it off", async () => {
    const endpointId = await addEndpoint();
    await addDeliveries(endpointId, 3);
    await switchOff(scope, endpointId, "gone");
    expect(await deliveriesOf(endpointId)).toMatchObject(
      Array.from({ length: 3 }, () => ({ status: "failed", lastAnswer: "endpoint_off" })),
    );
    expect(await claim()).toEqual([]);
    const audited = await database.owner`
      select details from audit_entries where action = 'webhook_endpoint.switch_off' and subject = ${endpointId}`;
    expect(audited).toMatchObject([{ details: { reason: "gone" } }]);
  });
});

describe("an address that takes nothing", () => {
  let endpointId: string;
  const addOld = (status: "failed" | "delivered", daysAgo: number, event = "message.taken") =>
    database.owner`
      insert into webhook_deliveries (tenant_id, endpoint_id, event, data, status, created_at, delivered_at)
      select ${scope.tenantId}, ${endpointId}, ${event}, '{}', ${status}, at, case when ${status} = 'delivered' then at end
      from (select now() - make_interval(days => ${daysAgo}) as at) moment`;
  beforeEach(async () => {
    endpointId = await addEndpoint();
  });

  it("has failed for days when the first failure since the last success is that old", async () => {
    await addOld("delivered", 10);
    await addOld("failed", 4);
    await addOld("failed", 1);
    expect(await hasFailedFor(scope, endpointId, 3)).toBe(true);
    expect(await hasFailedFor(scope, endpointId, 5)).toBe(false);
  });

  it("has not when something was delivered in between, when nothing failed, or when only a test did", async () => {
    expect(await hasFailedFor(scope, endpointId, 3)).toBe(false);
    await addOld("failed", 9, "endpoint.test");
    expect(await hasFailedFor(scope, endpointId, 3)).toBe(false);
    await addOld("failed", 9);
    await addOld("delivered", 2);
    await addOld("failed", 1);
    expect(await hasFailedFor(scope, endpointId, 3)).toBe(false);
  });
});

describe("repeating what failed", () => {
  it("repeats each failure once, in the order in which they happened, until the repetition has failed too", async () => {
    const endpointId = await addEndpoint();
    for (const text of ["first", "second"])
      await insertDelivery(scope, { endpointId, event: "message.taken", data: { text } });
    await insertDelivery(scope, { endpointId, event: "endpoint.test", data: {} });
    await database.owner`update webhook_deliveries set status = 'failed'`;
    await addDeliveries(endpointId, 1);

    expect(await replayFailedDeliveries(scope, endpointId)).toBe(2);
    expect(await replayFailedDeliveries(scope, endpointId)).toBe(0);
    const again = (await deliveriesOf(endpointId)).filter(({ replayOf }) => replayOf !== null);
    const inOrder = again.sort((a, b) => +a.nextAttemptAt - +b.nextAttemptAt);
    expect(inOrder.map(({ data }) => data["text"])).toEqual(["first", "second"]);

    await database.owner`update webhook_deliveries set status = 'failed' where replay_of is not null`;
    expect(await replayFailedDeliveries(scope, endpointId)).toBe(2);
    await database.owner`update webhook_deliveries set status = 'delivered' where status = 'pending'`;
    expect(await replayFailedDeliveries(scope, endpointId)).toBe(0);
  });
});
