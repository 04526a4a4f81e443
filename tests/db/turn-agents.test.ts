import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { findAgent, saveAccount } from "@/db/queries/agents";
import { pageOfCalls } from "@/db/queries/call-records";
import { findOpenAiCredentials, getOpenAiCredentials, sealSecrets } from "@/lib/accounts/credentials";
import type { AgentInput } from "@/lib/agents/schema";
import { getDifference, publishAgent } from "@/lib/agents/publish-agent";
import { createAgent, getAgent, updateAgent } from "@/lib/agents/save-agent";
import { listVersions, restoreVersion } from "@/lib/agents/versions";
import type { Vendor } from "@/lib/vocabulary";
import { readVoiceCall } from "@/lib/voice-calls-api/read-voice-calls";
import { startVoiceCall } from "@/lib/voice-calls-api/start-voice-call";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addAgent, addCall, addTurns, createBusiness } from "./business";

stubSettings({ LOG_LEVEL: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const INPUT: AgentInput = {
  name: "Sofía",
  type: "outbound",
  mode: "turns",
  status: "active",
  language: "es",
  elevenLabsAgentId: null,
  voiceId: "voice_1",
  prompt: "Ofrece una demo.",
  firstMessage: "Hola, soy Sofía, la asistente virtual.",
};

async function makeAgent(given: Partial<AgentInput> = {}) {
  const { scope } = await createBusiness();
  return { scope, agent: await createAgent(scope, { ...INPUT, ...given }) };
}

async function keepAccount(scope: Scope, vendor: Vendor, secrets: Record<string, string>): Promise<void> {
  await saveAccount(scope, {
    vendor,
    externalId: null,
    sealedSecrets: sealSecrets(scope.tenantId, vendor, secrets),
    hints: {},
    status: "active",
    facts: {},
  });
}

/** No vendor is there to be asked: what asks one fails. */
describe("an agent of mode turns", () => {
  it("is in force as it is saved, with no account and no agent at ElevenLabs", async () => {
    const { scope, agent } = await makeAgent({ ringSeconds: 40, model: "gpt-6.1-terra" });
    expect(agent).toMatchObject({
      state: "published",
      version: 1,
      publishFault: null,
      elevenLabsAgentId: null,
      publishedAt: null,
      ringSeconds: 40,
      model: "gpt-6.1-terra",
      speechTimeoutSeconds: null,
      voiceSettings: { stability: 0.5, similarityBoost: 0.75, speed: 1 },
    });
    expect(await getDifference(scope, agent.id)).toEqual({ state: "unlinked", differences: [] });
    await expect(publishAgent(scope, agent.id)).rejects.toMatchObject({
      code: "conflict",
      message: "nothing_to_publish",
    });
  });

  it("has a version of every change, with who made it, and each can be had back", async () => {
    const { scope, agent } = await makeAgent();
    const voiceSettings = { stability: 0.3, similarityBoost: 0.9, speed: 1.1 };
    await updateAgent(scope, agent.id, { voiceSettings });
    await updateAgent(scope, agent.id, { speechTimeoutSeconds: 2 });
    // The same again is no change.
    expect(await updateAgent(scope, agent.id, { voiceSettings })).toMatchObject({ version: 3 });
    const restored = await restoreVersion(scope, { agentId: agent.id, version: 1 });
    expect(restored).toMatchObject({
      version: 4,
      speechTimeoutSeconds: null,
      voiceSettings: { stability: 0.5, similarityBoost: 0.75, speed: 1 },
    });
    const versions = await listVersions(scope, agent.id);
    expect(versions.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      [4, 1],
      [3, null],
      [2, null],
      [1, null],
    ]);
    expect(versions[2]?.snapshot).toMatchObject({ mode: "turns", voiceSettings });
  });

  it("may not speak without a voice, and not through an agent that it does not use", async () => {
    const { scope } = await createBusiness();
    await expect(createAgent(scope, { ...INPUT, voiceId: null })).rejects.toMatchObject({
      code: "invalid",
      fields: { voiceId: "voice_missing" },
    });
    await expect(createAgent(scope, { ...INPUT, elevenLabsAgentId: "agent_1" })).rejects.toMatchObject({
      code: "invalid",
      fields: { elevenLabsAgentId: "not_in_this_mode" },
    });
    const draft = await createAgent(scope, { ...INPUT, voiceId: null, status: "inactive" });
    await expect(updateAgent(scope, draft.id, { status: "active" })).rejects.toMatchObject({
      fields: { voiceId: "voice_missing" },
    });
    expect(await updateAgent(scope, draft.id, { status: "active", voiceId: "voice_2" })).toMatchObject({
      status: "active",
      state: "published",
    });
  });

  it("that was one of ElevenLabs keeps its link, and needs ElevenLabs again when it goes back", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope, {
      voiceId: "voice_1",
      firstMessage: "Hola, soy la asistente virtual.",
    });
    const before = await getAgent(scope, agentId);
    expect(await updateAgent(scope, agentId, { mode: "turns" })).toMatchObject({
      state: "published",
      version: 1,
      elevenLabsAgentId: before.elevenLabsAgentId,
    });
    // There is no account to publish it with: the change is kept, and said not to be in force.
    expect(await updateAgent(scope, agentId, { mode: "bridge" })).toMatchObject({
      state: "unpublished",
      publishFault: { code: "account" },
    });
    expect(await findAgent(scope, agentId)).toMatchObject({ mode: "bridge" });
  });
});

describe("an agent that was published before voices had settings", () => {
  it("is still published, for its voice sounds as it did", async () => {
    const { scope } = await createBusiness();
    const agentId = await addAgent(scope);
    const { voiceSettings: _new, ...snapshot } = await getAgent(scope, agentId);
    const publishedConfig = { agent: snapshot, vendor: {} };
    await database.owner`
      update agents set published_config = ${database.owner.json(JSON.parse(JSON.stringify(publishedConfig)))}
      where id = ${agentId}`;
    expect(await getAgent(scope, agentId)).toMatchObject({ state: "published" });
    await database.owner`update agents set voice_settings = '{"stability":0.1,"similarityBoost":0.75,"speed":1}' where id = ${agentId}`;
    expect(await getAgent(scope, agentId)).toMatchObject({ state: "unpublished" });
  });
});

describe("the documented turn-based calls", () => {
  const order = { toNumber: "+34600111222" };

  it("go through nobody where no agent makes them", async () => {
    for (const given of [{ type: "inbound" as const }, { status: "inactive" as const }]) {
      const { scope } = await makeAgent(given);
      await addAgent(scope, { type: "outbound" });
      await expect(startVoiceCall(scope, order)).rejects.toMatchObject({
        code: "conflict",
        message: "no_turns_agent",
      });
    }
  });

  it("need a key of OpenAI before anything rings, and a number by the name it was sent under", async () => {
    const { scope } = await makeAgent();
    await expect(startVoiceCall(scope, { toNumber: "12" })).rejects.toMatchObject({
      code: "invalid",
      fields: { toNumber: expect.any(String) },
    });
    await keepAccount(scope, "twilio", { authToken: "0".repeat(32) });
    await keepAccount(scope, "elevenlabs", { apiKey: "sk_1" });
    await expect(startVoiceCall(scope, order)).rejects.toMatchObject({
      code: "conflict",
      message: "no_openai_account",
    });
    await keepAccount(scope, "openai", { apiKey: "sk-own" });
    await expect(startVoiceCall(scope, order)).rejects.toMatchObject({ message: "no_number" });
  });

  it("are read with both sides of the conversation, by their own business and in their own mode", async () => {
    const { scope } = await createBusiness();
    const call = await addCall(scope, {
      mode: "turns",
      direction: "outbound",
      notes: "Le interesa.",
      metadata: { userId: "U-17", businessName: "Salón Carmen" },
    });
    await addTurns(scope, call.id, "es", ["Hola.", "Dígame."]);
    expect(await readVoiceCall(scope, call.id)).toMatchObject({
      id: call.id,
      tenant_id: scope.tenantId,
      user_id: "U-17",
      business_name: "Salón Carmen",
      status: "initiated",
      notes: "Le interesa.",
      recording_url: null,
      conversation_transcript: [
        { role: "assistant", content: "Hola." },
        { role: "user", content: "Dígame." },
      ],
    });
    const { scope: stranger } = await createBusiness();
    const bridged = await addCall(scope);
    for (const [who, id] of [
      [stranger, call.id],
      [scope, bridged.id],
      [scope, randomUUID()],
    ] as const)
      await expect(readVoiceCall(who, id)).rejects.toMatchObject({ code: "not_found" });
    const page = await pageOfCalls(scope, { mode: "turns" }, { offset: 0, limit: 10 });
    expect([page.total, page.rows.map(({ id }) => id)]).toEqual([1, [call.id]]);
  });
});

describe("the key of OpenAI", () => {
  it("is the business's own, and of no other business", async () => {
    const { scope } = await createBusiness();
    const { scope: other } = await createBusiness();
    await expect(getOpenAiCredentials(scope)).rejects.toMatchObject({
      code: "conflict",
      message: "no_openai_account",
    });
    await keepAccount(scope, "openai", { apiKey: "sk-own-of-this-business" });
    expect(await getOpenAiCredentials(scope)).toEqual({
      apiKey: "sk-own-of-this-business",
      isHouse: false,
    });
    expect(await findOpenAiCredentials(other)).toBeUndefined();
  });
});
