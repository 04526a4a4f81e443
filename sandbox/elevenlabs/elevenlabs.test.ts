import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import type { FaultInput } from "../faults";
import { Listener, speak } from "../speech";
import { API_KEY, type FixtureOptions, startElevenLabs, WEBHOOK_SECRET } from "./fixture";
import { isObject, type JsonObject } from "../json";
import { sign } from "./webhooks";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(options?: FixtureOptions) {
  const vendor = await startElevenLabs(options);
  closers.push(vendor.close);
  return vendor;
}

function withResolvers<Value>() {
  const kept: { resolve?: (value: Value) => void } = {};
  const promise = new Promise<Value>((resolve) => (kept.resolve = resolve));
  return { promise, resolve: (value: Value) => kept.resolve?.(value) };
}

function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)] as unknown;
    return isObject(part) ? part[key] : undefined;
  }, value);
}

describe("the key", () => {
  test.each([
    ["missing", "", "needs_authorization"],
    ["wrong", "sk_wrong", "invalid_api_key"],
  ])("%s: 401 in the vendor's envelope", async (_, key, code) => {
    const { status, json } = await (await start()).ask("GET", "/v1/user", undefined, key);
    expect(status).toBe(401);
    expect(json).toMatchObject({
      detail: { type: "authentication_error", code, request_id: expect.any(String) },
    });
  });

  test("right: the user and the plan", async () => {
    const { ask, recorder } = await start();
    const { status, json } = await ask("GET", "/v1/user");
    expect(status).toBe(200);
    expect(at(json, "subscription", "tier")).toBe("creator");
    expect(JSON.stringify(recorder.since())).not.toContain(API_KEY);
  });
});

describe("requests that are wrong", () => {
  test("unknown things are 404 by name", async () => {
    const { ask } = await start();
    for (const [path, code] of [
      ["/v1/convai/agents/agent_9", "agent_not_found"],
      ["/v1/convai/conversations/conv_9", "conversation_not_found"],
      ["/v1/convai/conversation/get-signed-url?agent_id=agent_9", "agent_not_found"],
      ["/v1/voices/nobody", "voice_not_found"],
    ] as const) {
      const { status, json } = await ask("GET", path);
      expect([status, at(json, "detail", "code")]).toEqual([404, code]);
    }
    expect(await ask("GET", "/v1/convai/nothing")).toMatchObject({
      status: 404,
      json: { detail: "Not Found" },
    });
    expect(await ask("DELETE", "/v1/user")).toMatchObject({ status: 405 });
  });

  test("missing and invalid fields are 422 with FastAPI's list", async () => {
    const { ask } = await start();
    expect(await ask("POST", "/v1/convai/agents/create", { name: "x" })).toMatchObject({
      status: 422,
      json: { detail: [{ loc: ["body", "conversation_config"], msg: "Field required", type: "missing" }] },
    });
    const bad = { conversation_config: { tts: { agent_output_audio_format: "mp3" } } };
    expect(at((await ask("POST", "/v1/convai/agents/create", bad)).json, "detail", 0, "loc")).toEqual([
      "body",
      "conversation_config",
      "tts",
      "agent_output_audio_format",
    ]);
    expect(await ask("POST", "/v1/convai/tools", "{")).toMatchObject({
      status: 422,
      json: { detail: [{ type: "json_invalid" }] },
    });
    expect((await ask("GET", "/v1/convai/agents?page_size=0")).status).toBe(422);
  });
});

describe("agents", () => {
  test("are created with the vendor's defaults, patched deeply, listed in pages and deleted", async () => {
    const { ask } = await start();
    const created = await ask("POST", "/v1/convai/agents/create", { name: "Dos", conversation_config: {} });
    const path = `/v1/convai/agents/${String(created.json["agent_id"])}`;
    const { json } = await ask("GET", path);
    expect(at(json, "conversation_config")).toMatchObject({
      asr: { user_input_audio_format: "pcm_16000" },
      tts: { model_id: "eleven_flash_v2", agent_output_audio_format: "pcm_16000" },
      conversation: { max_duration_seconds: 600 },
    });
    expect(
      at(json, "platform_settings", "overrides", "conversation_config_override", "tts", "voice_id"),
    ).toBe(false);
    const patch = { conversation_config: { agent: { prompt: { prompt: "Hola" } } } };
    const patched = await ask("PATCH", path, patch);
    expect(at(patched.json, "conversation_config", "agent", "prompt", "prompt")).toBe("Hola");
    expect(at(patched.json, "conversation_config", "agent", "language")).toBe("en");
    const first = await ask("GET", "/v1/convai/agents?page_size=1");
    expect(first.json["has_more"]).toBe(true);
    const rest = await ask(
      "GET",
      `/v1/convai/agents?page_size=1&cursor=${String(first.json["next_cursor"])}`,
    );
    expect(rest.json["has_more"]).toBe(false);
    expect((await ask("DELETE", path)).status).toBe(200);
    expect((await ask("GET", path)).status).toBe(404);
  });
});

describe("the workspace", () => {
  test("shows a webhook's secret once and attaches it by the settings", async () => {
    const { ask, recorder } = await start();
    const settings = { auth_type: "hmac", name: "Centralita", webhook_url: "https://example.com/hook" };
    const created = await ask("POST", "/v1/workspace/webhooks", { settings });
    expect(created.json["webhook_secret"]).toMatch(/^wsec_/);
    const id = created.json["webhook_id"];
    const patched = await ask("PATCH", "/v1/convai/settings", { webhooks: { post_call_webhook_id: id } });
    expect(at(patched.json, "webhooks")).toMatchObject({ post_call_webhook_id: id, events: ["transcript"] });
    const listed = await ask("GET", "/v1/workspace/webhooks?include_usages=true");
    expect(at(listed.json, "webhooks", 0)).toMatchObject({ usage: [{ usage_type: "ConvAI Settings" }] });
    expect(JSON.stringify([listed.json, recorder.since()])).not.toContain(
      String(created.json["webhook_secret"]),
    );
    const path = `/v1/workspace/webhooks/${String(id)}`;
    expect((await ask("PATCH", path, { retry_enabled: true })).status).toBe(422);
    expect((await ask("PATCH", path, { retry_enabled: true, is_disabled: false, name: "x" })).status).toBe(
      200,
    );
    expect((await ask("DELETE", path)).status).toBe(200);
    expect(at((await ask("GET", "/v1/convai/settings")).json, "webhooks", "post_call_webhook_id")).toBeNull();
  });

  test("keeps secrets without showing them", async () => {
    const { ask } = await start();
    const secret = { type: "new", name: "header", value: "very secret" };
    const { json } = await ask("POST", "/v1/convai/secrets", secret);
    expect(JSON.stringify((await ask("GET", "/v1/convai/secrets")).json)).not.toContain("very secret");
    expect((await ask("DELETE", `/v1/convai/secrets/${String(json["secret_id"])}`)).status).toBe(204);
  });

  test("survives a restart", async () => {
    const first = await start();
    const { json } = await first.ask("POST", "/v1/convai/agents/create", {
      name: "Dos",
      conversation_config: {},
    });
    const restored: unknown = JSON.parse(JSON.stringify(first.vendor.dump()));
    const second = await start({ restored });
    expect((await second.ask("GET", `/v1/convai/agents/${String(json["agent_id"])}`)).status).toBe(200);
  });
});

describe("text to speech", () => {
  const speech = (format: string, path = "") =>
    `/v1/text-to-speech/sbxLucia0EsEsPeninsul${path}?output_format=${format}`;

  test.each([
    ["ulaw_8000", "/stream", "audio/basic", 1],
    ["pcm_16000", "", "audio/pcm", 4],
    ["wav_8000", "", "audio/wav", 2],
  ])("%s%s is made as asked", async (format, path, contentType, bytesPerUlawByte) => {
    const { baseUrl } = await start();
    const answer = await fetch(baseUrl + speech(format, path), {
      method: "POST",
      headers: { "xi-api-key": API_KEY },
      body: JSON.stringify({ text: "Hola, ¿en qué puedo ayudarle?", model_id: "eleven_flash_v2_5" }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(answer.headers.get("content-type")).toBe(contentType);
    expect(Number(answer.headers.get("character-cost"))).toBe(15);
    const header = format.startsWith("wav") ? 44 : 0;
    const expected = speak("Hola, ¿en qué puedo ayudarle?", "sbxLucia0EsEsPeninsul").length;
    expect(bytes).toHaveLength(header + expected * bytesPerUlawByte);
    const heard: string[] = [];
    new Listener({ text: (words) => heard.push(words) }).push(bytes);
    expect(heard).toEqual(format === "ulaw_8000" ? ["Hola, ¿en qué puedo ayudarle?"] : []);
  });

  describe("in pieces", () => {
    const LONG = "Hola, buenos días, le llamo de la clínica para confirmar su cita de mañana a las diez.";
    const whole = speak(LONG, "sbxLucia0EsEsPeninsul").length;
    const half = Math.floor(Math.ceil(whole / 4096) / 2) * 4096;

    /** What has come when so many bytes have, or the end: whoever has enough hangs up. */
    async function hearUntil(enough: number, fault: Partial<FaultInput>) {
      const { baseUrl, faults } = await start();
      faults.add({ target: "elevenlabs.rest", kind: "pace", ...fault });
      const hangUp = new AbortController();
      const answer = await fetch(baseUrl + speech("ulaw_8000", "/stream"), {
        method: "POST",
        headers: { "xi-api-key": API_KEY },
        body: JSON.stringify({
          text: LONG,
          voice_settings: { stability: 0.4, similarity_boost: 1, speed: 1.3 },
        }),
        signal: hangUp.signal,
      });
      let bytes = 0;
      const reader = answer.body?.getReader();
      try {
        while (bytes < enough) {
          const piece = await reader?.read();
          if (!piece || piece.done) return { bytes, end: "whole" };
          bytes += piece.value.length;
        }
        hangUp.abort();
        return { bytes, end: "enough" };
      } catch {
        return { bytes, end: "broken" };
      }
    }

    test("it comes whole at any pace", async () => {
      expect(await hearUntil(Infinity, { delayMs: 5, afterMs: 1 })).toEqual({ bytes: whole, end: "whole" });
    });

    test.each([
      ["the first piece is waited for, when the answer has begun", { delayMs: 600_000 }, 0],
      ["the second piece is waited for", { afterMs: 600_000 }, 4096],
      ["silent: half of it came, and no end", { kind: "silent" as const }, half],
    ])("%s", async (_name, fault, bytes) => {
      expect(await hearUntil(bytes, fault)).toEqual({ bytes, end: "enough" });
    });

    test("cut: half of it came, and then nothing more can", async () => {
      expect(await hearUntil(Infinity, { kind: "cut" })).toEqual({ bytes: half, end: "broken" });
    });
  });

  test.each([{ stability: 1.1 }, { similarity_boost: -0.1 }, { stability: "0.5" }])(
    "refuses the voice settings %j",
    async (settings) => {
      const { ask } = await start();
      const body = { text: "Hola", voice_settings: settings };
      expect((await ask("POST", speech("ulaw_8000", "/stream"), body)).status).toBe(422);
    },
  );

  test("what cannot be encoded is refused, and so are unknown voices, models and formats", async () => {
    const { ask } = await start();
    const body = { text: "Hola" };
    const mp3 = await ask("POST", "/v1/text-to-speech/sbxLucia0EsEsPeninsul", body);
    expect([mp3.status, at(mp3.json, "detail", 0, "msg")]).toEqual([
      422,
      expect.stringContaining("cannot encode mp3"),
    ]);
    expect((await ask("POST", speech("wav_8000", "/stream"), body)).status).toBe(422);
    expect((await ask("POST", speech("ulaw_8000"), {})).status).toBe(422);
    expect((await ask("POST", speech("ulaw_8000"), { ...body, model_id: "x" })).status).toBe(400);
    const nobody = speech("ulaw_8000").replace("sbxLucia0EsEsPeninsul", "nobody");
    expect((await ask("POST", nobody, body)).status).toBe(404);
  });

  test("voices are found by language, with the models they are verified for", async () => {
    const { ask } = await start();
    const { json } = await ask("GET", "/v2/voices?language=es&page_size=2");
    expect(json).toMatchObject({ has_more: true, total_count: 5 });
    expect(at(json, "voices", 0, "verified_languages", 0)).toMatchObject({ language: "es" });
  });
});

describe("when a conversation is over", () => {
  async function createReceiver() {
    const { promise: received, resolve } = withResolvers<{ signature: string; body: string }>();
    const server = createServer((req, res) => {
      void text(req).then((body) => {
        resolve({ signature: String(req.headers["elevenlabs-signature"]), body });
        res.end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    closers.push(() => new Promise((done) => server.close(done)));
    return {
      received,
      url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`,
    };
  }

  test("it is analysed, listed, and told to the webhook with a good signature", async () => {
    const { received, url } = await createReceiver();
    const { ask, openSigned } = await start({ webhookUrl: url });
    const client = await openSigned();
    await client.start({ dynamic_variables: { nombre: "Ana", tenant_id: "t_9" }, user_id: "lead_1" });
    await client.get("agent_response");
    client.send({ type: "user_message", text: "Sí, confirmo" });
    const { tool_call_id } = await client.get("client_tool_call");
    client.send({ type: "client_tool_result", tool_call_id, result: "ok", is_error: false });
    await client.get("agent_response", 1);
    client.ws.close(1000);
    const { signature, body } = await received;
    const [, t] = /^t=(\d+),/.exec(signature) ?? [];
    expect(signature).toBe(sign(WEBHOOK_SECRET, body, Number(t)));
    const envelope: unknown = JSON.parse(body);
    expect(envelope).toMatchObject({
      type: "post_call_transcription",
      data: {
        status: "done",
        user_id: "lead_1",
        has_auxiliary_audio: false,
        analysis: { call_successful: "success", call_summary_title: "Cita" },
        metadata: { phone_call: null, error: null, authorization_method: "signed_url", main_language: "es" },
        conversation_initiation_client_data: {
          dynamic_variables: { tenant_id: "t_9", system__agent_id: "agent_1" },
        },
      },
    });
    const turns = at(envelope, "data", "transcript") as JsonObject[];
    expect(turns.map(({ role }) => role)).toEqual(["agent", "user", "agent", "agent"]);
    expect(at(turns, 2, "tool_results", 0)).toMatchObject({ tool_name: "report_result", result_value: "ok" });
    const id = String(at(envelope, "data", "conversation_id"));
    const listed = await ask("GET", "/v1/convai/conversations?dynamic_variable_params=tenant_id:eq:t_9");
    expect(at(listed.json, "conversations", 0)).toMatchObject({ conversation_id: id, status: "done" });
    const others = await ask("GET", "/v1/convai/conversations?dynamic_variable_params=tenant_id:eq:t_1");
    expect(others.json["conversations"]).toEqual([]);
    const audio = await ask("GET", `/v1/convai/conversations/${id}/audio`);
    expect(audio.headers.get("content-type")).toBe("audio/mpeg");
    await ask("DELETE", `/v1/convai/conversations/${id}`);
    for (const part of ["", "/audio"])
      expect((await ask("GET", `/v1/convai/conversations/${id}${part}`)).status).toBe(404);
  });

  test("one that failed to start reads as done and successful, but for its error", async () => {
    const { received, url } = await createReceiver();
    const { openSigned } = await start({ webhookUrl: url });
    const client = await openSigned();
    await client.start({});
    await client.closed;
    const { data } = JSON.parse((await received).body) as { data: JsonObject };
    expect(data).toMatchObject({
      status: "done",
      analysis: { call_successful: "success" },
      metadata: { error: { code: 1008, reason: expect.stringContaining("nombre") }, call_duration_secs: 0 },
    });
  });
});

describe("on request REST", () => {
  test("fails with a status, once or for a path, and cuts", async () => {
    const { ask, faults } = await start();
    faults.add({ target: "elevenlabs.rest", kind: "status", status: 429, times: 1, match: "/v1/user" });
    expect((await ask("GET", "/v1/convai/agents")).status).toBe(200);
    expect(await ask("GET", "/v1/user")).toMatchObject({
      status: 429,
      json: { detail: { type: "rate_limit_error" } },
    });
    expect((await ask("GET", "/v1/user")).status).toBe(200);
    faults.add({ target: "elevenlabs.rest", kind: "cut", times: 1 });
    await expect(ask("GET", "/v1/user")).rejects.toThrow("fetch failed");
  });
});
