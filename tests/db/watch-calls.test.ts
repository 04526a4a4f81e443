import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { updateCall } from "@/db/queries/calls";
import { claimWatchedCalls } from "@/db/queries/unscoped-calls";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
let scope: Scope;
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
  ({ scope } = await createBusiness());
});
afterAll(() => database.drop());

describe("the watch over calls that ElevenLabs carries", () => {
  it("is shared: ten workers at once ask about each call once", async () => {
    const native = await Promise.all(
      Array.from({ length: 12 }, () => addCall(scope, { mode: "native", direction: "outbound" })),
    );
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimWatchedCalls(60, 5)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(native.map(({ id }) => id)));
    expect(await claimWatchedCalls(60, 50)).toEqual([]);
  });

  it("comes back to a call once the interval is over", async () => {
    const call = await addCall(scope, { mode: "native" });
    const has = async () => (await claimWatchedCalls(60, 50)).some(({ id }) => id === call.id);
    expect(await has()).toBe(true);
    expect(await has()).toBe(false);
    await updateCall(scope, call.id, { watchedAt: new Date(Date.now() - 61_000) });
    expect(await has()).toBe(true);
  });

  it("leaves alone what is over, what the bridge carries, and what Twilio does not know yet", async () => {
    await addCall(scope, { mode: "bridge" });
    await addCall(scope, { mode: "native", endedAt: new Date() });
    await addCall(scope, { mode: "native", direction: "outbound", twilioCallSid: null });
    expect(await claimWatchedCalls(0, 50).then((calls) => calls.map(({ mode }) => mode))).not.toContain(
      "bridge",
    );
    const known = await database.owner<{ watched: number }[]>`
      select count(*)::int as watched from calls
      where watched_at is not null and (ended_at is not null or twilio_call_sid is null or mode = 'bridge')`;
    expect(known[0]?.watched).toBe(0);
  });

  it("looks after calls that a machine answered, however they are carried", async () => {
    const [machine, fax, human] = [
      await addCall(scope, { direction: "outbound", answeredBy: "machine" }),
      await addCall(scope, { direction: "outbound", mode: "turns", answeredBy: "fax" }),
      await addCall(scope, { direction: "outbound", answeredBy: "human" }),
    ];
    const watched = (await claimWatchedCalls(60, 50)).map(({ id }) => id);
    expect(watched).toEqual(expect.arrayContaining([machine.id, fax.id]));
    expect(watched).not.toContain(human.id);
  });

  it("finds its calls by the index of calls that are not over", async () => {
    await database.owner`
      insert into calls (tenant_id, direction, mode, status, from_number, to_number, twilio_call_sid, ended_at)
      select ${scope.tenantId}, 'inbound', 'native', 'completed', '+34600000000', '+34910000000',
        'CA' || lpad(to_hex(n), 32, '0'), now()
      from generate_series(1, 20000) n`;
    await database.owner`analyze calls`;
    const plan = await database.owner`
      explain select id from calls where ended_at is null and mode = 'native' and twilio_call_sid is not null
      order by watched_at nulls first limit 20`;
    expect(plan.map((row) => row["QUERY PLAN"] as string).join("\n")).toContain("calls_open");
  });
});
