import { describe, expect, it } from "vitest";
import { FRAME, TestTwilio } from "./test-peers";
import { agent, bridge, connect, greet, house, openBridge, restart } from "./test-call";

openBridge();

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
