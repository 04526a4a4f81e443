import { afterAll, beforeAll, expect, test } from "vitest";
import { updateCall } from "@/db/queries/calls";
import { readOutboundUse } from "@/db/queries/outbound-calls";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { addCall, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const hourAgo = () => new Date(Date.now() - 3_600_000);

test("a call is estimated until the telephone company has told its price, whatever ElevenLabs asked for it", async () => {
  const { scope } = await createBusiness();
  const call = await addCall(scope, { direction: "outbound", status: "completed", startedAt: hourAgo() });
  await updateCall(scope, call.id, { endedAt: new Date(), durationSeconds: 600, costElevenLabsUsd: "0" });
  const use = () => readOutboundUse(scope, { dayStart: new Date(0), toNumber: "" });
  expect(await use()).toMatchObject({ spentUsd: 0, unpricedSeconds: 600 });
  await updateCall(scope, call.id, { costTwilioUsd: "2.5" });
  expect(await use()).toMatchObject({ spentUsd: 2.5, unpricedSeconds: 0 });
});
