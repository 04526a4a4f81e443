import { randomUUID } from "node:crypto";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { tenantView } from "@/lib/tenants/schema";
import { person, place, ringsAt, untilRings } from "../support/outbound";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { expectCaller } from "../support/practice";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

describe.concurrent("a call that the business places over the bridge", () => {
  test("rings, is answered, speaks with the variables of this call, and ends with its result", async () => {
    const business = await createBusiness(house);
    const to = await expectCaller(business, await person(business.sandbox, "ring"));
    const firstMessage = "Buenos días, {{contact_name}}. Soy la asistente virtual de {{business_name}}.";
    const placed = await place(business, {
      to: to.replace("+34", ""),
      purpose: "confirmation",
      contactName: "Rosa Vidal",
      firstMessage,
      metadata: { reference: "cita-17" },
    });
    expect(placed).toMatchObject({
      direction: "outbound",
      mode: "bridge",
      dialState: "accepted",
      fromNumber: business.number,
      toNumber: to,
      purpose: "confirmation",
      contactName: "Rosa Vidal",
      metadata: { reference: "cita-17" },
    });
    await business.untilCall(placed.id, "rings", ({ status }) => status === "ringing");
    const phone = await untilRings(business.sandbox, to);
    await phone.answer();
    await phone.untilHeard(`Buenos días, Rosa Vidal. Soy la asistente virtual de Clínica ${business.key}.`);
    expect(await business.call(placed.id)).toMatchObject({ status: "in_progress" });
    await phone.say("Sí, confirmo mi cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.say("No, nada más. Adiós.");
    await phone.untilOver();
    await business.untilEnded(placed.id);
    const over = await business.untilCall(
      placed.id,
      "has its report",
      ({ successful }) => successful !== null,
    );
    expect(over).toMatchObject({ status: "completed", outcome: "confirmed", twilioCallSid: phone.callSid });
    const types = (await business.events(placed.id)).map(({ type }) => type);
    for (const type of ["call_requested", "dial_accepted", "stream_started", "agent_connected"]) {
      expect(types, type).toContain(type);
    }
  });

  test.each([
    ["reject", "no_answer"],
    ["busy", "busy"],
    ["unreachable", "failed"],
  ] as const)("to a telephone that says %s ends as %s", async (behaviour, status) => {
    const business = await createBusiness(house);
    const placed = await place(business, { to: await person(business.sandbox, behaviour) });
    expect(await business.untilEnded(placed.id)).toMatchObject({ status, answeredAt: null });
  });

  test("can be hung up while it rings, and is then ended by hand", async () => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "ring");
    const placed = await place(business, { to });
    const phone = await untilRings(business.sandbox, to);
    await business.client.ask("POST", `/api/calls/${placed.id}/hang-up`, z.unknown(), {});
    expect((await phone.untilOver()).status).toBe("canceled");
    expect((await business.untilEnded(placed.id)).status).toBe("ended_manually");
  });

  test("is one call, however often the same order is sent", async () => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "ring");
    const order = { to, idempotencyKey: randomUUID() };
    const placed = await Promise.all([1, 2, 3, 4].map(() => place(business, order)));
    expect(new Set(placed.map(({ id }) => id)).size).toBe(1);
    await untilRings(business.sandbox, to);
    expect(await ringsAt(business.sandbox, to)).toHaveLength(1);
  });

  test("does not ring a telephone that rings already", async () => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "ring");
    await place(business, { to });
    const order = { to, agentId: business.agent.id };
    expect(await business.client.refusal("POST", "/api/calls", order)).toEqual({
      status: 409,
      code: "conflict",
    });
    expect(await ringsAt(business.sandbox, to)).toHaveLength(1);
  });

  test.each([
    ["429, which was not processed", { kind: "status", status: 429 }, 502],
    ["400", { kind: "status", status: 400 }, 502],
  ] as const)("that Twilio refuses with %s rings nobody and says why", async (_what, fault, status) => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "ring");
    await business.sandbox.misbehave({
      target: "twilio.rest",
      match: `${business.accountSid}/Calls.json`,
      ...fault,
    });
    const refused = await business.client.send("POST", "/api/calls", { to, agentId: business.agent.id });
    expect(refused.status).toBe(status);
    expect(await ringsAt(business.sandbox, to)).toEqual([]);
    const [call] = await business.client.get("/api/calls", z.array(callView));
    expect(call).toMatchObject({ status: "failed", toNumber: to });
    expect(call?.errorCode).not.toBeNull();
  });

  test("of which Twilio's answer is lost is not placed again, and the telephone's own story is told", async () => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "answer");
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "cut",
      match: `POST /2010-04-01/Accounts/${business.accountSid}/Calls.json`,
      times: 1,
    });
    const placed = await place(business, { to });
    const phone = await untilRings(business.sandbox, to);
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.hangUp();
    expect(await business.untilEnded(placed.id)).toMatchObject({
      status: "completed",
      dialState: "accepted",
      twilioCallSid: phone.callSid,
    });
    expect(await ringsAt(business.sandbox, to)).toHaveLength(1);
  });

  test("whose order never arrived is looked for, not repeated, and closed as failed", async () => {
    const business = await createBusiness(house);
    const to = await person(business.sandbox, "ring");
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "drop",
      match: `POST /2010-04-01/Accounts/${business.accountSid}/Calls.json`,
      times: 1,
    });
    const placed = await place(business, { to });
    expect(placed).toMatchObject({ dialState: "unknown", endedAt: null, status: "queued" });
    expect((await business.events(placed.id)).map(({ type }) => type)).toContain("dial_unknown");
    expect(await ringsAt(business.sandbox, to)).toEqual([]);
    // While nobody knows, nobody dials again.
    const again = await business.client.refusal("POST", "/api/calls", { to, agentId: business.agent.id });
    expect(again).toEqual({ status: 409, code: "conflict" });
  });
});

describe.concurrent("the toll-fraud guard", () => {
  const fields = z.object({ error: z.object({ fields: z.record(z.string(), z.string()).optional() }) });

  test.each([
    ["+18765550123", "country_not_allowed"],
    ["+34803111222", "premium_number"],
    ["112", "phone_number"],
    ["6001", "phone_number"],
  ])("refuses %s at its field", async (to) => {
    const business = await createBusiness(house);
    const refused = await business.client.send("POST", "/api/calls", { to, agentId: business.agent.id });
    expect(refused.status).toBe(422);
    expect(Object.keys(fields.parse(JSON.parse(refused.text)).error.fields ?? {})).toEqual(["to"]);
    expect(await business.client.get("/api/calls", z.array(callView))).toEqual([]);
  });

  test("refuses the business's own number, and an agent or number of another business", async () => {
    const [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
    const agentId = business.agent.id;
    const to = await person(business.sandbox, "ring");
    const refusal = (order: object) => business.client.refusal("POST", "/api/calls", order);
    expect(await refusal({ to: business.number, agentId })).toEqual({ status: 422, code: "invalid" });
    for (const foreign of [{ agentId: other.agent.id }, { agentId, numberId: other.numberId }]) {
      expect(await refusal({ to, ...foreign })).toEqual({ status: 404, code: "not_found" });
    }
    expect(await ringsAt(business.sandbox, to)).toEqual([]);
  });

  test("lets no more calls out in a minute than were allowed, also when they are ordered at once", async () => {
    const business = await createBusiness(house);
    await business.client.ask("PATCH", "/api/tenant", tenantView, { callsPerMinute: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, () => person(business.sandbox, "ring")));
    const answers = await Promise.all(
      people.map((to) => business.client.send("POST", "/api/calls", { to, agentId: business.agent.id })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    await until("three telephones ring", async () => {
      const rings = await Promise.all(people.map((to) => ringsAt(business.sandbox, to)));
      return rings.flat().length === 3;
    });
  });

  test("stops at the day's spending cap", async () => {
    const business = await createBusiness(house);
    await business.client.ask("PATCH", "/api/tenant", tenantView, { dailySpendCapUsd: "0" });
    const to = await person(business.sandbox, "ring");
    const refused = await business.client.refusal("POST", "/api/calls", { to, agentId: business.agent.id });
    expect(refused).toEqual({ status: 429, code: "limit_reached" });
    expect(await ringsAt(business.sandbox, to)).toEqual([]);
  });
});
