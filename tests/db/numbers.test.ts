import { afterAll, beforeAll, expect, test } from "vitest";
import {
  disownNumbers,
  findNumber,
  markNumbersGone,
  saveOwnedNumbers,
  updateNumber,
} from "@/db/queries/agents";
import { findRouteOfNumber } from "@/db/queries/unscoped";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { addAgent, createBusiness, newPhoneNumber, newSid } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const owned = (phoneNumber: string) => ({ phoneNumber, label: "Recepción", twilioNumberSid: newSid("PN") });

test("a number that somebody else owns is refused, and those beside it are kept", async () => {
  const [ours, theirs] = [await createBusiness(), await createBusiness()];
  const [taken, free] = [newPhoneNumber(), newPhoneNumber()];
  await saveOwnedNumbers(ours.scope, [owned(taken)]);
  expect(await saveOwnedNumbers(theirs.scope, [owned(taken), owned(free)])).toEqual([
    { phoneNumber: free, added: true },
  ]);
  expect((await findRouteOfNumber(taken))?.tenant.id).toBe(ours.scope.tenantId);
});

test("a number its business gave up reaches the one that owns it now, and its history stays", async () => {
  const [before, after] = [await createBusiness(), await createBusiness()];
  const phoneNumber = newPhoneNumber();
  await saveOwnedNumbers(before.scope, [owned(phoneNumber)]);
  await markNumbersGone(before.scope, []);
  expect(await findRouteOfNumber(phoneNumber)).toBeUndefined();
  expect(await saveOwnedNumbers(after.scope, [owned(phoneNumber)])).toEqual([{ phoneNumber, added: true }]);
  expect((await findRouteOfNumber(phoneNumber))?.tenant.id).toBe(after.scope.tenantId);
  expect(await findNumber(before.scope, { phoneNumber })).toMatchObject({ owned: false });
  expect(await saveOwnedNumbers(before.scope, [owned(phoneNumber)])).toEqual([]);
});

test("a business that enters its account again finds its numbers with the agents they had", async () => {
  const { scope } = await createBusiness();
  const phoneNumber = newPhoneNumber();
  await saveOwnedNumbers(scope, [owned(phoneNumber)]);
  const agentId = await addAgent(scope);
  await updateNumber(scope, (await findNumber(scope, { phoneNumber }))?.id ?? "", { agentId });
  await disownNumbers(scope);
  expect(await findRouteOfNumber(phoneNumber)).toBeUndefined();
  expect(await saveOwnedNumbers(scope, [owned(phoneNumber)])).toEqual([{ phoneNumber, added: false }]);
  expect((await findRouteOfNumber(phoneNumber))?.agent?.id).toBe(agentId);
});
