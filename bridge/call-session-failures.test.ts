import { describe, expect, it } from "vitest";
import { TestTwilio } from "./test-peers";
import { agent, bridge, connect, greet, house, openBridge, restart } from "./test-call";

openBridge();

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
