import { describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { awaitAnalysis, findAnalysis } from "@/db/queries/analyses";
import { updateTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import {
  database,
  endedCall,
  getAnalysis,
  openAi,
  openAnalyses,
  runAnalysis,
  SAID,
  scope,
  work,
} from "./analysis-desk";
import { addCall, addContact, addTurns, createBusiness } from "./business";

openAnalyses();

/** What HOUSE_OPENAI_DAILY_USD is where nobody says otherwise. */
const LIMIT_USD = 2;
const TOKENS_OF_A_DOLLAR = 10_000_000;

const credentials = () => import("@/lib/accounts/credentials");

/** The house has paid for the business; a reader of ten million tokens of the cheapest model takes a dollar. */
async function spend(who: Scope, call: Call, usd: number, isHouseKey = true): Promise<void> {
  const { recordModelUse } = await import("@/lib/model-uses/record-model-use");
  const usage = { model: "gpt-6-luna", inputTokens: usd * TOKENS_OF_A_DOLLAR, outputTokens: 0 };
  await recordModelUse(who, { callId: call.id, purpose: "reply", usage, isHouseKey });
}

async function enterKey(who: Scope): Promise<void> {
  const { sealSecrets } = await credentials();
  await saveAccount(who, {
    vendor: "openai",
    externalId: null,
    sealedSecrets: sealSecrets(who.tenantId, "openai", { apiKey: "sk-own" }),
    hints: {},
    status: "active",
    facts: {},
  });
}

/** Over a while ago: the clock of the database is nobody's to set. */
async function restingCall(hoursAgo: number, said = SAID): Promise<Call> {
  const call = await endedCall({}, said);
  await database.owner`
    update calls set ended_at = now() - make_interval(hours => ${hoursAgo}) where id = ${call.id}`;
  await database.owner`update call_analyses set next_attempt_at = null where call_id = ${call.id}`;
  return call;
}

describe("the house's key", () => {
  it("is given until it has cost a business enough in a day, and then to every other one still", async () => {
    const { findOpenAiCredentials, getOpenAiCredentials } = await credentials();
    const call = await addCall(scope);
    const { scope: neighbour } = await createBusiness();
    const theirs = await addCall(neighbour);
    await spend(scope, call, LIMIT_USD / 2);
    await spend(scope, call, LIMIT_USD * 3, false);
    expect(await findOpenAiCredentials(scope)).toEqual({ apiKey: "sk-test", isHouse: true });
    await spend(scope, call, LIMIT_USD / 2);
    expect(await findOpenAiCredentials(scope)).toBeUndefined();
    await expect(getOpenAiCredentials(scope)).rejects.toMatchObject({
      code: "conflict",
      message: "house_key_spent",
    });
    await spend(neighbour, theirs, LIMIT_USD - 0.5);
    // Who answers calls meanwhile: nobody by turns.
    const { businessFacts } = await import("@/lib/ladder/line-facts");
    expect((await businessFacts(scope)).modelObstacle).toBe("house_key_spent");
    expect((await businessFacts(neighbour)).modelObstacle).toBeNull();
    expect(await findOpenAiCredentials(neighbour)).toEqual({ apiKey: "sk-test", isHouse: true });
  });

  it("is given again a day after it was paid for, and the business's own is not counted", async () => {
    const { findOpenAiCredentials } = await credentials();
    await spend(scope, await addCall(scope), LIMIT_USD);
    const age = (hours: number) => database.owner`
      update model_uses set at = now() - make_interval(hours => ${hours}) where tenant_id = ${scope.tenantId}`;
    await age(23);
    expect(await findOpenAiCredentials(scope)).toBeUndefined();
    await age(25);
    expect(await findOpenAiCredentials(scope)).toMatchObject({ isHouse: true });
    await age(23);
    await enterKey(scope);
    expect(await findOpenAiCredentials(scope)).toEqual({ apiKey: "sk-own", isHouse: false });
  });

  it("is not given again to a business that changes its time zone or erases who called", async () => {
    const { findOpenAiCredentials } = await credentials();
    const { eraseContact } = await import("@/lib/contacts/erase-contact");
    const contactId = await addContact(scope);
    const call = await addCall(scope, { contactId, endedAt: new Date() });
    await spend(scope, call, LIMIT_USD);
    await spend(scope, call, LIMIT_USD, false);
    for (const timeZone of ["Pacific/Kiritimati", "Pacific/Niue"]) {
      await updateTenant(scope, { timeZone });
      expect(await findOpenAiCredentials(scope)).toBeUndefined();
    }
    await eraseContact(scope, contactId);
    expect(await findOpenAiCredentials(scope)).toBeUndefined();
    const left = await database.owner`
      select call_id, is_house_key from model_uses where tenant_id = ${scope.tenantId}`;
    expect([...left]).toEqual([{ call_id: null, is_house_key: true }]);
  });

  it("that may not be used leaves a call unanalysed, says why, and is asked again when it may", async () => {
    const { wakeAnalyses } = await import("@/lib/analysis/wake-analyses");
    const call = await restingCall(1);
    await spend(scope, call, LIMIT_USD);
    expect(await getAnalysis(scope, call.id)).toMatchObject({ obstacle: "house_key_spent" });
    await runAnalysis(scope, call.id);
    await work();
    expect(openAi.asked).toEqual([]);
    await wakeAnalyses();
    expect((await findAnalysis(scope, call.id))?.nextAttemptAt).toBeNull();
    await database.owner`update model_uses set at = now() - interval '2 days'`;
    await wakeAnalyses();
    await work();
    expect(await getAnalysis(scope, call.id)).toMatchObject({ state: "done", obstacle: null });
    const [{ spent } = {}] = await database.owner`
      select sum(cost_usd)::float8 as spent from model_uses
      where tenant_id = ${scope.tenantId} and is_house_key and purpose = 'analysis'`;
    expect(spent).toBeCloseTo(0.0002);
  });
});

describe("calls that ended without a model", () => {
  it("are analysed once there is one: the newest first, those of a week, in which somebody spoke", async () => {
    const { wakeAnalyses } = await import("@/lib/analysis/wake-analyses");
    const older = await restingCall(48);
    const newer = await restingCall(2);
    const lastWeek = await restingCall(24 * 8);
    const silent = await restingCall(3, ["Clínica Sol, dígame."]);
    await wakeAnalyses();
    const due = async (call: Call) => (await findAnalysis(scope, call.id))?.nextAttemptAt ?? null;
    expect(await due(lastWeek)).toBeNull();
    expect(await due(silent)).toBeNull();
    const [first, second] = [await due(newer), await due(older)];
    if (!first || !second) throw new Error("a call was forgotten");
    expect(first.getTime()).toBeLessThan(second.getTime());
    await work();
    expect(openAi.asked).toHaveLength(2);
    await wakeAnalyses();
    await work();
    expect(openAi.asked).toHaveLength(2);
  });

  it("are taken some at a time, of each business its own", async () => {
    const { wakeRestingAnalyses } = await import("@/db/queries/analyses");
    const { scope: neighbour } = await createBusiness();
    const theirs = await addCall(neighbour, { answeredAt: new Date() });
    await addTurns(neighbour, theirs.id, "es", SAID);
    await awaitAnalysis(neighbour, theirs.id, null);
    await database.owner`update calls set ended_at = now() where id = ${theirs.id}`;
    for (const hours of [1, 2, 3]) await restingCall(hours);
    expect(await wakeRestingAnalyses(scope, { days: 7, limit: 2 })).toBe(2);
    expect(await wakeRestingAnalyses(scope, { days: 7, limit: 2 })).toBe(1);
    expect(await wakeRestingAnalyses(scope, { days: 7, limit: 2 })).toBe(0);
    expect((await findAnalysis(neighbour, theirs.id))?.nextAttemptAt).toBeNull();
  });
});
