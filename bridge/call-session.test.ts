import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StreamCall } from "@/lib/media/port";
import type { Bridge, BridgeOptions } from "./server";
import { type AgentConversation, FRAME, startBridge, TestAgent, TestHouse, TestTwilio } from "./test-peers";

let agent: TestAgent;
let house: TestHouse;
let bridge: Bridge;

beforeEach(async () => {
  agent = await TestAgent.listen();
  house = new TestHouse(agent.url);
  bridge = await startBridge(house);
});

afterEach(async () => {
  await bridge.close();
  agent.close();
});

async function restart(overrides: Partial<BridgeOptions>): Promise<void> {
  await bridge.close();
  bridge = await startBridge(house, overrides);
}

/** A call with both ends connected. */
async function connect(
  call: StreamCall = house.addCall(),
): Promise<{ call: StreamCall; twilio: TestTwilio; conversation: AgentConversation }> {
  const twilio = new TestTwilio(bridge, call);
  await twilio.start();
  const conversation = await agent.conversation();
  await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
  await expect.poll(() => house.payloads("agent_connected")).toHaveLength(1);
  return { call, twilio, conversation };
}

/** Until the agent has been heard by the caller's side. */
async function greet({ twilio, conversation }: { twilio: TestTwilio; conversation: AgentConversation }) {
  conversation.say(1);
  await expect.poll(() => twilio.events()).toContain("media");
}

describe("a call", () => {
  it("sends the initiation first, then the caller's audio, untouched", async () => {
    const { twilio, conversation } = await connect();
    twilio.speak("AQIDBA==");
    await expect.poll(() => conversation.callerAudio()).toEqual(["AQIDBA=="]);
    expect(conversation.received[0]).toEqual({
      type: "conversation_initiation_client_data",
      dynamic_variables: { name: "Ana" },
    });
  });

  it("sends the agent's audio with exactly the keys that Twilio allows, and a mark after each", async () => {
    const { twilio, conversation } = await connect();
    conversation.say(1, "AQIDBA==");
    conversation.say(2, FRAME);
    await expect.poll(() => twilio.received).toHaveLength(4);
    const { streamSid } = twilio;
    expect(twilio.received).toEqual([
      { event: "media", streamSid, media: { payload: "AQIDBA==" } },
      { event: "mark", streamSid, mark: { name: "1:0:1" } },
      { event: "media", streamSid, media: { payload: FRAME } },
      { event: "mark", streamSid, mark: { name: "2:0:2" } },
    ]);
  });

  it("holds the agent's first words until the stream has begun", async () => {
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.connect();
    const conversation = await agent.conversation();
    conversation.say(1, "AQIDBA==");
    conversation.send({ type: "ping", ping_event: { event_id: 3 } });
    // The pong shows that the audio before it has been taken.
    await expect.poll(() => conversation.received.at(-1)).toEqual({ type: "pong", event_id: 3 });
    expect(twilio.received).toEqual([]);
    twilio.sendStart();
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
  });

  it("passes on the caller's last words when the agent comes later", async () => {
    agent.format = undefined;
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.start();
    const conversation = await agent.conversation();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
    for (let at = 0; at < 110; at += 1) twilio.speak(Buffer.alloc(160, at).toString("base64"));
    twilio.send({ event: "dtmf", sequenceNumber: "7", streamSid: twilio.streamSid, dtmf: { digit: "5" } });
    await expect.poll(() => house.payloads("dtmf")).toMatchObject([{ digit: "5" }]);
    conversation.sendMetadata("ulaw_8000");
    await expect.poll(() => conversation.callerAudio()).toHaveLength(100);
    expect(conversation.callerAudio()[0]).toBe(Buffer.alloc(160, 10).toString("base64"));
  });

  it("stores the transcript and ends with the facts when the caller hangs up", async () => {
    const { twilio, conversation } = await connect();
    await greet({ twilio, conversation });
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: "Dígame.", event_id: 1 },
    });
    conversation.send({
      type: "user_transcript",
      user_transcription_event: { user_transcript: "Quiero una cita", event_id: 2 },
    });
    await expect.poll(() => house.turns().map((turn) => turn.text)).toEqual(["Dígame.", "Quiero una cita"]);
    twilio.stop();
    expect(await twilio.closed()).toBe(1000);
    await expect.poll(() => conversation.closeCode).toBe(1000);
    expect(house.payloads("stream_ended")).toMatchObject([
      {
        reason: "caller_hung_up",
        streamSid: twilio.streamSid,
        isClaimed: true,
        conversationId: "conv_1",
        turns: 2,
      },
    ]);
  });

  it("goes on while PostgreSQL restarts, and loses nothing", async () => {
    const { twilio, conversation } = await connect();
    house.writeFailures = 5;
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: "Dígame.", event_id: 1 },
    });
    conversation.say(1);
    await expect.poll(() => twilio.events()).toContain("media");
    await expect.poll(() => house.turns().map((turn) => turn.text)).toEqual(["Dígame."]);
    expect(house.writeFailures).toBe(0);
  });

  it("ends after its longest duration", async () => {
    const { twilio } = await connect(house.addCall({ maxDurationSeconds: 0.05 }));
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("max_duration");
  });
});

describe("the token", () => {
  it("when wrong, ends both sides and reveals nothing", async () => {
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.connect();
    const conversation = await agent.conversation();
    conversation.say(1);
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: "Hola", event_id: 1 },
    });
    twilio.sendStart("bad");
    await twilio.closed();
    expect(twilio.received).toEqual([]);
    expect(house.written).toMatchObject([
      { type: "stream_ended", payload: { reason: "token_refused", isClaimed: false } },
    ]);
    await expect.poll(() => conversation.closeCode).toBe(1000);
  });

  it("when used already, does not disturb the call that used it", async () => {
    const { call, twilio } = await connect();
    const second = new TestTwilio(bridge, call);
    await second.start();
    await second.closed();
    expect(house.payloads("stream_ended")).toMatchObject([
      { reason: "token_refused", streamSid: second.streamSid },
    ]);
    expect(twilio.closeCode).toBeUndefined();
  });

  it("ends the stream when start comes twice or never", async () => {
    const { twilio } = await connect();
    twilio.sendStart();
    await twilio.closed();
    expect(await house.ending()).toBe("twilio_protocol");
    house.written.length = 0;
    await restart({ timings: { startMs: 20 } });
    const mute = new TestTwilio(bridge, house.addCall());
    await mute.connect();
    await mute.closed();
    expect(await house.ending()).toBe("twilio_protocol");
  });
});

describe("barge-in", () => {
  it("clears once, drops late audio, and keeps of the text what was heard", async () => {
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    const text = "Tenemos hora el lunes o el martes";
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: text, event_id: 3 },
    });
    conversation.say(3, Buffer.alloc(80_000, 0xff).toString("base64"));
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    conversation.interrupt(4);
    conversation.say(4);
    conversation.say(5, "BBBB");
    await expect.poll(() => twilio.events()).toEqual(["media", "mark", "clear", "media", "mark"]);
    expect(twilio.received[2]).toEqual({ event: "clear", streamSid: twilio.streamSid });
    expect(twilio.received[3]).toMatchObject({ media: { payload: "BBBB" } });
    await expect.poll(() => house.turns()).toMatchObject([{ interrupted: true, originalText: text }]);
    conversation.send({
      type: "agent_response_correction",
      agent_response_correction_event: {
        original_agent_response: text,
        corrected_agent_response: "Tenemos hora",
        event_id: 3,
      },
    });
    await expect.poll(() => house.turns()).toMatchObject([{ text: "Tenemos hora", originalText: text }]);
    expect(house.payloads("interruption")).toHaveLength(1);
  });
});

describe("tools", () => {
  it("are answered while audio goes on", async () => {
    let answer: (value: { result: string; isError: boolean }) => void = () => {};
    house.tool = () => new Promise((resolve) => (answer = resolve));
    const { twilio, conversation } = await connect();
    conversation.callTool("t1");
    conversation.say(1);
    await expect.poll(() => twilio.events()).toContain("media");
    answer({ result: "10:00", isError: false });
    const expected = { type: "client_tool_result", tool_call_id: "t1", result: "10:00", is_error: false };
    await expect.poll(() => conversation.received).toContainEqual(expected);
    await expect
      .poll(() => house.payloads("tool_used"))
      .toMatchObject([{ name: "find_free_slots", isError: false }]);
    await expect
      .poll(() => house.turns())
      .toMatchObject([{ role: "tool", text: expect.stringContaining("10:00") as string }]);
  });

  it.each([
    ["too slow", () => new Promise<never>(() => {})],
    ["broken", () => Promise.reject(new Error("secret detail"))],
  ])("that are %s give the agent a sentence it can use", async (_name, tool) => {
    await restart({ timings: { toolMs: 20 } });
    house.tool = tool;
    const { conversation } = await connect();
    conversation.callTool("t1");
    const failed = () => conversation.received.find((message) => message["type"] === "client_tool_result");
    await expect.poll(failed).toMatchObject({ is_error: true });
    expect(String(failed()?.["result"])).toMatch(/^This action .*caller/);
  });

  it("are not run for a stream that nobody has proved to be the call's", async () => {
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.connect();
    let runs = 0;
    house.tool = () => Promise.resolve({ result: String((runs += 1)), isError: false });
    const conversation = await agent.conversation();
    conversation.callTool("t1");
    await expect
      .poll(() => conversation.received.at(-1))
      .toMatchObject({ tool_call_id: "t1", is_error: true });
    expect(runs).toBe(0);
  });

  it("are done once, however often they are asked for, and their vendor's echo is no second use", async () => {
    let runs = 0;
    house.tool = () => Promise.resolve({ result: String((runs += 1)), isError: false });
    const { conversation } = await connect();
    conversation.callTool("t1");
    conversation.callTool("t1");
    const echo = { tool_name: "find_free_slots", tool_call_id: "t1", is_error: false };
    conversation.send({ type: "agent_tool_response", agent_tool_response: echo });
    conversation.callTool("t2");
    await expect
      .poll(() => house.payloads("tool_used").map((use) => use["toolCallId"]))
      .toEqual(["t1", "t2"]);
    expect(runs).toBe(2);
  });

  it("that finish after the call are not answered", async () => {
    let answer: (value: { result: string; isError: boolean }) => void = () => {};
    house.tool = () => new Promise((resolve) => (answer = resolve));
    const { twilio, conversation } = await connect();
    conversation.callTool("t1");
    await expect.poll(() => house.turns()).toHaveLength(1);
    twilio.stop();
    await twilio.closed();
    answer({ result: "10:00", isError: false });
    await expect.poll(() => conversation.closeCode).toBe(1000);
    expect(conversation.received.some((message) => message["type"] === "client_tool_result")).toBe(false);
    expect(house.payloads("tool_used")).toEqual([]);
  });

  it("of ours may end the call after the goodbye", async () => {
    house.tool = () => Promise.resolve({ result: "ok", isError: false, endCall: true });
    const { twilio, conversation } = await connect();
    conversation.callTool("t1", "end_call");
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("agent_ended");
  });
});

describe("a medical emergency", () => {
  const WORDS = "Esto puede ser una urgencia médica. Llame al 112.";
  const audio = Buffer.alloc(8000, 0x55);
  const order = { kind: "medical_emergency", words: WORDS, audio } as const;
  const mediaOf = (twilio: TestTwilio) =>
    twilio.received.flatMap((message) =>
      message["event"] === "media" ? [(message["media"] as { payload: string }).payload] : [],
    );

  it("stops the agent: the caller hears the fixed words first, and the agent is told", async () => {
    house.order = (text) => Promise.resolve(text === "No respira" ? order : undefined);
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: "Tenemos hora el lunes o el martes.", event_id: 3 },
    });
    conversation.say(3, Buffer.alloc(80_000, 0xff).toString("base64"));
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    conversation.hear(4, "No respira");
    await expect.poll(() => twilio.events()).toEqual(["media", "mark", "clear", "media", "mark"]);
    expect(mediaOf(twilio)[1]).toBe(audio.toString("base64"));
    await expect
      .poll(() => conversation.received)
      .toContainEqual({ type: "contextual_update", text: `SAID TO CALLER: ${WORDS}` });
    conversation.say(3, "AAAA");
    conversation.say(6, "BBBB");
    conversation.send({ type: "ping", ping_event: { event_id: 9 } });
    await expect.poll(() => conversation.received.at(-1)).toEqual({ type: "pong", event_id: 9 });
    expect(mediaOf(twilio)).toHaveLength(2);
    twilio.returnsMarks = true;
    twilio.returnMarks();
    await expect.poll(() => mediaOf(twilio).slice(2)).toEqual(["BBBB"]);
    await expect
      .poll(() => house.turns().map(({ role, text, interrupted }) => ({ role, text, interrupted })))
      .toEqual([
        { role: "agent", text: expect.any(String) as string, interrupted: true },
        { role: "caller", text: "No respira", interrupted: false },
        { role: "agent", text: WORDS, interrupted: false },
      ]);
  });

  it("has its words to the end although the caller speaks meanwhile", async () => {
    house.order = () => Promise.resolve(order);
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.hear(1, "No respira");
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    conversation.say(2, "AAAA");
    conversation.interrupt(2);
    conversation.say(3, "BBBB");
    conversation.send({ type: "ping", ping_event: { event_id: 9 } });
    await expect.poll(() => conversation.received.at(-1)).toEqual({ type: "pong", event_id: 9 });
    expect(twilio.events()).toEqual(["media", "mark"]);
    twilio.returnsMarks = true;
    twilio.returnMarks();
    await expect.poll(() => mediaOf(twilio).slice(1)).toEqual(["BBBB"]);
  });

  it("does not silence the agent for good when the mark of its words is lost", async () => {
    await restart({ timings: { playoutMarginMs: 20 } });
    house.order = () => Promise.resolve({ ...order, audio: Buffer.alloc(80) });
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.hear(1, "No respira");
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    conversation.say(3, "BBBB");
    await expect.poll(() => mediaOf(twilio).slice(1)).toEqual(["BBBB"]);
  });

  it("that cannot be looked into leaves the call as it is: the agent knows the rules, too", async () => {
    house.order = () => Promise.reject(new Error("the database is away"));
    const { twilio, conversation } = await connect();
    conversation.hear(1, "No respira");
    conversation.say(2, "BBBB");
    await expect.poll(() => mediaOf(twilio)).toEqual(["BBBB"]);
    await expect.poll(() => house.turns().map(({ text }) => text)).toEqual(["No respira"]);
  });
});

describe("a request for medical advice", () => {
  it("leaves the audio alone; the agent is told what to say", async () => {
    house.order = () => Promise.resolve({ kind: "medical_advice", words: "No puedo darle consejo." });
    const { twilio, conversation } = await connect();
    conversation.hear(1, "¿Qué me tomo?");
    const told = () => conversation.received.find((message) => message["type"] === "contextual_update");
    await expect
      .poll(told)
      .toMatchObject({ text: expect.stringMatching(/advice.*: No puedo darle consejo\.$/) as string });
    expect(twilio.events()).toEqual([]);
  });
});

describe("the agent's goodbye", () => {
  it.each(["end_call", "close"])("is heard to its end before the call ends (%s)", async (how) => {
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.say(1);
    if (how === "close") conversation.socket.close(1000);
    else {
      const response = { tool_name: "end_call", tool_call_id: "t2", tool_type: "system", is_error: false };
      conversation.send({ type: "agent_tool_response", agent_tool_response: response });
    }
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    twilio.speak();
    expect(house.payloads("stream_ended")).toEqual([]);
    twilio.returnsMarks = true;
    twilio.returnMarks();
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("agent_ended");
    expect(house.turns().every((turn) => !turn.interrupted)).toBe(true);
  });

  it("is not waited for longer than it can last", async () => {
    await restart({ timings: { playoutMarginMs: 20 } });
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.say(1);
    conversation.socket.close(1000);
    await twilio.closed();
    expect(await house.ending()).toBe("agent_ended");
  });
});

describe("a failing agent", () => {
  it("that refuses is reported in its own words", async () => {
    const { twilio, conversation } = await connect();
    const error_event = { code: 1008, error_type: "override_error", message: "Override is not allowed" };
    conversation.send({ type: "error", error_event });
    conversation.socket.close(1008, "Override for field 'x' is not allowed");
    await twilio.closed();
    expect(await house.ending()).toBe("agent_refused");
    expect(house.payloads("agent_error")).toMatchObject([
      error_event,
      { code: 1008, detail: "Override for field 'x' is not allowed" },
    ]);
  });

  it.each([
    [new Error("connect ECONNREFUSED"), "agent_unreachable"],
    [Object.assign(new Error("quota exceeded"), { permanent: true }), "agent_refused"],
  ])("that cannot be asked for (%s) ends the call as %s", async (error, reason) => {
    house.openFailure = error;
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.closed();
    expect(await house.ending()).toBe(reason);
    expect(house.payloads("agent_error")).toMatchObject([{ detail: error.message }]);
  });

  it("that speaks another format is refused with a clear event", async () => {
    agent.format = "pcm_16000";
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.closed();
    expect(await house.ending()).toBe("audio_format");
    expect(house.payloads("agent_error")).toMatchObject([
      { outputFormat: "pcm_16000", expected: "ulaw_8000" },
    ]);
  });

  it("that sends no metadata is silent", async () => {
    await restart({ timings: { agentMetadataMs: 20 } });
    agent.format = undefined;
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.closed();
    expect(await house.ending()).toBe("agent_silent");
  });

  it("that is cut off is replaced once by one that knows what was said", async () => {
    const { twilio, conversation } = await connect();
    await greet({ twilio, conversation });
    conversation.send({
      type: "agent_response",
      agent_response_event: { agent_response: "Dígame.", event_id: 1 },
    });
    await expect.poll(() => house.turns()).toHaveLength(1);
    conversation.socket.terminate();
    const second = await agent.conversation(1);
    await expect.poll(() => second.received[1]).toMatchObject({ type: "contextual_update" });
    expect(String(second.received[1]?.["text"])).toContain("Dígame.");
    expect(house.resumed).toBe(1);
    twilio.speak("AQIDBA==");
    await expect.poll(() => second.callerAudio()).toContain("AQIDBA==");
    second.say(1, "CCCC");
    await expect
      .poll(() => twilio.received.some((message) => JSON.stringify(message).includes("CCCC")))
      .toBe(true);
    second.socket.terminate();
    await twilio.closed();
    expect(await house.ending()).toBe("agent_lost");
    expect(house.payloads("agent_reconnecting")).toHaveLength(1);
  });

  it("that falls silent in the middle of a call is replaced", async () => {
    await restart({ timings: { pingMs: 10, agentSilentMs: 60 } });
    const { twilio, conversation } = await connect();
    await greet({ twilio, conversation });
    conversation.socket.pause();
    await agent.conversation(1);
    await expect.poll(() => house.payloads("agent_reconnecting")).toMatchObject([{ reason: "agent_silent" }]);
  });

  it("that floods the call is cut off", async () => {
    await restart({ limits: { unplayedMs: 50 } });
    const { twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    for (let eventId = 1; eventId <= 4; eventId += 1) conversation.say(eventId);
    await twilio.closed();
    expect(await house.ending()).toBe("agent_flooding");
  });

  it("that floods before the stream began is cut off, too", async () => {
    await restart({ limits: { heldAgentBytes: 300 } });
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.connect();
    const conversation = await agent.conversation();
    for (let eventId = 1; eventId <= 3; eventId += 1) conversation.say(eventId);
    await twilio.closed();
    expect(await house.ending()).toBe("agent_flooding");
  });

  it("whose socket does not drain is slow", async () => {
    await restart({ limits: { agentBufferedBytes: -1 } });
    const { twilio } = await connect();
    twilio.speak();
    await twilio.closed();
    expect(await house.ending()).toBe("agent_slow");
  });
});

describe("a failing Twilio", () => {
  it("that is cut off is lost", async () => {
    const { twilio } = await connect();
    twilio.socket.terminate();
    expect(await house.ending()).toBe("twilio_lost");
  });

  it("that says nothing and answers no ping is lost", async () => {
    await restart({ timings: { pingMs: 10, twilioSilentMs: 40 } });
    const call = house.addCall();
    const twilio = new TestTwilio(bridge, call);
    twilio.socket.once("open", () => twilio.socket.pause());
    await expect.poll(() => house.payloads("stream_ended")).toMatchObject([{ reason: "twilio_lost" }]);
    twilio.socket.terminate();
  });

  it.each([
    ["a binary frame", Buffer.from("x"), true],
    ["no JSON", Buffer.from("{"), false],
    ["a message beyond all measure", Buffer.alloc(65 * 1024, 0x20), false],
    ["a start without its fields", Buffer.from('{"event":"start"}'), false],
  ])("that sends %s breaks the protocol", async (_name, frame, binary) => {
    const { twilio } = await connect();
    twilio.socket.send(frame, { binary });
    await twilio.closed();
    expect(await house.ending()).toBe("twilio_protocol");
  });

  it("whose socket does not drain is slow", async () => {
    await restart({ limits: { twilioBufferedBytes: -1 } });
    const { twilio, conversation } = await connect();
    conversation.say(1);
    await twilio.closed();
    expect(await house.ending()).toBe("twilio_slow");
  });

  it("may send events that did not exist yet", async () => {
    const { twilio, conversation } = await connect();
    twilio.send({ event: "weather", sunny: true });
    twilio.speak("AQIDBA==");
    await expect.poll(() => conversation.callerAudio()).toEqual(["AQIDBA=="]);
  });
});
