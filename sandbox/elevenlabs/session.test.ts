import { afterEach, describe, expect, test } from "vitest";
import { Listener, speak } from "../speech";
import { Client, type FixtureOptions, startElevenLabs } from "./fixture";
import type { JsonObject } from "../json";

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const vendor of running.splice(0)) await vendor.close();
});

async function start(options?: FixtureOptions) {
  const vendor = await startElevenLabs(options);
  running.push(vendor);
  return vendor;
}

async function converse(options?: FixtureOptions): Promise<Client> {
  const client = await (await start(options)).openSigned();
  await client.start();
  return client;
}

/** What the audio of one turn says. */
async function heardIn(client: Client, eventId: unknown): Promise<string> {
  const heard: string[] = [];
  const listener = new Listener({ text: (text) => heard.push(text) });
  for (let index = 0; heard.length === 0; index++) {
    const audio = await client.get("audio", index);
    if (audio["event_id"] === eventId) listener.push(Buffer.from(String(audio["audio_base_64"]), "base64"));
  }
  return heard.join(" ");
}

const types = (client: Client) => client.messages.map((message) => message["type"]);

describe("a conversation", () => {
  test("begins with the metadata, then the greeting in text and in audible words", async () => {
    const client = await converse();
    const metadata = await client.get("conversation_initiation_metadata");
    expect(metadata).toMatchObject({
      agent_output_audio_format: "ulaw_8000",
      user_input_audio_format: "ulaw_8000",
      conversation_id: expect.stringMatching(/^conv_/),
    });
    const response = await client.get("agent_response");
    expect(response["agent_response"]).toBe("Hola Ana, le llamo para confirmar su cita.");
    expect(await heardIn(client, response["event_id"])).toBe("Hola Ana, le llamo para confirmar su cita.");
    expect(types(client)[0]).toBe("conversation_initiation_metadata");
    const sizes = new Set(client.of("audio").map((audio) => String(audio["audio_base_64"]).length));
    expect(sizes.size).toBeGreaterThan(1);
    expect(client.of("audio").some((audio) => "alignment" in audio)).toBe(true);
  });

  test("pings, and measures the answer", async () => {
    const client = await converse();
    expect((await client.get("ping"))["ping_ms"]).toBeNull();
    expect(typeof (await client.get("ping", 2))["ping_ms"]).toBe("number");
  });

  test("ends when pings are not answered", async () => {
    const vendor = await start({ timing: { pingMs: 5 } });
    const client = await vendor.openSigned();
    client.answersPings = false;
    await client.start();
    expect((await client.closed).code).toBe(1002);
  });

  test("hears words in audio, tentatively at first, uses the tool and waits for its result", async () => {
    const client = await converse();
    await client.get("agent_response");
    client.sendAudio(speak("Sí, confirmo la cita de mañana"));
    const call = await client.get("client_tool_call");
    expect((await client.get("user_transcript"))["user_transcript"]).toBe("Sí, confirmo la cita de mañana");
    expect(client.of("tentative_user_transcript").length).toBeGreaterThan(2);
    expect(call).toMatchObject({ tool_name: "report_result", parameters: { outcome: "confirmed" } });
    expect(client.of("agent_response")).toHaveLength(1);
    client.send({
      type: "client_tool_result",
      tool_call_id: call["tool_call_id"],
      result: "{}",
      is_error: false,
    });
    expect((await client.get("agent_response", 1))["agent_response"]).toContain("confirmada");
    expect(await client.get("agent_tool_response")).toMatchObject({ is_error: false, is_called: true });
  });

  test("ends by the agent's end_call after the goodbye, with code 1000", async () => {
    const client = await converse();
    await client.get("agent_response");
    client.send({ type: "user_message", text: "Gracias, nada más" });
    expect((await client.closed).code).toBe(1000);
    const goodbye = client.of("agent_response").at(-1);
    expect(goodbye?.["agent_response"]).toContain("Adiós");
    expect(await heardIn(client, goodbye?.["event_id"])).toContain("Adiós");
    expect(types(client).at(-1)).toBe("agent_tool_response");
    expect(client.of("agent_tool_response").at(-1)).toMatchObject({
      tool_name: "end_call",
      tool_type: "system",
    });
  });

  test("stops talking when the caller does, and corrects what it said", async () => {
    const client = await converse();
    const { event_id } = await client.get("agent_response");
    await client.get("audio", 2);
    client.sendAudio(speak("Un momento"));
    expect(await client.get("interruption")).toEqual({ event_id });
    const correction = await client.get("agent_response_correction");
    expect(correction["original_agent_response"]).toContain("le llamo para confirmar");
    expect(String(correction["corrected_agent_response"]).length).toBeLessThan(
      String(correction["original_agent_response"]).length,
    );
  });

  test("cannot be interrupted when the agent does not list interruptions", async () => {
    const client = await converse({
      agent: { conversation_config: { conversation: { client_events: ["audio", "user_transcript"] } } },
    });
    await client.get("audio", 1);
    client.sendAudio(speak("Un momento"));
    await client.get("user_transcript");
    expect(types(client)).not.toContain("interruption");
    expect(types(client)).not.toContain("agent_response");
  });

  test("treats the words of a cut sentence as said", async () => {
    const client = await converse();
    await client.get("agent_response");
    const sentence = speak("Quiero cambiar la cita del martes por la tarde");
    client.sendAudio(sentence.subarray(0, sentence.length / 2));
    client.sendAudio(new Uint8Array(8000).fill(0xff));
    expect((await client.get("user_transcript"))["user_transcript"]).toBe("Quiero cambiar la cita");
  });

  test("says that it understands only words when it hears a voice without any", async () => {
    const client = await converse();
    await client.get("agent_response");
    const hum = Uint8Array.from({ length: 8000 }, (_, at) => (at % 40 < 20 ? 0x10 : 0x90));
    client.sendAudio(hum);
    client.sendAudio(new Uint8Array(8000).fill(0xff));
    expect((await client.get("agent_response", 1))["agent_response"]).toContain(
      "solo entiendo palabras escritas",
    );
  });

  test("speaks and hears PCM when the agent is set to it", async () => {
    const pcm = {
      asr: { user_input_audio_format: "pcm_16000" },
      tts: { agent_output_audio_format: "pcm_16000" },
    };
    const client = await converse({ agent: { conversation_config: pcm } });
    expect(await client.get("conversation_initiation_metadata")).toMatchObject({
      agent_output_audio_format: "pcm_16000",
    });
    const first = await client.get("audio");
    expect(Buffer.from(String(first["audio_base_64"]), "base64").length % 2).toBe(0);
  });
});

describe("silence and tools", () => {
  const quiet = { first_message: "" };

  test("the agent asks whether anybody is there, and hangs up in the end", async () => {
    const turn = { turn_timeout: 0.05, silence_end_call_timeout: 0.3 };
    const client = await converse({ agent: { ...quiet, conversation_config: { turn } } });
    expect((await client.get("agent_response"))["agent_response"]).toBe("¿Sigue ahí?");
    expect((await client.closed).code).toBe(1000);
  });

  test("a tool that expects no response does not keep the agent waiting", async () => {
    const tool = { type: "client", name: "report_result", description: "x" };
    const prompt = { tool_ids: [], tools: [tool] };
    const client = await converse({ agent: { ...quiet, conversation_config: { agent: { prompt } } } });
    await client.get("conversation_initiation_metadata");
    client.send({ type: "user_message", text: "Sí, confirmo" });
    expect((await client.get("agent_response"))["agent_response"]).toContain("confirmada");
    expect(client.of("client_tool_call")).toHaveLength(1);
  });

  test("a tool that fails is admitted", async () => {
    const client = await converse({ agent: quiet });
    await client.get("conversation_initiation_metadata");
    client.send({ type: "user_message", text: "Sí, confirmo" });
    const { tool_call_id } = await client.get("client_tool_call");
    client.send({ type: "client_tool_result", tool_call_id, result: "no connection", is_error: true });
    expect((await client.get("agent_response"))["agent_response"]).toContain("a mano");
  });

  test("variables that a tool needs are required at the start", async () => {
    const parameters = {
      type: "object",
      properties: { t: { type: "string", dynamic_variable: "tenant_id" } },
    };
    const tool = { type: "client", name: "report_result", description: "x", parameters };
    const vendor = await start({ agent: { conversation_config: { agent: { prompt: { tools: [tool] } } } } });
    const client = await vendor.openSigned();
    await client.start();
    expect((await client.closed).reason).toBe("Missing required dynamic variables in tools: {'tenant_id'}");
  });

  test("a greeting that may not be interrupted is not", async () => {
    const agent = { disable_first_message_interruptions: true };
    const client = await converse({ agent: { conversation_config: { agent } } });
    await client.get("audio", 1);
    client.sendAudio(speak("Un momento"));
    client.send({ type: "user_message", text: "Adiós" });
    await client.closed;
    expect(types(client)).not.toContain("interruption");
    expect(types(client)).not.toContain("user_transcript");
  });

  test("words to be ignored do not stop the agent", async () => {
    const turn = { interruption_ignore_terms: ["ajá"] };
    const client = await converse({ agent: { conversation_config: { turn } } });
    await client.get("audio", 1);
    client.sendAudio(speak("Ajá."));
    client.sendAudio(new Uint8Array(8000).fill(0xff));
    client.sendAudio(speak("Espere"));
    await client.get("interruption");
    expect((await client.get("user_transcript"))["user_transcript"]).toBe("Espere");
    expect(client.of("interruption")).toHaveLength(1);
  });

  test("allowed overrides are used", async () => {
    const overrides = { conversation_config_override: { agent: { first_message: true, language: true } } };
    const vendor = await start({ agent: { platform_settings: { overrides } } });
    const client = await vendor.openSigned();
    await client.start({
      dynamic_variables: { nombre: "Ann" },
      conversation_config_override: { agent: { first_message: "Hello {{nombre}}", language: "en" } },
    });
    expect((await client.get("agent_response"))["agent_response"]).toBe("Hello Ann");
    client.send({ type: "user_message", text: "Are you a robot?" });
    expect((await client.get("agent_response", 1))["agent_response"]).toContain("scripted agent");
  });

  test("a text-only conversation has parts of text and no audio", async () => {
    const client = await converse({ agent: { conversation_config: { conversation: { text_only: true } } } });
    await client.get("agent_chat_response_part", 2);
    expect(client.of("agent_chat_response_part").map(({ type }) => type)).toEqual(["start", "delta", "stop"]);
    expect(types(client)).not.toContain("audio");
  });
});

describe("a conversation that must not be", () => {
  const init = { dynamic_variables: { nombre: "Ana" } };

  test.each<[string, JsonObject, string, string]>([
    [
      "a forbidden override",
      { ...init, conversation_config_override: { tts: { voice_id: "x" } } },
      "override_error",
      "Override for field 'voice_id' is not allowed by config",
    ],
    [
      "a forbidden nested override",
      { ...init, conversation_config_override: { agent: { prompt: { prompt: "x" } } } },
      "override_error",
      "Override for field 'prompt' is not allowed by config",
    ],
    [
      "a missing variable",
      { dynamic_variables: { Nombre: "Ana" } },
      "missing_dynamic_variable",
      "Missing required dynamic variables in first message: {'nombre'}",
    ],
  ])("%s closes with 1008 and says why", async (_, initiation, errorType, reason) => {
    const vendor = await start();
    const client = await vendor.openSigned();
    await client.start(initiation);
    expect(await client.closed).toEqual({ code: 1008, reason });
    expect(client.of("error")[0]).toMatchObject({ code: 1008, error_type: errorType, message: reason });
    expect(types(client)).not.toContain("conversation_initiation_metadata");
  });

  test.each([
    ["an unknown type", { type: "tool_call_result" }],
    ["a typed audio message", { type: "user_audio", audio: "" }],
    [
      "a tool result that is no string",
      { type: "client_tool_result", tool_call_id: "x", result: {}, is_error: false },
    ],
    ["something that is not JSON", "hello"],
    ["a second beginning", { type: "conversation_initiation_client_data" }],
  ])("%s closes with 1008", async (_, message) => {
    const client = await converse();
    await client.get("conversation_initiation_metadata");
    client.send(message);
    expect((await client.closed).code).toBe(1008);
    expect(client.of("error")[0]).toMatchObject({ error_type: "invalid_message" });
  });

  test("no input for too long closes with 1002", async () => {
    const client = await converse({ timing: { inputTimeoutMs: 30 } });
    expect((await client.closed).code).toBe(1002);
    expect(client.of("error")[0]).toMatchObject({ error_type: "transport_receive_timeout" });
  });

  test("the longest duration closes with 1000", async () => {
    const config = { conversation: { max_duration_seconds: 1 } };
    const client = await converse({ agent: { conversation_config: config } });
    expect((await client.closed).code).toBe(1000);
    expect(client.of("error")[0]).toMatchObject({ code: 1000, error_type: "max_duration_exceeded" });
  });
});

describe("the address", () => {
  test("a public agent needs none that is signed, an authenticated one does", async () => {
    const { ask, baseUrl } = await start();
    const url = `${baseUrl.replace("http", "ws")}/v1/convai/conversation?agent_id=agent_1`;
    const open = new Client(url);
    await open.start();
    await open.get("agent_response");
    open.ws.close();
    await ask("PATCH", "/v1/convai/agents/agent_1", { platform_settings: { auth: { enable_auth: true } } });
    expect((await new Client(url).closed).code).toBe(1008);
    expect((await new Client(url.replace("agent_1", "agent_9")).closed).code).toBe(1008);
    expect((await new Client(`${url}&conversation_signature=wrong`).closed).code).toBe(1008);
  });

  test("with a conversation id it is good for one conversation, which has that id", async () => {
    const { ask } = await start();
    const { json } = await ask(
      "GET",
      "/v1/convai/conversation/get-signed-url?agent_id=agent_1&include_conversation_id=true",
    );
    const url = String(json["signed_url"]);
    const first = new Client(url);
    await first.start();
    const { conversation_id } = await first.get("conversation_initiation_metadata");
    expect(new URL(url).searchParams.get("conversation_id")).toBe(conversation_id);
    expect((await new Client(url).closed).code).toBe(1008);
    first.ws.close();
  });
});

describe("on request the socket", () => {
  test("is refused with a status", async () => {
    const { faults, openSigned } = await start();
    faults.add({ target: "elevenlabs.socket", kind: "refuse", status: 503 });
    const client = await openSigned();
    const status = await new Promise((resolve) => {
      client.ws.on("unexpected-response", (_, res) => resolve(res.statusCode));
    });
    expect(status).toBe(503);
  });

  test("is cut without a goodbye", async () => {
    const { faults, openSigned } = await start();
    faults.add({ target: "elevenlabs.socket", kind: "cut", afterMs: 20 });
    expect((await (await openSigned()).closed).code).toBe(1006);
  });

  test("accepts and says nothing", async () => {
    const { faults, openSigned } = await start();
    faults.add({ target: "elevenlabs.socket", kind: "silent" });
    const client = await openSigned();
    let pongs = 0;
    client.ws.on("pong", () => (pongs += 1));
    await client.start();
    client.ws.ping();
    client.send({ type: "user_message", text: "¿Hola?" });
    // Frames are handled in order: when the close is answered, all before it would have been.
    client.ws.close(1000);
    await client.closed;
    expect([client.messages, pongs]).toEqual([[], 0]);
  });

  test("falls silent in mid-call", async () => {
    const { faults, openSigned } = await start();
    faults.add({ target: "elevenlabs.socket", kind: "silent", afterMs: 1000 });
    const client = await openSigned();
    await client.start();
    await client.get("agent_response");
    let isAnswered = true;
    while (isAnswered) {
      client.ws.ping();
      const pong = new Promise<boolean>((resolve) => client.ws.once("pong", () => resolve(true)));
      const nothing = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 200));
      isAnswered = await Promise.race([pong, nothing]);
    }
    const before = client.messages.length;
    client.send({ type: "user_message", text: "¿Hola?" });
    client.ws.close(1000);
    await client.closed;
    expect(client.messages).toHaveLength(before);
  });

  test("floods with audio", async () => {
    const { faults, openSigned } = await start();
    faults.add({ target: "elevenlabs.socket", kind: "flood" });
    const client = await openSigned();
    await client.start();
    await client.get("audio", 200);
    const bytes = client.of("audio").reduce((sum, audio) => sum + String(audio["audio_base_64"]).length, 0);
    expect(bytes).toBeGreaterThan(4_000_000);
    client.ws.terminate();
  });
});
