import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { agentView, savedAgentView } from "@/lib/agents/schema";
import { failureEnvelope } from "@/lib/http/schema";
import {
  agentInput,
  createBareBusiness,
  createPublished,
  everything,
  misbehave,
  told,
} from "./agent-publication";
import { judgeAtTheEnd } from "../support/specs";
import type { FaultOrder } from "../support/telephone";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const pending = z.object({
  faults: z.array(z.object({ match: z.union([z.string(), z.array(z.string())]).default("") })),
});

const CREATE = "POST /v1/convai/agents/create";

/** Every request that the first agent of a business takes. */
const STEPS = [
  "GET /v1/workspace/webhooks",
  "POST /v1/workspace/webhooks",
  "PATCH /v1/workspace/webhooks/",
  "GET /v1/convai/secrets",
  "POST /v1/convai/secrets",
  "GET /v1/convai/tools",
  "POST /v1/convai/tools",
  "GET /v1/convai/agents?",
  CREATE,
];
const FAULTS: Pick<FaultOrder, "kind" | "status">[] = [
  { kind: "status", status: 429 },
  { kind: "status", status: 500 },
  { kind: "cut" },
];

describe.concurrent("when ElevenLabs fails at a step of the first publication", () => {
  test.each(STEPS.flatMap((step) => FAULTS.map((fault) => ({ step, ...fault }))))(
    "$step with $kind $status: a clear message, and the next try leaves one of everything",
    async ({ step, ...fault }) => {
      // What the workspace lacks is made when the account is entered, and again before the first agent: it fails both times.
      const isWorkspaces = !step.includes("/convai/agents");
      const order = { ...fault, match: step, times: isWorkspaces ? 2 : 1 };
      const { business, vendor } = await createBareBusiness(house, isWorkspaces ? order : undefined);
      if (!isWorkspaces) await misbehave(business, order);
      const first = await business.client.send("POST", "/api/agents", agentInput);
      // What was made although the answer was lost is found by who looks for it.
      const isFound = fault.kind === "cut" && (step === CREATE || step === "POST /v1/convai/secrets");
      expect(first.status).toBe(isFound ? 201 : 502);
      const agents = await business.client.get("/api/agents", z.array(agentView));
      if (isFound) expect(agents).toMatchObject([{ state: "published" }]);
      else {
        const { error } = failureEnvelope.parse(JSON.parse(first.text));
        expect(error).toMatchObject({
          code: "provider_failed",
          message: expect.stringContaining("elevenlabs"),
        });
        expect(agents).toEqual([]);
        await business.createAgent();
      }
      expect(await vendor.count()).toEqual(everything);
      const [agent] = await business.client.get("/api/agents", z.array(agentView));
      expect(agent).toMatchObject({ state: "published", version: 1 });
    },
  );

  test("a making that nobody can confirm stays unpublished, and publishing it makes no second one", async () => {
    const { business, vendor } = await createBareBusiness(house);
    const { apiKey, sandbox } = business;
    await misbehave(business, { kind: "delay", delayMs: 2000, match: CREATE, times: 1 });
    await misbehave(business, { kind: "cut", match: CREATE, times: 1 });
    const making = business.client.ask("POST", "/api/agents", savedAgentView, agentInput);
    await until("the agent is being made there", async () => {
      const { faults } = pending.parse(await sandbox.control("GET", "faults"));
      return !faults.some(({ match }) => [match].flat().includes(apiKey));
    });
    await misbehave(business, { kind: "status", status: 500, match: "GET /v1/convai/agents?", times: 1 });
    const agent = await making;
    expect(agent).toMatchObject({ state: "unpublished", version: 0, publishFault: { code: "vendor" } });
    const path = `/api/agents/${agent.id}`;
    const published = await business.client.ask("POST", `${path}/publish`, agentView, {});
    expect(published).toMatchObject({ state: "published", version: 1 });
    expect((await vendor.agents()).map(({ agent_id: id }) => id)).toEqual([published.elevenLabsAgentId]);
  });
});

describe.concurrent("when ElevenLabs fails at a change", () => {
  const CHANGE = { prompt: "Instrucciones nuevas." };
  test.each([
    ["GET", { kind: "status", status: 429 }],
    ["GET", { kind: "cut" }],
    ["PATCH", { kind: "status", status: 429 }],
    ["PATCH", { kind: "status", status: 500 }],
    ["PATCH", { kind: "cut" }],
    ["PATCH", { kind: "refuse" }],
  ] as [string, Pick<FaultOrder, "kind" | "status">][])(
    "%s with %j: it is kept here, said to be unpublished, and published by the button",
    async (method, fault) => {
      const { business, vendor, path, vendorId } = await createPublished(house);
      await misbehave(business, { ...fault, match: `${method} /v1/convai/agents/${vendorId}`, times: 1 });
      const saved = await business.client.ask("PATCH", path, savedAgentView, CHANGE);
      expect(saved).toMatchObject({ ...CHANGE, state: "unpublished", version: 1 });
      expect(saved.publishFault).toMatchObject({ code: "vendor" });
      const published = await business.client.ask("POST", `${path}/publish`, agentView, {});
      expect(published).toMatchObject({ ...CHANGE, state: "published", version: 2 });
      expect(await vendor.agent(vendorId)).toMatchObject({
        conversation_config: { agent: { prompt: { prompt: told(CHANGE.prompt) } } },
      });
      expect(await vendor.count()).toEqual(everything);
    },
  );

  test("PATCH that is never answered ends with the time limit, not with a page that hangs", async () => {
    const { business, path, vendorId } = await createPublished(house);
    await misbehave(business, { kind: "drop", match: `PATCH /v1/convai/agents/${vendorId}`, times: 1 });
    const saved = await business.client.ask("PATCH", path, savedAgentView, CHANGE);
    expect(saved).toMatchObject({ ...CHANGE, state: "unpublished", publishFault: { code: "vendor" } });
  });
});
