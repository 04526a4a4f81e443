import { expect, inject, it } from "vitest";
import { z } from "zod";
import { onboardingView } from "@/lib/onboarding/schema";
import { spendingView, tenantView } from "@/lib/tenants/schema";
import { Business, createBusiness } from "../support/tenant";
import { openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");

const pathOf = (business: Business) => business.client.get("/api/onboarding", onboardingView);
const prepare = (business: Business) =>
  business.client.ask("POST", "/api/onboarding/prepare", onboardingView, {});

async function newcomer(): Promise<Business> {
  const business = new Business(house);
  await business.signUp();
  return business;
}

/** What stands in the business's ElevenLabs workspace, as ElevenLabs tells it. */
async function webhooksOf(business: Business): Promise<{ url: string }[]> {
  const answer = await fetch(`${house.sandboxUrl}/v1/workspace/webhooks`, {
    headers: { "xi-api-key": business.apiKey },
  });
  const listed = z.object({ webhooks: z.array(z.object({ webhook_url: z.string() })) });
  return listed.parse(await answer.json()).webhooks.map(({ webhook_url: url }) => ({ url }));
}

it("a new business begins with itself, and its path follows from what it does", async () => {
  const business = await newcomer();
  expect(await pathOf(business)).toMatchObject({ next: "business", finishedAt: null });
  await business.client.ask("PATCH", "/api/tenant", tenantView, {
    openingHours: { monday: [{ from: "09:00", to: "14:00" }] },
  });
  expect(await pathOf(business)).toMatchObject({ next: "accounts" });
});

it("nothing can be prepared in accounts that are not there", async () => {
  const business = await newcomer();
  expect(await business.client.refusal("POST", "/api/onboarding/prepare", {})).toEqual({
    status: 409,
    code: "conflict",
  });
});

it("accounts are prepared once, whoever asks and however often", async () => {
  const business = await newcomer();
  await business.openAccounts("Full");
  const [one, other] = await Promise.all([prepare(business), prepare(business)]);
  expect([one.next, other.next]).toEqual(["agent", "agent"]);
  expect(await webhooksOf(business)).toHaveLength(1);
});

it("a vendor that fails on the way leaves the path where it was, says so, and the next try completes it", async () => {
  const business = await newcomer();
  // Once when the account is saved, once when the guide asks again.
  await business.sandbox.misbehave({
    target: "elevenlabs.rest",
    kind: "status",
    status: 500,
    match: ["POST /v1/convai/secrets", business.apiKey],
    times: 2,
  });
  await business.openAccounts("Full");
  const between = await pathOf(business);
  expect(between.next).toBe("accounts");
  expect(between.steps[1]?.problems.map(({ code }) => code)).toEqual(["not_prepared"]);
  const refusal = await business.client.send("POST", "/api/onboarding/prepare", {});
  expect(refusal.status).toBe(502);
  expect(refusal.text).toContain("elevenlabs");
  expect((await pathOf(business)).next).toBe("accounts");
  expect((await prepare(business)).next).toBe("agent");
  expect(await webhooksOf(business)).toHaveLength(1);
});

it("a trial account stops the path at the accounts, in a word of its own", async () => {
  const business = await newcomer();
  await business.openAccounts("Trial");
  const { next, steps } = await pathOf(business);
  expect(next).toBe("accounts");
  expect(steps[1]?.problems.map(({ code }) => code)).toEqual(["twilio_trial"]);
});

it("the path is done once a caller has been answered, and is put away once", async () => {
  const business = await createBusiness(house);
  expect(await pathOf(business)).toMatchObject({ next: "test" });
  const phone = await business.dial();
  await phone.untilHeard("asistente virtual");
  await phone.hangUp();
  await business.untilEnded(await business.findCallId(phone.from));
  expect(await pathOf(business)).toMatchObject({ next: null, finishedAt: null });
  const finish = () => business.client.ask("POST", "/api/onboarding/finish", onboardingView, {});
  const first = await finish();
  expect(first.finishedAt).toBeInstanceOf(Date);
  expect((await finish()).finishedAt).toEqual(first.finishedAt);
});

it("limits of outgoing calls are the administrators' to change, and every change is on record", async () => {
  const business = await newcomer();
  const operator = await addMember(business.client, "operator", business.key);
  const change = { allowedCountries: ["ES", "PT"], callsPerMinute: 3, dailySpendCapUsd: "12.5" };
  expect((await operator.client.refusal("PATCH", "/api/tenant", change)).status).toBe(403);
  expect(await business.client.ask("PATCH", "/api/tenant", tenantView, change)).toMatchObject(change);
  expect(await operator.client.get("/api/tenant/spending", spendingView)).toEqual({
    spentTodayUsd: "0.00",
    expectedTodayUsd: "0.00",
    dailySpendCapUsd: "12.5",
  });
  const database = openHouseDatabase(house.dataFolder);
  try {
    const audit = await database<{ details: object }[]>`
      select details from audit_entries where tenant_id = ${business.tenantId} and action = 'tenant.update'`;
    expect(audit.map(({ details }) => details)).toEqual([change]);
  } finally {
    await database.end();
  }
});
