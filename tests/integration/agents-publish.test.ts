import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import {
  agentDifferenceView,
  agentVersionView,
  agentView,
  differenceDetails,
  savedAgentView,
} from "@/lib/agents/schema";
import {
  agentInput,
  createBareBusiness,
  createPublished,
  everything,
  refusal,
  told,
} from "./agent-publication";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { VendorWorkspace } from "../support/vendor";

const house = inject("house");
judgeAtTheEnd(house);

/** The same ids; the vendor lists them in an order of its own. */
const sameAs = (ids: string[]) => (given: string[]) =>
  JSON.stringify(given.toSorted()) === JSON.stringify(ids.toSorted());

describe.concurrent("an agent that is made here", () => {
  test("is at ElevenLabs what the telephone and the business need", async () => {
    const { business, vendor, vendorId } = await createPublished(house, {
      mode: "native",
      variables: { service: "su visita" },
      prompt: "Confirme {{service}} con {{contact_name}}.",
      maxDurationSeconds: 300,
      silenceTimeoutSeconds: 20,
      voiceSettings: { stability: 0.35, similarityBoost: 0.9, speed: 1.15 },
    });
    const [webhook] = await vendor.webhooks();
    const [secret] = await vendor.secrets();
    const webhookTools = (await vendor.tools()).filter(({ tool_config: { type } }) => type === "webhook");
    const tool = webhookTools.find(({ tool_config: { name } }) => name === "report_result");
    expect(await vendor.agent(vendorId)).toMatchObject({
      name: "Recepción",
      conversation_config: {
        agent: {
          first_message: FIRST_MESSAGE,
          language: "es",
          prompt: {
            timezone: "Europe/Madrid",
            tool_ids: expect.toSatisfy(sameAs(webhookTools.map(({ id }) => id))),
          },
          dynamic_variables: { dynamic_variable_placeholders: { service: "su visita" } },
        },
        asr: { user_input_audio_format: "ulaw_8000" },
        tts: {
          agent_output_audio_format: "ulaw_8000",
          model_id: "eleven_flash_v2_5",
          stability: 0.35,
          similarity_boost: 0.9,
          speed: 1.15,
        },
        turn: { silence_end_call_timeout: 20 },
        conversation: { max_duration_seconds: 300 },
      },
      platform_settings: {
        overrides: {
          enable_conversation_initiation_client_data_from_webhook: true,
          conversation_config_override: {
            agent: { first_message: true, prompt: { prompt: true, llm: false } },
          },
        },
        workspace_overrides: {
          webhooks: { post_call_webhook_id: webhook?.webhook_id },
          conversation_initiation_client_data_webhook: {
            url: `${house.webUrl}/webhooks/elevenlabs/conversation-initiation`,
            request_headers: { "X-Centralita-Key": { secret_id: secret?.secret_id } },
          },
        },
      },
    });
    expect(webhook).toMatchObject({
      webhook_url: `${house.webUrl}/api/webhooks/elevenlabs`,
      is_disabled: false,
    });
    expect(tool?.tool_config).toMatchObject({
      name: "report_result",
      api_schema: {
        url: `${house.webUrl}/api/tools/report_result`,
        method: "POST",
        request_headers: { "X-Centralita-Key": { secret_id: secret?.secret_id } },
        request_body_schema: { properties: { call_id: { dynamic_variable: "call_id" } } },
      },
    });
    expect(business.agent).toMatchObject({ state: "published", version: 1 });
  });

  test("finds in the workspace what the first one has left there", async () => {
    const { business, vendor } = await createPublished(house);
    await Promise.all([
      business.createAgent({ name: "Segunda", mode: "native" }),
      business.createAgent({ name: "Tercera" }),
    ]);
    expect(await vendor.count()).toEqual({ ...everything, agents: 3 });
  });

  test("uses the webhook of a business that has brought its own secret", async () => {
    const business = await createBusiness(house);
    const vendor = new VendorWorkspace(business);
    const [webhook, ...others] = await vendor.webhooks();
    expect(others).toEqual([]);
    expect(webhook).toMatchObject({ webhook_id: `wh_${business.key}` });
    expect(await vendor.agent(business.vendorAgentId)).toMatchObject({
      platform_settings: {
        workspace_overrides: { webhooks: { post_call_webhook_id: `wh_${business.key}` } },
      },
    });
  });

  test("is not made twice when several changes come at once", async () => {
    const { business, vendor, path } = await createPublished(house);
    const names = ["Uno", "Dos", "Tres"];
    const saved = await Promise.all(
      names.map((name) => business.client.ask("PATCH", path, savedAgentView, { name })),
    );
    expect(saved.map(({ publishFault }) => publishFault)).toEqual([null, null, null]);
    const agent = await business.client.get(path, agentView);
    expect(agent).toMatchObject({ state: "published", version: 4 });
    expect((await vendor.agents()).map(({ name }) => name)).toEqual([agent.name]);
  });
});

describe.concurrent("work that somebody did at ElevenLabs", () => {
  const theirs = {
    conversation_config: {
      agent: { first_message: "Buenas, le atiende la asistente virtual de siempre." },
      turn: { silence_end_call_timeout: 90 },
    },
  };

  test("stops a publication until somebody says, field by field, which side wins", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    await vendor.changeAgent(vendorId, theirs);
    const change = { prompt: "Otras instrucciones.", firstMessage: `${FIRST_MESSAGE} Dígame.` };
    const { status, error } = await refusal(business, "PATCH", path, change);
    expect(status).toBe(409);
    expect(Object.keys(error.fields ?? {}).toSorted()).toEqual(["firstMessage", "silenceTimeoutSeconds"]);
    const { reason, differences } = differenceDetails.parse(error.details);
    expect(reason).toBe("changed_at_vendor");
    expect(differences).toContainEqual({
      field: "firstMessage",
      ours: change.firstMessage,
      theirs: theirs.conversation_config.agent.first_message,
      base: FIRST_MESSAGE,
      changedThere: true,
    });
    // Nothing has happened on either side.
    expect(await business.client.get(path, agentView)).toMatchObject({
      firstMessage: FIRST_MESSAGE,
      version: 1,
    });
    expect(await vendor.agent(vendorId)).toMatchObject(theirs);

    const settled = await business.client.ask("PATCH", path, savedAgentView, {
      ...change,
      resolve: { firstMessage: "ours", silenceTimeoutSeconds: "theirs" },
    });
    expect(settled).toMatchObject({ ...change, silenceTimeoutSeconds: 90, state: "published", version: 2 });
    expect(await vendor.agent(vendorId)).toMatchObject({
      conversation_config: {
        agent: { first_message: change.firstMessage, prompt: { prompt: told(change.prompt) } },
        turn: { silence_end_call_timeout: 90 },
      },
    });
    expect(await business.client.get(`${path}/difference`, agentDifferenceView)).toEqual({
      state: "same",
      differences: [],
    });
  });

  test("on how the voice sounds can be taken over", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    await vendor.changeAgent(vendorId, { conversation_config: { tts: { stability: 0.2, speed: 0.9 } } });
    const { status, error } = await refusal(business, "PATCH", path, { name: "Otra" });
    expect([status, Object.keys(error.fields ?? {})]).toEqual([409, ["voiceSettings"]]);
    const voiceSettings = { stability: 0.2, similarityBoost: 0.75, speed: 0.9 };
    expect(
      await business.client.ask("PATCH", path, savedAgentView, {
        name: "Otra",
        resolve: { voiceSettings: "theirs" },
      }),
    ).toMatchObject({ name: "Otra", voiceSettings, state: "published" });
  });

  test("is shown, and does not keep an agent from being switched off", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    await vendor.changeAgent(vendorId, theirs);
    const found = await business.client.get(`${path}/difference`, agentDifferenceView);
    expect(found.state).toBe("differs");
    expect(found.differences.map(({ field }) => field)).toEqual(["firstMessage", "silenceTimeoutSeconds"]);
    const off = await business.client.ask("PATCH", path, savedAgentView, { status: "inactive" });
    expect(off).toMatchObject({ status: "inactive", publishFault: null });
  });

  test("that is not ours stays, whatever is published", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    const own = z.object({ id: z.string() }).parse(
      await vendor.ask("POST", "convai/tools", {
        tool_config: { type: "client", name: "open_door", description: "Opens the door." },
      }),
    );
    const before = z
      .object({
        conversation_config: z.object({
          agent: z.object({ prompt: z.object({ tool_ids: z.array(z.string()) }) }),
        }),
      })
      .parse(await vendor.agent(vendorId)).conversation_config.agent.prompt.tool_ids;
    await vendor.changeAgent(vendorId, {
      conversation_config: { agent: { prompt: { tool_ids: [...before, own.id], temperature: 0.4 } } },
    });
    await business.client.ask("PATCH", path, savedAgentView, { mode: "native" });
    const ours = (await vendor.tools()).filter(({ tool_config: { type } }) => type === "webhook");
    expect(await vendor.agent(vendorId)).toMatchObject({
      conversation_config: {
        agent: {
          prompt: {
            tool_ids: expect.toSatisfy(sameAs([own.id, ...ours.map(({ id }) => id)])),
            temperature: 0.4,
          },
        },
      },
    });
  });

  test("that would break calls can only be put back", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    await vendor.changeAgent(vendorId, {
      conversation_config: { tts: { agent_output_audio_format: "pcm_16000" } },
    });
    expect(await refusal(business, "POST", `${path}/publish`, {})).toMatchObject({
      status: 409,
      error: { fields: { outputFormat: expect.any(String) } },
    });
    expect(
      await refusal(business, "POST", `${path}/publish`, { resolve: { outputFormat: "theirs" } }),
    ).toMatchObject({ status: 422, error: { fields: { "resolve.outputFormat": expect.any(String) } } });
    await business.client.ask("POST", `${path}/publish`, agentView, { resolve: { outputFormat: "ours" } });
    expect(await vendor.agent(vendorId)).toMatchObject({
      conversation_config: { tts: { agent_output_audio_format: "ulaw_8000" } },
    });
  });

  test("on an agent that is taken over is told first, and taken where it is wanted", async () => {
    const { business, vendor } = await createBareBusiness(house);
    const made = z.object({ agent_id: z.string() }).parse(
      await vendor.ask("POST", "convai/agents/create", {
        name: "De antes",
        conversation_config: { agent: { first_message: "Hola.", prompt: { prompt: "Lo de antes." } } },
      }),
    );
    const input = { ...agentInput, elevenLabsAgentId: made.agent_id };
    const { status, error } = await refusal(business, "POST", "/api/agents", input);
    expect(status).toBe(409);
    const { reason, differences } = differenceDetails.parse(error.details);
    expect(reason).toBe("link_changes_vendor");
    // Calls need telephone audio: that is said, but not asked.
    expect(differences.map(({ field }) => field)).toEqual(expect.arrayContaining(["prompt", "inputFormat"]));
    expect(Object.keys(error.fields ?? {})).not.toContain("inputFormat");
    expect(await business.client.get("/api/agents", z.array(agentView))).toEqual([]);

    const asked = Object.fromEntries(Object.keys(error.fields ?? {}).map((field) => [field, "ours"]));
    const resolve = { ...asked, prompt: "theirs" };
    const agent = await business.client.ask("POST", "/api/agents", savedAgentView, { ...input, resolve });
    expect(agent).toMatchObject({
      prompt: "Lo de antes.",
      elevenLabsAgentId: made.agent_id,
      state: "published",
    });
    expect(await vendor.agent(made.agent_id)).toMatchObject({
      name: "Recepción",
      conversation_config: {
        agent: { prompt: { prompt: told("Lo de antes.") } },
        asr: { user_input_audio_format: "ulaw_8000" },
      },
    });
    expect(await refusal(business, "POST", "/api/agents", input)).toMatchObject({
      status: 422,
      error: { fields: { elevenLabsAgentId: expect.any(String) } },
    });
  });

  test("that deleted the agent is said, and another one can be made", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house);
    await vendor.ask("DELETE", `convai/agents/${vendorId}`);
    expect(await business.client.get(`${path}/difference`, agentDifferenceView)).toMatchObject({
      state: "gone",
    });
    expect(await refusal(business, "PATCH", path, { name: "Nueva" })).toMatchObject({ status: 409 });
    const again = await business.client.ask("PATCH", path, savedAgentView, { elevenLabsAgentId: null });
    expect(again).toMatchObject({ state: "published", publishFault: null });
    expect((await vendor.agents()).map(({ agent_id: id }) => id)).toEqual([again.elevenLabsAgentId]);
  });
});

describe.concurrent("the versions of an agent", () => {
  test("say who published what, and any of them can be had back", async () => {
    const { business, vendor, path, vendorId } = await createPublished(house, {
      variables: { place: "Madrid" },
    });
    await business.client.ask("PATCH", path, savedAgentView, {
      prompt: "Otra cosa.",
      mode: "native",
      variables: {},
    });
    const restored = await business.client.ask("POST", `${path}/versions/1/restore`, savedAgentView, {});
    expect(restored).toMatchObject({ mode: "bridge", variables: { place: "Madrid" }, state: "published" });
    const versions = await business.client.get(`${path}/versions`, z.array(agentVersionView));
    expect(
      versions.map(({ version, restoredFrom, authorName, snapshot: { mode } }) => [
        version,
        restoredFrom,
        authorName,
        mode,
      ]),
    ).toEqual([
      [3, 1, "Ana Prueba", "bridge"],
      [2, null, "Ana Prueba", "native"],
      [1, null, "Ana Prueba", "bridge"],
    ]);
    expect(await vendor.agent(vendorId)).toMatchObject({
      conversation_config: { agent: { prompt: { prompt: told(business.agent.prompt) } } },
    });
    expect(await business.client.refusal("POST", `${path}/versions/9/restore`, {})).toMatchObject({
      status: 404,
    });
  });
});

describe.concurrent("a rule", () => {
  test.each([
    [{ firstMessage: "" }, ["firstMessage"]],
    [{ firstMessage: "Clínica Sol, dígame." }, ["firstMessage"]],
    [{ prompt: "Confirme {{service}} a {{nombre completo}}." }, ["prompt", "variables.service"]],
  ])(
    "that %j breaks keeps an agent from being switched on, not from being written",
    async (words, fields) => {
      const { business, vendor } = await createBareBusiness(house);
      const { status, error } = await refusal(business, "POST", "/api/agents", { ...agentInput, ...words });
      expect([status, Object.keys(error.fields ?? {}).toSorted()]).toEqual([422, fields]);

      const draft = await business.createAgent({ ...words, status: "inactive" });
      expect(draft).toMatchObject({ state: "unpublished", version: 0, elevenLabsAgentId: null });
      expect(await vendor.agents()).toEqual([]);
      const path = `/api/agents/${draft.id}`;
      expect(await refusal(business, "PATCH", path, { status: "active" })).toMatchObject({ status: 422 });
      expect(await refusal(business, "POST", `${path}/publish`, {})).toMatchObject({ status: 422 });
      const mended = await business.client.ask("PATCH", path, savedAgentView, {
        status: "active",
        firstMessage: FIRST_MESSAGE,
        prompt: "Atienda.",
      });
      expect(mended).toMatchObject({ state: "published", version: 1 });
    },
  );
});
