import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { insertReply } from "@/db/queries/replies";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { until } from "@/tests/support/until";
import { addAgent, addCall, createBusiness } from "./business";

/** OpenAI, which takes every question and answers none. */
let vendor: Server;
let questions = 0;
let database: TestDatabase;
let scope: Scope;

stubSettings({ LOG_LEVEL: "silent", OPENAI_API_KEY: "sk-test" });
beforeAll(async () => {
  vendor = createServer((request) => {
    request.resume();
    questions += 1;
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  vi.stubEnv("OPENAI_API_URL", `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  database = await openTestDatabase();
  ({ scope } = await createBusiness());
});
afterAll(async () => {
  vendor.closeAllConnections();
  vendor.close();
  await database.drop();
});

it("a reply is dropped by whoever makes it when another process hears the caller speak again", async () => {
  const { beginReply } = await import("@/lib/turns/speak-reply");
  const agentId = await addAgent(scope, { mode: "turns", voiceId: "voice" });
  const call = await addCall(scope, { mode: "turns", agentId, answeredAt: new Date() });
  const reply = { callId: call.id, fixedText: null };
  const live = await beginReply(
    scope,
    await insertReply(scope, { ...reply, position: 0, heard: "¿A qué hora abren?", turnPosition: 1 }),
  );
  await until("the model is asked", () => questions > 0);
  expect(live?.signal.aborted).toBe(false);
  await insertReply(scope, { ...reply, position: 1, heard: "Perdone, ¿y los sábados?", turnPosition: 3 });
  await until("the reply is dropped", () => live?.signal.aborted);
});
