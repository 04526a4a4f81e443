import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Scope } from "@/db/client";
import { findLineService } from "@/db/queries/line";
import type { LineService } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, createBusiness } from "./business";

stubSettings({ LOG_LEVEL: "silent", OPENAI_API_KEY: "sk-house" });
const { saveAccount } = await import("@/db/queries/agents");
const { sealSecrets } = await import("@/lib/accounts/credentials");
const { keepOutcome } = await import("@/lib/line/note-service");
const { probeServices } = await import("@/lib/line/probe-services");

const FAIL = { isOk: false, error: "HTTP 503", isLasting: false } as const;
const PLAN = { tier: "pro", status: "active", character_count: 0, character_limit: 1000 };

/** What the vendors answer to a path, else 404. */
const answers = new Map<string, { status: number; json: unknown }>();
let vendor: Server;
let database: TestDatabase;
let scope: Scope;

beforeAll(async () => {
  vendor = createServer((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const { status, json } = answers.get(path) ?? { status: 404, json: { detail: { message: "not found" } } };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await once(vendor.listen(0, "127.0.0.1"), "listening");
  const address = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  vi.stubEnv("ELEVENLABS_API_URL", address);
  vi.stubEnv("OPENAI_API_URL", address);
  database = await openTestDatabase();
});
afterAll(async () => {
  vendor.close();
  await database.drop();
});
beforeEach(async () => {
  answers.clear();
  answers.set("/v1/user/subscription", { status: 200, json: PLAN });
  ({ scope } = await createBusiness());
  await saveAccount(scope, {
    vendor: "elevenlabs",
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, "elevenlabs", { apiKey: "sk_test" }),
    hints: {},
    status: "active",
    facts: {},
  });
  await addAgent(scope, { voiceId: "voice" });
});

/** Down for long enough, and asked about as often as it takes to come back. */
async function probeWhileDown(service: LineService): Promise<string | undefined> {
  for (let time = 0; time < 3; time += 1) await keepOutcome(scope, service, FAIL);
  expect((await findLineService(scope, service))?.state).toBe("down");
  for (let time = 0; time < 2; time += 1) {
    await database.owner`
      update line_services set changed_at = now() - interval '1 hour', next_probe_at = now() - interval '1 second'
      where tenant_id = ${scope.tenantId}`;
    await probeServices();
  }
  return (await findLineService(scope, service))?.state;
}

it("finds agents back although the one it asks about was deleted at ElevenLabs", async () => {
  expect(await probeWhileDown("agent")).toBe("up");
});

it("finds the model back although the key may not list what there is", async () => {
  answers.set("/v1/models", { status: 403, json: { error: { message: "not allowed", code: null } } });
  expect(await probeWhileDown("model")).toBe("up");
});

it.each<[LineService, string, number]>([
  ["agent", "/v1/convai/conversation/get-signed-url", 503],
  ["agent", "/v1/convai/conversation/get-signed-url", 401],
  ["model", "/v1/models", 401],
  ["model", "/v1/models", 429],
])("leaves %s down while %s answers %i", async (service, path, status) => {
  answers.set(path, { status, json: { error: { message: "no" }, detail: { message: "no" } } });
  expect(await probeWhileDown(service)).toBe("down");
});

it("leaves agents down while nothing is left to pay with, whatever the agent it asks about says", async () => {
  const json = { ...PLAN, character_count: 1000 };
  answers.set("/v1/user/subscription", { status: 200, json });
  expect(await probeWhileDown("agent")).toBe("down");
});
