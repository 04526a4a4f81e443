import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase, openDatabase, type Scope } from "@/db/client";
import { claimStreamToken, findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import { keepWebhook } from "@/db/queries/webhooks";
import { findRouteOfNumber } from "@/db/queries/unscoped";
import { receiveCall } from "@/lib/calls/receive-call";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, addNumber, createBusiness, newSid } from "./business";

let database: TestDatabase;
let scope: Scope;
stubSettings();
beforeAll(async () => {
  database = await openTestDatabase();
  await closeDatabase();
  openDatabase(database.url, 20);
  ({ scope } = await createBusiness());
});
afterAll(() => database.drop());

describe("many at once", () => {
  it("twenty identical voice webhooks make one call with one event", async () => {
    const agentId = await addAgent(scope, { status: "inactive" });
    const number = await addNumber(scope);
    await database.owner`update numbers set agent_id = ${agentId} where id = ${number.id}`;
    const route = await findRouteOfNumber(number.phoneNumber);
    if (!route) throw new Error("the number leads nowhere");
    const request = {
      CallSid: newSid("CA"),
      AccountSid: newSid("AC"),
      From: "+34600000000",
      To: number.phoneNumber,
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => receiveCall(scope, request, route)));
    expect(new Set(answers).size).toBe(1);
    const calls = await database.owner<{ id: string }[]>`
      select id from calls where twilio_call_sid = ${request.CallSid}`;
    expect(calls).toHaveLength(1);
    const types = (await listCallEvents(scope, calls[0]?.id ?? "")).map((event) => event.type);
    expect(types.sort()).toEqual(["answer_given", "call_received"]);
  });

  it("twenty identical webhooks are kept once", async () => {
    const event = {
      provider: "elevenlabs",
      kind: "post_call",
      externalId: newSid("x"),
      callId: null,
      body: {},
    };
    const kept = await Promise.all(Array.from({ length: 20 }, () => keepWebhook(scope, event)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
  });

  it("of twenty sockets that bring the same token exactly one is let in", async () => {
    const tokenHash = randomBytes(16).toString("hex");
    const call = await addCall(scope);
    await updateCall(scope, call.id, {
      streamTokenHash: tokenHash,
      streamTokenExpiresAt: new Date(Date.now() + 60_000),
    });
    const claim = { tokenHash, twilioCallSid: call.twilioCallSid ?? "", bridgeId: "b" };
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        claimStreamToken(scope, call.id, { ...claim, streamSid: `MZ${index}` }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "claimed")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "used")).toHaveLength(19);
    expect((await findCall(scope, call.id))?.streamSid).toBe(`MZ${outcomes.indexOf("claimed")}`);
  });

  it("a token that is wrong, old or of another telephone call is none", async () => {
    const tokenHash = randomBytes(16).toString("hex");
    const call = await addCall(scope);
    const claim = { tokenHash, twilioCallSid: call.twilioCallSid ?? "", streamSid: "MZ", bridgeId: "b" };
    await updateCall(scope, call.id, {
      streamTokenHash: tokenHash,
      streamTokenExpiresAt: new Date(Date.now() - 1000),
    });
    expect(await claimStreamToken(scope, call.id, claim)).toBe("expired");
    await updateCall(scope, call.id, { streamTokenExpiresAt: new Date(Date.now() + 60_000) });
    expect(await claimStreamToken(scope, call.id, { ...claim, tokenHash: "another" })).toBe("wrong");
    expect(await claimStreamToken(scope, call.id, { ...claim, twilioCallSid: newSid("CA") })).toBe("wrong");
    expect(await claimStreamToken(scope, (await addCall(scope)).id, claim)).toBe("wrong");
    expect(await claimStreamToken(scope, call.id, claim)).toBe("claimed");
  });
});
