import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findCall, updateCall } from "@/db/queries/calls";
import { insertAttempt, insertTransfer, updateAttempt, updateTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness, newPhoneNumber, newSid } from "./business";

/** What Twilio says of a call; nothing of one that is not named. */
const known = new Map<string, { status: string; price: string | null }>();
let vendor: Server;
let database: TestDatabase;
let scope: Scope;
let fetchPrices: typeof import("@/lib/calls/fetch-prices").fetchPrices;

stubSettings({ LOG_LEVEL: "silent" });
beforeAll(async () => {
  vendor = createServer((request, response) => {
    const sid = /Calls\/(\w+)\.json/.exec(request.url ?? "")?.[1] ?? "";
    const call = known.get(sid);
    response.writeHead(call ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(call ? { sid, price_unit: "USD", ...call } : { code: 20404, status: 404 }));
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("TWILIO_API_URL", `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  database = await openTestDatabase();
  ({ scope } = await createBusiness());
  const { sealSecrets } = await import("@/lib/accounts/credentials");
  await saveAccount(scope, {
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: sealSecrets(scope.tenantId, "twilio", { authToken: "0".repeat(32) }),
    hints: {},
    status: "active",
    facts: {},
  });
  ({ fetchPrices } = await import("@/lib/calls/fetch-prices"));
});
afterAll(async () => {
  vendor.close();
  await database.drop();
});

const ORDER = {
  requestedBy: "agent",
  requester: null,
  reason: "",
  brief: "",
  wantedSkill: null,
  wantedLanguage: null,
  wantedAdvisorId: null,
  wantedNumber: null,
} as const;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function endedCall(price: string | null, endedAt = minutesAgo(10)): Promise<Call> {
  const call = await addCall(scope, { status: "completed", endedAt });
  known.set(call.twilioCallSid ?? "", { status: "completed", price });
  return call;
}

/** A telephone that was rung for the call, and what Twilio says of it. */
async function rang(call: Call, leg: { status: string; price: string | null } | undefined): Promise<void> {
  const { id: transferId } = await insertTransfer(scope, { callId: call.id, ...ORDER });
  const number = newPhoneNumber();
  const attempt = await insertAttempt(scope, { transferId, position: 1, advisorId: null, number });
  const sid = newSid("CA");
  await updateAttempt(scope, attempt.id, { twilioCallSid: sid });
  await updateTransfer(scope, transferId, { endedAt: new Date() });
  if (leg) known.set(sid, leg);
}

/** The worker comes by, however long it would have waited. */
async function priceOf(call: Call): Promise<string | null | undefined> {
  await updateCall(scope, call.id, { pricedAt: null });
  await fetchPrices();
  return (await findCall(scope, call.id))?.costTwilioUsd;
}

describe("the price of a call", () => {
  it("is what Twilio asks for it, once it has said so", async () => {
    const call = await endedCall(null);
    expect(await priceOf(call)).toBeNull();
    known.set(call.twilioCallSid ?? "", { status: "completed", price: "-0.01400" });
    expect(await priceOf(call)).toBe("0.014000");
  });

  it("has the telephones in it that were picked up for it, however often it was put through", async () => {
    const call = await endedCall("-0.01400");
    await rang(call, { status: "no-answer", price: null });
    await rang(call, { status: "completed", price: "-0.03600" });
    await rang(call, undefined);
    await rang(call, { status: "completed", price: "-0.01" });
    expect(await priceOf(call)).toBe("0.060000");
  });

  it("waits for that of a telephone that was picked up, but not for ever", async () => {
    const call = await endedCall("-0.01400");
    await rang(call, { status: "completed", price: null });
    expect(await priceOf(call)).toBeNull();
    await updateCall(scope, call.id, { endedAt: minutesAgo(7 * 60) });
    expect(await priceOf(call)).toBe("0.014000");
  });
});
