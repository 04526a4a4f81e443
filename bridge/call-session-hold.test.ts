import { describe, expect, it } from "vitest";
import type { Hold } from "@/lib/media/port";
import { agent, bridge, changeHold, connect, house, openBridge, restart } from "./test-call";
import { FRAME, TestTwilio } from "./test-peers";

openBridge();

/** No sample of this is silence, whatever its gain. */
const MUSIC = Buffer.alloc(8000, 0x90);
const SILENCE = 0xff;
const NO_ANSWER = { text: "Nadie ha podido atenderle.", audio: Buffer.alloc(8000, 0x55) };
const WAITING: Hold = {
  transferId: "t1",
  phase: "waiting",
  music: MUSIC,
  briefing: "Ana is being rung.",
};
const RETURNED: Hold = { ...WAITING, phase: "returned", words: NO_ANSWER, briefing: "Nobody answered." };

const said = (text: string) => ({ type: "contextual_update", text });
const speech = (bytes: number) => Buffer.alloc(bytes, 0x02).toString("base64");
const response = (text: string, eventId: number) => ({
  type: "agent_response",
  agent_response_event: { agent_response: text, event_id: eventId },
});

/** Both ends connected and music in the caller's ear. */
async function connectOnHold(hold: Hold = WAITING, maxDurationSeconds = 60) {
  const ends = await connect(house.addCall({ maxDurationSeconds }));
  changeHold(ends.call, hold);
  await expect.poll(() => ends.twilio.sound().length).toBeGreaterThan(0);
  return ends;
}

const loud = (sound: Buffer) => sound.filter((code) => code !== SILENCE).length;

describe("a caller on hold", () => {
  it("hears music without end; the agent hears them, is told, and is heard", async () => {
    const { twilio, conversation } = await connectOnHold();
    expect(conversation.notes()).toEqual([said(WAITING.briefing)]);
    twilio.speak("AQIDBA==");
    await expect.poll(() => conversation.callerAudio()).toEqual(["AQIDBA=="]);
    conversation.send(response("Sí, sigo aquí.", 1));
    conversation.say(1, speech(2400));
    await expect.poll(() => twilio.events()).toContain("mark");
    expect(twilio.received.find((message) => message["event"] === "mark")).toMatchObject({
      mark: { name: "1:0:1" },
    });
    expect(twilio.events()).not.toContain("clear");
    expect(twilio.sound().length % 160).toBe(0);
    // The voice (0x02: about -30000) stays far louder than any music.
    const spoken = twilio.sound().filter((code) => code < 0x10);
    expect(spoken.length).toBe(2400);
    await expect.poll(() => house.turns()).toMatchObject([{ text: "Sí, sigo aquí.", interrupted: false }]);
  });

  it("may talk the agent away: the music stays whole, and the transcript keeps what was heard", async () => {
    const { twilio, conversation } = await connectOnHold();
    conversation.send(response("La persona que busca está en otra llamada y enseguida le atiende.", 1));
    conversation.say(1, speech(80_000));
    await expect.poll(() => twilio.sound().filter((code) => code < 0x10).length).toBeGreaterThan(1600);
    conversation.interrupt(1);
    await expect.poll(() => house.payloads("interruption")).toHaveLength(1);
    const voice = () => twilio.sound().filter((code) => code < 0x10).length;
    const heard = voice();
    const before = twilio.sound().length;
    await expect.poll(() => twilio.sound().length).toBeGreaterThan(before + 3200);
    expect(voice()).toBe(heard);
    expect(twilio.events()).not.toContain("clear");
    expect(twilio.events()).not.toContain("mark");
    await expect.poll(() => house.turns()).toMatchObject([{ interrupted: true }]);
    conversation.say(1, speech(1600));
    conversation.say(2, speech(1600));
    await expect.poll(voice).toBe(heard + 1600);
  });

  it("hears the agent's sentence to its end before the music, unless they talk it away", async () => {
    const { call, twilio, conversation } = await connect();
    twilio.returnsMarks = false;
    conversation.say(1, speech(40_000));
    await expect.poll(() => twilio.events()).toEqual(["media", "mark"]);
    changeHold(call, WAITING);
    await expect.poll(() => conversation.notes()).toHaveLength(1);
    expect(twilio.events()).toEqual(["media", "mark"]);
    conversation.interrupt(1);
    await expect.poll(() => twilio.events().slice(2, 4)).toEqual(["clear", "media"]);
  });

  it("is found after a tool was used, and when another bridge takes the call over", async () => {
    const { conversation, twilio } = await connect();
    house.hold = () => Promise.resolve(WAITING);
    conversation.callTool("t1", "transfer_to_advisor");
    await expect.poll(() => loud(twilio.sound())).toBeGreaterThan(0);

    const next = new TestTwilio(bridge, house.addCall());
    await next.start();
    await expect.poll(() => loud(next.sound())).toBeGreaterThan(0);
    const second = await agent.conversation(1);
    await expect.poll(() => second.notes()).toEqual([said(WAITING.briefing)]);
  });

  it("is found although the house could not be asked at first, and the agent is kept quiet", async () => {
    await restart({ timings: { holdPollMs: 10 } });
    let questions = 0;
    house.hold = () => {
      questions += 1;
      return questions % 2 === 1
        ? Promise.reject(new Error("the database is away"))
        : Promise.resolve(WAITING);
    };
    const { conversation, twilio } = await connect();
    await expect.poll(() => loud(twilio.sound())).toBeGreaterThan(0);
    await expect.poll(() => conversation.notes()).toContainEqual({ type: "user_activity" });
    expect(conversation.notes().filter(({ type }) => type === "contextual_update")).toHaveLength(1);
  });

  it("waits however long the call may last, and no longer than anybody should", async () => {
    await restart({ limits: { holdMs: 150 } });
    const { twilio, conversation } = await connectOnHold(WAITING, 0.1);
    await expect.poll(() => conversation.notes().at(-1)).toMatchObject({ type: "user_message" });
    expect(await house.ending()).toBe("max_duration");
    expect(await twilio.closed()).toBe(1000);
  });

  it("keeps the music although the agent says goodbye and hangs up; another one comes afterwards", async () => {
    const { call, twilio, conversation } = await connectOnHold();
    const goodbye = { tool_name: "end_call", tool_call_id: "t2", tool_type: "system", is_error: false };
    conversation.send({ type: "agent_tool_response", agent_tool_response: goodbye });
    conversation.socket.close(1000);
    await expect.poll(() => conversation.closeCode).toBe(1000);
    const before = twilio.sound().length;
    await expect.poll(() => twilio.sound().length).toBeGreaterThan(before + 1600);
    changeHold(call, RETURNED);
    const second = await agent.conversation(1);
    await expect
      .poll(() => second.notes().map(({ text }) => text))
      .toEqual([
        expect.stringContaining(NO_ANSWER.text) as string,
        RETURNED.briefing,
        `SAID TO CALLER: ${NO_ANSWER.text}`,
      ]);
    second.say(1, "AQIDBA==");
    await expect.poll(() => twilio.sound().subarray(-4)).toEqual(Buffer.from([1, 2, 3, 4]));
  });

  it.each([
    ["hangs up", "caller_hung_up", (twilio: TestTwilio) => twilio.stop()],
    ["is handed over", "draining", () => void bridge.drain()],
  ])("that %s is let go as ever", async (_name, reason, leave) => {
    const { twilio, conversation } = await connectOnHold();
    leave(twilio);
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe(reason);
    await expect.poll(() => conversation.closeCode).toBe(1000);
  });
});

describe("back from hold", () => {
  it("the caller is told by the house, the music is over, and the agent is spliced again", async () => {
    const { call, twilio, conversation } = await connectOnHold();
    changeHold(call, RETURNED);
    const spoken = () => twilio.sound().filter((code) => code === 0x55).length;
    // Its first 100 ms at most are mixed with the last of the music.
    await expect.poll(spoken).toBeGreaterThanOrEqual(8000 - 800 - 160);
    expect(conversation.notes().slice(1)).toEqual([
      said(RETURNED.briefing),
      said(`SAID TO CALLER: ${NO_ANSWER.text}`),
    ]);
    conversation.send(response("¿Quiere dejar un recado?", 1));
    conversation.say(1, "AQIDBA==");
    await expect.poll(() => twilio.sound().subarray(-4)).toEqual(Buffer.from([1, 2, 3, 4]));
    expect(twilio.received.at(-2)).toEqual({
      event: "media",
      streamSid: twilio.streamSid,
      media: { payload: "AQIDBA==" },
    });
    await expect
      .poll(() => house.turns().map(({ text, interrupted }) => ({ text, interrupted })))
      .toEqual([
        { text: NO_ANSWER.text, interrupted: false },
        { text: "¿Quiere dejar un recado?", interrupted: false },
      ]);
  });

  it("without words of the house the agent goes on, and is asked to speak; nothing it said is lost", async () => {
    const { call, twilio, conversation } = await connectOnHold();
    conversation.say(1, speech(40_000));
    await expect.poll(() => twilio.sound().filter((code) => code < 0x10).length).toBeGreaterThan(0);
    changeHold(call, undefined);
    await expect.poll(() => conversation.notes().at(-1)).toMatchObject({ type: "user_message" });
    await expect.poll(() => twilio.sound().filter((code) => code < 0x10).length).toBe(40_000);
    expect(twilio.events().filter((event) => event === "mark")).toHaveLength(1);
    const before = twilio.received.length;
    conversation.say(2, FRAME);
    await expect
      .poll(() => twilio.received.slice(before).map(({ event }) => event))
      .toEqual(["media", "mark"]);
  });

  it("with no agent to be had, the caller still hears the words; then the stream ends as lost", async () => {
    const { call, twilio, conversation } = await connectOnHold();
    house.openFailure = Object.assign(new Error("quota exceeded"), { permanent: true });
    conversation.socket.terminate();
    await expect.poll(() => house.payloads("agent_error").at(-1)).toMatchObject({ detail: "quota exceeded" });
    const before = twilio.sound().length;
    await expect.poll(() => twilio.sound().length).toBeGreaterThan(before);
    changeHold(call, RETURNED);
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("agent_lost");
    expect(twilio.sound().filter((code) => code === 0x55).length).toBeGreaterThan(7000);
  });
});
