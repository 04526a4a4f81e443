import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findCall, listCallEvents, updateCall } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { fetchReports, PAUSES_SECONDS } from "@/lib/calls/fetch-reports";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness } from "./business";

/** ElevenLabs as it is on a bad day: what it answers to a path, else 404. */
const answers = new Map<string, { status: number; json: unknown }>();
let asked: string[] = [];
let vendor: Server;
let database: TestDatabase;

stubSettings({ LOG_LEVEL: "silent" });
beforeAll(async () => {
  vendor = createServer((request, response) => {
    const path = (request.url ?? "").replace("/v1/convai/conversations", "");
    asked.push(path);
    const { status, json } = answers.get(path) ?? { status: 404, json: { detail: { message: "not found" } } };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("ELEVENLABS_API_URL", `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  database = await openTestDatabase();
});
afterAll(async () => {
  vendor.close();
  await database.drop();
});
beforeEach(() => {
  answers.clear();
  asked = [];
});

const LAST = PAUSES_SECONDS.length + 1;
const QUIET_SECONDS = 90;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const newConversation = () => `conv_${randomBytes(8).toString("hex")}`;

async function tenantWithAccount(): Promise<Scope> {
  const { scope } = await createBusiness();
  await saveAccount(scope, {
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, "elevenlabs", { apiKey: "sk_test" }),
    hints: {},
    status: "active",
    facts: {},
  });
  return scope;
}

async function endedCall(
  scope: Scope,
  values: Partial<Call> = {},
): Promise<Call & { conversationId: string }> {
  const conversationId = newConversation();
  const call = await addCall(scope, {
    status: "completed",
    elevenLabsConversationId: conversationId,
    endedAt: ago(QUIET_SECONDS + 30),
    ...values,
  });
  return { ...call, conversationId };
}

const conversation = (conversationId: string, status: string) => ({
  status: 200,
  json: {
    conversation_id: conversationId,
    status,
    transcript: [],
    analysis: { transcript_summary: "Resumen." },
    metadata: { call_duration_secs: 5, start_time_unix_secs: 1_790_000_000 },
  },
});

/** As if the pause after the last attempt were over. */
const waitForPause = (scope: Scope, call: Call) =>
  updateCall(scope, call.id, { reportAskedAt: ago(PAUSES_SECONDS.at(-1) ?? 0) });
const typesOf = async (scope: Scope, call: Call) =>
  (await listCallEvents(scope, call.id)).map(({ type }) => type);

describe("the poll of a conversation", () => {
  it("that is still being worked out waits for another time", async () => {
    const scope = await tenantWithAccount();
    const call = await endedCall(scope);
    for (const status of ["initiated", "in-progress", "processing", "something new"]) {
      answers.set(`/${call.conversationId}`, conversation(call.conversationId, status));
      await fetchReports(QUIET_SECONDS);
      expect(await findCall(scope, call.id), status).toMatchObject({ reportedAt: null });
      await waitForPause(scope, call);
    }
    answers.set(`/${call.conversationId}`, conversation(call.conversationId, "done"));
    await fetchReports(QUIET_SECONDS);
    const reported = await findCall(scope, call.id);
    expect(reported).toMatchObject({ summary: "Resumen.", reportAttempts: 5 });
    // When the conversation ended, not when somebody asked.
    expect(reported?.reportedAt).toEqual(new Date(1_790_000_005_000));
    expect(await typesOf(scope, call)).toEqual(["conversation_reported"]);
  });

  it("that the vendor has deleted is given up at once, and told so once", async () => {
    const scope = await tenantWithAccount();
    const call = await endedCall(scope);
    await fetchReports(QUIET_SECONDS);
    await waitForPause(scope, call);
    await fetchReports(QUIET_SECONDS);
    expect(asked).toEqual([`/${call.conversationId}`]);
    const [event, ...others] = await listCallEvents(scope, call.id);
    expect(event).toMatchObject({ type: "report_missing", payload: { reason: "deleted" } });
    expect(others).toEqual([]);
  });

  it.each([
    [429, "unreachable"],
    [503, "unreachable"],
    [200, "not_reported"],
  ])("that ends in %i a whole day long is given up, with an event that says why", async (status, reason) => {
    const scope = await tenantWithAccount();
    const call = await endedCall(scope, { reportAttempts: LAST - 1, reportAskedAt: ago(86_400) });
    const { json } = conversation(call.conversationId, "processing");
    answers.set(`/${call.conversationId}`, { status, json });
    await fetchReports(QUIET_SECONDS);
    const events = await listCallEvents(scope, call.id);
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ["report_missing", { reason, attempts: LAST }],
    ]);
  });

  it("stops asking for a business whose vendor is out of order, and goes on for the others", async () => {
    const [ill, well] = [await tenantWithAccount(), await tenantWithAccount()];
    const waiting = [await endedCall(ill), await endedCall(ill), await endedCall(ill)];
    for (const { conversationId } of waiting) answers.set(`/${conversationId}`, { status: 503, json: {} });
    const fine = await endedCall(well);
    answers.set(`/${fine.conversationId}`, conversation(fine.conversationId, "done"));
    await fetchReports(QUIET_SECONDS);
    expect(asked).toHaveLength(2);
    expect(await findCall(well, fine.id)).toMatchObject({ summary: "Resumen." });
    for (const call of waiting) expect(await findCall(ill, call.id)).toMatchObject({ reportAttempts: 1 });
  });

  it("finds the conversation of a call that ElevenLabs carried by the variable it was given", async () => {
    const scope = await tenantWithAccount();
    const call = await endedCall(scope, { mode: "native", elevenLabsConversationId: null });
    const conversationId = newConversation();
    const search = `?page_size=1&dynamic_variable_params=call_id%3Aeq%3A${call.id}`;
    answers.set(search, { status: 200, json: { conversations: [{ conversation_id: conversationId }] } });
    answers.set(`/${conversationId}`, conversation(conversationId, "failed"));
    await fetchReports(QUIET_SECONDS);
    expect(await findCall(scope, call.id)).toMatchObject({
      elevenLabsConversationId: conversationId,
      summary: "Resumen.",
    });
  });

  it("without an account to ask with harms nobody", async () => {
    const { scope } = await createBusiness();
    const call = await endedCall(scope);
    await expect(fetchReports(QUIET_SECONDS)).resolves.toBeGreaterThan(0);
    expect(await findCall(scope, call.id)).toMatchObject({ reportedAt: null, reportAttempts: 1 });
    expect(asked).toEqual([]);
  });
});
