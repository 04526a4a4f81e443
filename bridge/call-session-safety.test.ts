import { describe, expect, it } from "vitest";
import { TestTwilio } from "./test-peers";
import { connect, house, openBridge, restart } from "./test-call";

openBridge();

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
