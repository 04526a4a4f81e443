import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount, updateNumber } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { dialCall } from "@/lib/calls/dial-call";
import { hangUpCall } from "@/lib/calls/hang-up-call";
import { sweepCalls } from "@/lib/calls/sweep-calls";
import type { Mode } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, addNumber, createBusiness, newSid } from "./business";

type Answer = { status: number; body: string };

/** Both vendors on a bad day: what they answer to a method and path, else 500. */
const answers = new Map<string, () => Answer | Promise<Answer>>();
let asked: string[] = [];
let vendors: Server;
let database: TestDatabase;

stubSettings({ LOG_LEVEL: "silent" });
beforeAll(async () => {
  vendors = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://vendor").pathname.replace(/^.*\/Accounts\/\w+/, "");
    const what = `${request.method} ${path}`;
    asked.push(what);
    request.resume().on("end", () => {
      void Promise.resolve(answers.get(what)?.() ?? { status: 500, body: "{}" }).then(({ status, body }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(body),
      );
    });
  });
  await once(vendors.listen(0, "127.0.0.1"), "listening");
  const address = `http://127.0.0.1:${(vendors.address() as AddressInfo).port}`;
  vi.stubEnv("TWILIO_API_URL", address);
  vi.stubEnv("ELEVENLABS_API_URL", address);
  database = await openTestDatabase();
});
afterAll(async () => {
  vendors.close();
  await database.drop();
});
beforeEach(() => {
  answers.clear();
  asked = [];
});

const json = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });

async function businessWithAccounts(): Promise<Scope> {
  const { scope } = await createBusiness();
  const account = { hints: {}, status: "active" as const, facts: {} };
  const sealed = (vendor: "twilio" | "elevenlabs", secrets: Record<string, string>) =>
    sealSecrets(scope.tenantId, vendor, secrets);
  await saveAccount(scope, {
    ...account,
    vendor: "twilio",
    externalId: newSid("AC"),
    sealedSecrets: sealed("twilio", { authToken: "token" }),
  });
  await saveAccount(scope, {
    ...account,
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: sealed("elevenlabs", { apiKey: "sk_test" }),
  });
  return scope;
}

async function orderedCall(scope: Scope, mode: Mode) {
  const agentId = await addAgent(scope, { mode });
  const number = await addNumber(scope);
  await updateNumber(scope, number.id, { elevenLabsNumberId: "phnum_1" });
  return addCall(scope, {
    direction: "outbound",
    mode,
    agentId,
    numberId: number.id,
    fromNumber: number.phoneNumber,
    twilioCallSid: null,
    dialState: "pending",
  });
}

describe("hanging up a call that Twilio has not confirmed yet", () => {
  it("ends it as soon as Twilio has", async () => {
    const scope = await businessWithAccounts();
    const call = await orderedCall(scope, "bridge");
    const sid = newSid("CA");
    answers.set("POST /Calls.json", async () => {
      await hangUpCall(scope, call.id);
      return json({ sid }, 201);
    });
    answers.set(`POST /Calls/${sid}.json`, () => json({ sid }));
    await dialCall(scope, call);
    expect(asked).toEqual(["POST /Calls.json", `POST /Calls/${sid}.json`]);
  });

  it("leaves it what it is, a call that goes on, when Twilio does not end it", async () => {
    const scope = await businessWithAccounts();
    const call = await orderedCall(scope, "bridge");
    const sid = newSid("CA");
    answers.set("POST /Calls.json", async () => {
      await hangUpCall(scope, call.id);
      return json({ sid }, 201);
    });
    answers.set(`POST /Calls/${sid}.json`, () => json({ code: 20_003, message: "no" }, 401));
    await dialCall(scope, call);
    expect(await findCall(scope, call.id)).toMatchObject({ dialState: "accepted", endedAt: null });
  });

  it("ends it when the sweep finds that a lost order was obeyed", async () => {
    const scope = await businessWithAccounts();
    const call = await orderedCall(scope, "native");
    await hangUpCall(scope, call.id);
    const sid = newSid("CA");
    const found = {
      sid,
      status: "in-progress",
      from: call.fromNumber,
      date_created: new Date().toUTCString(),
    };
    answers.set("GET /Calls.json", () => json({ calls: [found] }));
    answers.set(`POST /Calls/${sid}.json`, () => json({ sid }));
    await sweepCalls(0);
    expect(await findCall(scope, call.id)).toMatchObject({ dialState: "accepted", twilioCallSid: sid });
    expect(asked).toContain(`POST /Calls/${sid}.json`);
  });
});

describe("an order that ElevenLabs answers with what cannot be read", () => {
  it("may have been obeyed: nobody knows until somebody has looked", async () => {
    const scope = await businessWithAccounts();
    const call = await orderedCall(scope, "native");
    answers.set("POST /v1/convai/twilio/outbound-call", () => ({ status: 200, body: '{"success": tr' }));
    await dialCall(scope, call);
    expect(await findCall(scope, call.id)).toMatchObject({ dialState: "unknown", endedAt: null });
    expect(asked).toHaveLength(1);
  });
});

describe("the sweep", () => {
  it("looks at the call that was silent longest, however young it is", async () => {
    const scope = await businessWithAccounts();
    const old = { startedAt: new Date(Date.now() - 3_600_000), bridgeSeenAt: new Date(Date.now() - 90_000) };
    const young = { startedAt: new Date(Date.now() - 120_000) };
    const [first, second] = [await addCall(scope, young), await addCall(scope, old)];
    await sweepCalls(60);
    const order = asked.filter((what) =>
      [first, second].some(({ twilioCallSid }) => what.includes(`${twilioCallSid}`)),
    );
    expect(order).toEqual([first, second].map(({ twilioCallSid }) => `GET /Calls/${twilioCallSid}.json`));
  });
});
