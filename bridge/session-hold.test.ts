import { describe, expect, it } from "vitest";
import { isAgentHeld, newSession, step } from "./session";
import type { BridgeEvent, Effect, FoundHold, Session } from "./session-state";

const READY: BridgeEvent = {
  type: "agent_ready",
  conversationId: "conv_1",
  inputFormat: "ulaw_8000",
  outputFormat: "ulaw_8000",
};
const START = { streamSid: "MZ1", accountSid: "AC1", callSid: "CA1", token: "secret", isMulaw8k: true };
const STARTED: BridgeEvent[] = [
  { type: "twilio_started", start: START },
  { type: "token_checked", outcome: "claimed" },
];
const LIVE: BridgeEvent[] = [...STARTED, READY];
const MUSIC = Buffer.alloc(1);
const PLEASE_HOLD = { text: "Le comunico con Ana.", payload: Buffer.from("AAAA") };
const NO_ANSWER = { text: "Nadie ha podido atenderle.", payload: Buffer.from("BBBB") };
const HEARD: BridgeEvent = { type: "words_heard" };
const GOODBYE: BridgeEvent = { type: "agent_closed", code: 1000, detail: "" };
const LOST: BridgeEvent = { type: "agent_closed", code: 1006, detail: "cut" };

function found(phase: FoundHold["phase"], more: Partial<FoundHold> = {}): BridgeEvent {
  return {
    type: "hold_found",
    hold: { transferId: "t1", phase, music: MUSIC, briefing: `${phase}!`, ...more },
  };
}
const WAITING = found("waiting");
const RETURNED = found("returned", { words: NO_ANSWER });

function audio(eventId: number): BridgeEvent {
  return { type: "agent_audio", audio: { eventId, payload: Buffer.from("AAAA") } };
}

/** What the last of the events did, and what became of the session. */
function run(events: BridgeEvent[]): { session: Session; effects: Effect[] } {
  let session = newSession({ accountSid: "AC1", callSid: "CA1" });
  let effects: Effect[] = [];
  for (const event of events) [session, effects] = step(session, event);
  return { session, effects };
}

const last = (events: BridgeEvent[]) => run(events).effects;
const types = (events: BridgeEvent[]) => last(events).map(({ type }) => type);

describe("a caller who waits for somebody", () => {
  it("hears music at once, and the agent is told why", () => {
    expect(last([...LIVE, WAITING])).toEqual([
      { type: "begin_hold", music: MUSIC },
      { type: "tell_agent", text: "waiting!" },
    ]);
  });

  it("hears the house's words after what is being said, over the music; the agent knows them", () => {
    const events = [...LIVE, audio(1), found("waiting", { words: PLEASE_HOLD })];
    expect(last(events)).toEqual([
      { type: "begin_hold", music: MUSIC },
      { type: "speak_words", words: PLEASE_HOLD, cutsIn: false },
      { type: "tell_agent", text: "waiting!" },
      { type: "tell_agent", text: `SAID TO CALLER: ${PLEASE_HOLD.text}` },
    ]);
    expect(isAgentHeld(run(events).session)).toBe(true);
    expect(types([...events, audio(1), HEARD])).toEqual(["play"]);
  });

  it("still hears the agent, and may talk it away", () => {
    expect(types([...LIVE, WAITING, audio(1)])).toEqual(["play"]);
    expect(types([...LIVE, WAITING, audio(1), { type: "agent_interrupted", eventId: 1 }])).toEqual([
      "clear_playback",
    ]);
  });

  it("is not begun with again at each question; the agent is kept from asking into the music", () => {
    expect(types([...LIVE, WAITING, WAITING])).toEqual(["quiet_agent"]);
    expect(types([...STARTED, WAITING, WAITING])).toEqual([]);
  });

  it("is told of an emergency before anything else, and once", () => {
    const words = { text: "Llame al 112.", payload: Buffer.from("CCCC") };
    const events = [...LIVE, found("waiting", { words: PLEASE_HOLD })];
    const ordered: BridgeEvent = { type: "words_ordered", words };
    expect(last([...events, ordered])).toEqual([{ type: "speak_words", words, cutsIn: true }]);
    expect(last([...events, ordered, ordered])).toEqual([]);
    expect(types([...events, ordered, RETURNED])).not.toContain("speak_words");
    expect(last([...events, ordered, RETURNED, HEARD])).toEqual([
      { type: "speak_words", words: NO_ANSWER, cutsIn: true },
    ]);
  });

  it("is not dropped because the agent says goodbye", () => {
    expect(types([...LIVE, WAITING, { type: "agent_finished" }])).toEqual([]);
    expect(types([...LIVE, WAITING, GOODBYE])).toEqual([]);
    expect(types([...LIVE, { type: "agent_finished" }, WAITING, { type: "playback_finished" }])).toEqual([]);
  });

  it("keeps the music when the agent is lost; another one comes and is told what goes on", () => {
    expect(types([...LIVE, WAITING, LOST])).toEqual(["record", "record", "reopen_agent"]);
    expect(last([...LIVE, WAITING, LOST, READY]).slice(1)).toEqual([
      { type: "brief_agent" },
      { type: "tell_agent", text: "waiting!" },
      { type: "connect_caller" },
    ]);
  });

  it("keeps the music when no agent can be had, too", () => {
    expect(types([...LIVE, WAITING, LOST, LOST])).toEqual(["record"]);
    expect(types([...LIVE, WAITING, { type: "agent_closed", code: 1008, detail: "no" }])).toEqual(["record"]);
    expect(
      types([...STARTED, WAITING, { type: "agent_failed", reason: "agent_refused", detail: "" }]),
    ).toEqual(["record"]);
  });

  it("is taken over by the next bridge: its agent learns of it when it is there", () => {
    expect(types([...STARTED, WAITING])).toEqual(["begin_hold"]);
    expect(types([...STARTED, WAITING, READY])).toEqual(["record", "tell_agent", "connect_caller"]);
  });

  it("need not be one whose stream has not begun", () => {
    expect(types([READY, WAITING])).toEqual([]);
  });
});

describe("nobody came", () => {
  it("the caller is told so at once and the agent knows both", () => {
    expect(last([...LIVE, WAITING, audio(3), RETURNED])).toEqual([
      { type: "end_hold" },
      { type: "speak_words", words: NO_ANSWER, cutsIn: true },
      { type: "tell_agent", text: "returned!" },
      { type: "tell_agent", text: `SAID TO CALLER: ${NO_ANSWER.text}` },
    ]);
    // What it was saying is about a wait that is over.
    expect(types([...LIVE, WAITING, audio(3), RETURNED, HEARD, audio(3)])).toEqual([]);
    expect(types([...LIVE, WAITING, audio(3), RETURNED, HEARD, audio(4)])).toEqual(["play"]);
  });

  it("and the house has no words for it: the agent is made to say it", () => {
    expect(last([...LIVE, WAITING, found("returned")])).toEqual([
      { type: "end_hold" },
      { type: "ask_agent", text: "returned!" },
    ]);
  });

  it("is said once, however often it is found", () => {
    expect(types([...LIVE, WAITING, RETURNED, RETURNED])).toEqual([]);
    expect(types([...LIVE, WAITING, RETURNED, WAITING])).toEqual([]);
    expect(types([...LIVE, RETURNED])[0]).toBe("speak_words");
  });

  it("is said after the house's words that are being heard", () => {
    const events = [...LIVE, found("waiting", { words: PLEASE_HOLD }), RETURNED];
    expect(types(events)).toEqual(["end_hold", "tell_agent", "tell_agent"]);
    expect(last([...events, HEARD])).toEqual([{ type: "speak_words", words: NO_ANSWER, cutsIn: true }]);
  });

  it.each([
    ["the house says nothing of it", { type: "hold_found", hold: undefined }],
    ["it lasted too long", { type: "hold_expired" }],
  ] satisfies [string, BridgeEvent][])("and %s: the agent has the caller and speaks", (_name, event) => {
    expect(last([...LIVE, WAITING, event])).toEqual([
      { type: "end_hold" },
      { type: "ask_agent", text: expect.stringContaining("offer to take a message") as string },
    ]);
    expect(types([...LIVE, WAITING, event, WAITING])).toEqual([]);
    expect(types([...LIVE, event])).toEqual([]);
  });

  it("a second transfer in the same call is a wait of its own", () => {
    const second = found("waiting", { transferId: "t2" });
    expect(types([...LIVE, WAITING, RETURNED, HEARD, second])).toEqual(["begin_hold", "tell_agent"]);
  });

  it("an agent that said goodbye meanwhile is called again, and speaks when the house does not", () => {
    const events = [...LIVE, WAITING, GOODBYE, found("returned")];
    expect(types(events)).toEqual(["end_hold", "reopen_agent"]);
    expect(types([...events, READY])).toEqual(["record", "brief_agent", "ask_agent", "connect_caller"]);
    expect(types([...events, READY, { type: "playback_finished" }])).toEqual([]);
  });

  it("and no agent either: the words are heard, then the stream says that the agent is lost", () => {
    const events = [...LIVE, WAITING, LOST, LOST, RETURNED];
    expect(types(events)).toEqual(["end_hold", "speak_words"]);
    expect(types([...events, { type: "playback_finished" }])).toEqual([]);
    expect(types([...events, HEARD])).toEqual(["await_playback"]);
    expect(last([...events, HEARD, { type: "playback_finished" }])).toEqual([
      { type: "finish", reason: "agent_lost" },
    ]);
    expect(types([...LIVE, WAITING, LOST, LOST, found("returned")])).toEqual(["end_hold", "await_playback"]);
  });

  it("keeps an agent although the silence of the waiting made theirs leave without a goodbye", () => {
    expect(last([...LIVE, audio(1), WAITING, RETURNED, HEARD, GOODBYE])).toEqual([
      { type: "record", event: "agent_reconnecting", payload: { code: 1000, detail: "" } },
      { type: "reopen_agent", generation: 1 },
    ]);
    const there = last([...LIVE, audio(1), WAITING, RETURNED, HEARD, GOODBYE, READY]);
    expect(there).toContainEqual({ type: "tell_agent", text: "returned!" });
    expect(there).toContainEqual({ type: "tell_agent", text: `SAID TO CALLER: ${NO_ANSWER.text}` });
    const twice = [...LIVE, audio(1), WAITING, RETURNED, HEARD, GOODBYE, READY, GOODBYE];
    expect(types(twice)).toEqual(["await_playback"]);
    const finished: BridgeEvent[] = [...LIVE, audio(1), WAITING, RETURNED, HEARD, { type: "agent_finished" }];
    expect(types([...finished, GOODBYE])).toEqual(["await_playback"]);
  });
});
