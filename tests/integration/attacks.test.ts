import { randomBytes } from "node:crypto";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { numberView } from "@/lib/numbers/schema";
import { readCallbackKey } from "../support/callback-key";
import { person, place } from "../support/outbound";
import { postWebhook, voiceFields } from "../support/telephone-webhook";
import { Business, createBusiness } from "../support/tenant";
import { atTwilio } from "../support/vendor-rest";
import { openHouseDatabase } from "./house-database";

const house = inject("house");

async function newcomer(): Promise<Business> {
  const made = new Business(house);
  await made.signUp();
  return made;
}

test("whose Twilio account was removed is spoken of by nobody else's", async () => {
  const [business, stranger] = await Promise.all([createBusiness(house), createBusiness(house)]);
  const placed = await place(business, { to: await person(business.sandbox, "ring") });
  // The last thing that Twilio has to say of it for now.
  await business.untilCall(placed.id, "rings", ({ status }) => status === "ringing");
  await business.client.ask("DELETE", "/api/accounts/twilio", z.null());
  const before = await business.events(placed.id);
  const form = voiceFields(stranger, {
    CallSid: placed.twilioCallSid ?? "",
    CallStatus: "completed",
    CallDuration: "9",
  });
  for (const path of ["/voice/status", "/webhook/voice/outbound"]) {
    expect((await postWebhook(stranger, `${path}?call_id=${placed.id}`, form)).status, path).toBe(401);
  }
  expect(await business.events(placed.id)).toEqual(before);
});

test("a tool that no agent can have asked for is refused in words, whatever its name", async () => {
  const business = await createBusiness(house, { agent: { mode: "native" } });
  const form = voiceFields(business);
  await postWebhook(business, "/voice/status", form);
  const callId = await business.findCallId(form["From"] ?? "");
  const key = await readCallbackKey(house.dataFolder, business);
  for (const name of ["%00", `${"x".repeat(63)}${encodeURIComponent("🦷")}`, "constructor"]) {
    const answer = await fetch(`${house.webUrl}/api/tools/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-centralita-key": key },
      body: JSON.stringify({ call_id: callId }),
    });
    expect([answer.status, await answer.json()], name).toMatchObject([200, { is_error: true }]);
  }
});

test("the key that one workspace was given opens nothing once the business has moved to another", async () => {
  const business = await createBusiness(house);
  const apiKey = `sk_${randomBytes(16).toString("hex")}`;
  await business.sandbox.control("POST", "world", {
    twilio: { accounts: [] },
    elevenlabs: { workspaces: [{ apiKey, name: "another" }] },
  });
  const key = await readCallbackKey(house.dataFolder, business);
  const ask = async (withKey: string) => {
    const answer = await fetch(`${house.webUrl}/webhooks/elevenlabs/conversation-initiation`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-centralita-key": withKey },
      body: JSON.stringify({ agent_id: "agent_of_nobody" }),
    });
    return answer.status;
  };
  const enter = (input: object) =>
    business.client.ask("PUT", "/api/accounts/elevenlabs", z.looseObject({}), input);
  await enter({ apiKey: business.apiKey });
  expect(await ask(key)).toBe(200);
  await enter({ apiKey });
  expect(await ask(key)).toBe(401);
  expect(await ask(await readCallbackKey(house.dataFolder, business))).toBe(200);
});

describe("two businesses with one account at a vendor", () => {
  test("do not take each other's numbers: what one buys again, the other keeps as it answers it", async () => {
    const business = await createBusiness(house, { agent: { mode: "native" } });
    await business.client.ask("PUT", `/api/numbers/${business.numberId}/route`, numberView, {
      inboundVia: "elevenlabs",
    });
    const { accountSid, authToken } = business;
    const other = await newcomer();
    await other.client.ask("PUT", "/api/accounts/twilio", z.looseObject({}), { accountSid, authToken });
    const numbers = () => atTwilio(business, "GET", "/IncomingPhoneNumbers.json");
    const before = await numbers();
    expect(
      await other.client.refusal("POST", "/api/numbers/buy", {
        phoneNumber: business.number,
        type: "local",
        confirmedMonthlyPriceUsd: "1.50",
      }),
    ).toEqual({ status: 409, code: "conflict" });
    expect(await numbers()).toEqual(before);
  });

  test("do not take each other's webhook for their own", async () => {
    const database = openHouseDatabase(house.dataFolder);
    const webhookOf = async ({ tenantId }: Business) => {
      const [row] = await database<{ id: string }[]>`
        select setup->>'postCallWebhookId' as id from accounts where tenant_id = ${tenantId}`;
      return row?.id;
    };
    const [business, other] = [await newcomer(), await newcomer()];
    const { apiKey } = business;
    await business.sandbox.control("POST", "world", {
      twilio: { accounts: [] },
      elevenlabs: { workspaces: [{ apiKey, name: business.key }] },
    });
    const enter = (of: Business, input: object) =>
      of.client.ask("PUT", "/api/accounts/elevenlabs", z.looseObject({}), input);
    await enter(business, { apiKey });
    // Mending a webhook with another secret would delete it.
    await enter(other, { apiKey, webhookSecret: `wsec_${randomBytes(16).toString("hex")}` });
    const [ours, theirs] = [await webhookOf(business), await webhookOf(other)];
    expect([typeof ours, typeof theirs]).toEqual(["string", "string"]);
    expect(theirs).not.toBe(ours);
    await database.end();
  });
});
