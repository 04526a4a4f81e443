import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { CLINIC, ended, PATIENT, until } from "../twilio/fixture";
import type { JsonObject } from "../json";
import { at } from "./telephone-fixture";
import { ana, call, dial, dialInto, heardBy, openTelephones, start } from "./test-telephony";

openTelephones();

describe("a registered call", () => {
  test("is talked over Twilio's stream, and ends when the goodbye has been heard to its end", async () => {
    const telephone = await start();
    const { sandbox, ask, clinic, untilConversation } = telephone;
    const registered = await ask("POST", "/v1/convai/twilio/register-call", {
      ...call,
      conversation_initiation_client_data: ana,
    });
    expect(registered.status).toBe(200);
    const leg = await dialInto(telephone, registered.text);
    await heardBy(sandbox, leg, "Hola Ana.");
    leg.sayWords("Gracias, nada más");
    expect((await ended(sandbox, leg.record.sid)).status).toBe("completed");
    expect(leg.record.heard.at(-1)).toMatchObject({
      isComplete: true,
      text: expect.stringContaining("Adiós"),
    });
    const conversation = await untilConversation("done");
    expect(conversation["metadata"]).toMatchObject({
      error: null,
      authorization_method: "authorization_header",
      conversation_initiation_source: "twilio",
      phone_call: {
        type: "twilio",
        direction: "inbound",
        agent_number: CLINIC,
        external_number: PATIENT,
        call_sid: leg.record.sid,
        stream_sid: expect.stringMatching(/^MZ/),
        call_result: "answered",
      },
    });
    expect(at(conversation, "conversation_initiation_client_data", "dynamic_variables")).toMatchObject({
      call_id: "c_1",
      system__caller_id: PATIENT,
      system__called_number: CLINIC,
      system__call_sid: leg.record.sid,
    });
    const transcript = await clinic.next("/hook");
    expect(transcript.json).toMatchObject({ type: "post_call_transcription", data: { status: "done" } });
    const audio = await clinic.next("/hook", 1);
    expect(audio.headers["transfer-encoding"]).toBe("chunked");
    expect(audio.json["type"]).toBe("post_call_audio");
    const sound = Buffer.from(String(at(audio.json, "data", "full_audio")), "base64");
    expect([sound[0], (sound[1] ?? 0) & 0xe0]).toEqual([0xff, 0xe0]);
  });

  test("ends when the caller hangs up, and hears keys as words", async () => {
    const telephone = await start({ first_message: "" });
    const { sandbox, ask, untilConversation } = telephone;
    const { text } = await ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await until(sandbox, () => leg.record.events.find(({ type }) => type === "stream-started"));
    leg.press("12#");
    await heardBy(sandbox, leg, "no le he entendido");
    sandbox.twilio.switchboard.hangUp(leg);
    const conversation = await untilConversation("done");
    expect(at(conversation, "transcript", 0)).toMatchObject({
      role: "user",
      message: "12",
      source_medium: "dtmf",
    });
    expect(at(conversation, "metadata", "termination_reason")).toBe("Call ended by remote party");
  });

  test("is ended by the agent when nobody says a word", async () => {
    const turn = { turn_timeout: 20, silence_end_call_timeout: 0.3 };
    const telephone = await start({ first_message: "", conversation_config: { turn } });
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    expect((await ended(telephone.sandbox, leg.record.sid)).status).toBe("completed");
    expect(at(await telephone.untilConversation("done"), "metadata", "termination_reason")).toBe(
      "Silence timeout",
    );
  });

  test("stops talking when the caller speaks", async () => {
    const telephone = await start({
      first_message: "Buenos días, le llamo para confirmar la cita de mañana.",
    });
    const { sandbox, ask, untilConversation } = telephone;
    const { text } = await ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await until(sandbox, () => leg.record.heard.find((part) => part.text.includes("Buenos")));
    leg.sayWords("Un momento");
    await until(sandbox, () => leg.record.heard.find((part) => part.text.includes("no le he entendido")));
    expect(leg.record.heard[0]).toMatchObject({ isComplete: false });
    sandbox.twilio.switchboard.hangUp(leg);
    expect(at(await untilConversation("done"), "transcript", 0)).toMatchObject({ interrupted: true });
  });

  test("leads into its conversation once", async () => {
    const telephone = await start();
    const body = { ...call, conversation_initiation_client_data: ana };
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", body);
    const first = await dialInto(telephone, text);
    await heardBy(telephone.sandbox, first, "Hola");
    telephone.sandbox.twilio.switchboard.hangUp(first);
    const second = dial(telephone.sandbox);
    await ended(telephone.sandbox, second.record.sid);
    expect(second.record.heard).toEqual([]);
    expect(await telephone.conversations()).toHaveLength(1);
  });

  test("with a variable missing starts and is over, and reads as a success but for its error", async () => {
    const telephone = await start();
    const { text } = await telephone.ask("POST", "/v1/convai/twilio/register-call", call);
    const leg = await dialInto(telephone, text);
    await ended(telephone.sandbox, leg.record.sid);
    expect(await telephone.untilConversation("done")).toMatchObject({
      analysis: { call_successful: "success" },
      metadata: { error: { code: 1008, reason: expect.stringContaining("nombre") } },
    });
  });

  test.each<[string, JsonObject, JsonObject, number]>([
    ["an agent that is not there", {}, { agent_id: "agent_9" }, 404],
    ["a number left out", {}, { to_number: undefined }, 422],
    [
      "an override that the agent forbids",
      {},
      {
        conversation_initiation_client_data: {
          conversation_config_override: { agent: { first_message: "Hola" } },
        },
      },
      422,
    ],
    [
      "an agent that speaks PCM",
      { conversation_config: { tts: { agent_output_audio_format: "pcm_16000" } } },
      {},
      400,
    ],
  ])("is refused for %s", async (_, agent, change, status) => {
    const { ask } = await start(agent);
    const answer = await ask("POST", "/v1/convai/twilio/register-call", { ...call, ...change });
    expect(answer.status).toBe(status);
    expect(answer.json["detail"]).toBeDefined();
  });

  test("a stream without the token of a call is closed", async () => {
    const { sandbox, conversations } = await start();
    const socket = new WebSocket(`${sandbox.url.replace("http", "ws")}/twilio/media_stream`);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    const about = { streamSid: "MZ1", callSid: "CA1", customParameters: { token: "cvtkn_wrong" } };
    socket.send(JSON.stringify({ event: "start", start: about }));
    expect(await closed).toBe(1008);
    expect(await conversations()).toEqual([]);
  });
});
