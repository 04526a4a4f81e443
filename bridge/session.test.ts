import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentAudio } from "./codec";
import { isConnected, newSession, step } from "./session";
import type { BridgeEvent, Effect, Session } from "./session-state";

const START = { streamSid: "MZ1", accountSid: "AC1", callSid: "CA1", token: "secret", isMulaw8k: true };
const READY: BridgeEvent = {
  type: "agent_ready",
  conversationId: "conv_1",
  inputFormat: "ulaw_8000",
  outputFormat: "ulaw_8000",
};
const WORDS = { text: "Llame al 112.", payload: Buffer.from("BBBB") };
const ORDERED: BridgeEvent = { type: "words_ordered", words: WORDS };
const HEARD: BridgeEvent = { type: "words_heard" };
const CLAIMED: BridgeEvent = { type: "token_checked", outcome: "claimed" };
const LIVE: BridgeEvent[] = [{ type: "twilio_started", start: START }, CLAIMED, READY];

function audio(eventId: number): BridgeEvent {
  return { type: "agent_audio", audio: { eventId, payload: Buffer.from("AAAA") } };
}

function run(events: BridgeEvent[]): { session: Session; effects: Effect[] } {
  let session = newSession({ accountSid: "AC1", callSid: "CA1" });
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, caused] = step(session, event);
    session = next;
    effects.push(...caused);
  }
  return { session, effects };
}

function types(events: BridgeEvent[]): string[] {
  return run(events).effects.map((effect) => effect.type);
}

function ending(events: BridgeEvent[]): Effect | undefined {
  return run(events).effects.find((effect) => effect.type === "finish");
}

describe("starting", () => {
  it("claims the token, begins the stream and connects the caller once both ends are there", () => {
    expect(types(LIVE)).toEqual(["claim_token", "begin_stream", "record", "connect_caller"]);
    expect(isConnected(run(LIVE).session)).toBe(true);
  });

  it("connects the caller too when the agent was there first", () => {
    expect(types([READY, { type: "twilio_started", start: START }, CLAIMED])).toEqual([
      "record",
      "claim_token",
      "begin_stream",
      "connect_caller",
    ]);
  });

  it("plays what the agent said before the stream began, in order", () => {
    const { effects } = run([READY, audio(1), audio(2), { type: "twilio_started", start: START }, CLAIMED]);
    expect(effects.flatMap((effect) => (effect.type === "play" ? [effect.audio.eventId] : []))).toEqual([
      1, 2,
    ]);
  });

  it.each([
    ["another account", { ...START, accountSid: "AC2" }, "token_refused"],
    ["another call", { ...START, callSid: "CA2" }, "token_refused"],
    ["no token", { ...START, token: undefined }, "token_refused"],
    ["other audio", { ...START, isMulaw8k: false }, "audio_format"],
  ])("ends at a start with %s", (_name, start, reason) => {
    expect(ending([{ type: "twilio_started", start }])).toMatchObject({ reason });
  });

  it.each(["used", "wrong", "expired", "unchecked"] as const)("ends at a token that is %s", (outcome) => {
    const events: BridgeEvent[] = [
      READY,
      { type: "twilio_started", start: START },
      { type: "token_checked", outcome },
    ];
    expect(ending(events)).toMatchObject({ reason: "token_refused" });
    expect(types(events)).not.toContain("begin_stream");
  });

  it("ends at a second start", () => {
    expect(ending([...LIVE, { type: "twilio_started", start: START }])).toMatchObject({
      reason: "twilio_protocol",
    });
  });

  it("refuses an agent with another audio format and says which", () => {
    const { effects } = run([{ ...READY, outputFormat: "pcm_16000" }]);
    expect(effects).toMatchObject([
      { type: "record", event: "agent_error", payload: { outputFormat: "pcm_16000", expected: "ulaw_8000" } },
      { type: "finish", reason: "audio_format" },
    ]);
  });
});

describe("barge-in", () => {
  it("clears the playback and drops audio up to the interruption", () => {
    const { effects } = run([
      ...LIVE,
      audio(4),
      { type: "agent_interrupted", eventId: 5 },
      audio(5),
      audio(6),
    ]);
    expect(
      effects.slice(-3).map((effect) => (effect.type === "play" ? effect.audio.eventId : effect.type)),
    ).toEqual([4, "clear_playback", 6]);
  });

  it("forgets the bound when another agent socket counts from the beginning", () => {
    const events: BridgeEvent[] = [
      ...LIVE,
      audio(8),
      { type: "agent_interrupted", eventId: 9 },
      { type: "agent_closed", code: 1006, detail: "" },
      READY,
      audio(1),
    ];
    expect(run(events).effects.at(-1)).toMatchObject({ type: "play", generation: 1 });
  });
});

describe("the end", () => {
  it("waits for the goodbye to be heard when the agent hangs up", () => {
    const closed: BridgeEvent = { type: "agent_closed", code: 1000, detail: "" };
    expect(types([...LIVE, audio(1), closed]).at(-1)).toBe("await_playback");
    expect(ending([...LIVE, audio(1), closed, { type: "playback_finished" }])).toMatchObject({
      reason: "agent_ended",
    });
  });

  it("does not end because a sentence was heard", () => {
    expect(ending([...LIVE, audio(1), { type: "playback_finished" }])).toBeUndefined();
  });

  it("still plays the first words of an agent that hung up before the stream began", () => {
    const events: BridgeEvent[] = [
      READY,
      audio(1),
      { type: "agent_closed", code: 1000, detail: "" },
      { type: "twilio_started", start: START },
      CLAIMED,
    ];
    expect(types(events)).toEqual(["record", "claim_token", "begin_stream", "play", "await_playback"]);
  });

  it.each([1008, 3000])("keeps the vendor's words when it refuses with %i", (code) => {
    const { effects } = run([...LIVE, { type: "agent_closed", code, detail: "Override is not allowed" }]);
    expect(effects.slice(-2)).toMatchObject([
      { type: "record", event: "agent_error", payload: { code, detail: "Override is not allowed" } },
      { type: "finish", reason: "agent_refused" },
    ]);
  });
});

describe("losing the agent", () => {
  const lost: BridgeEvent = { type: "agent_closed", code: 1006, detail: "cut" };

  it("ends the call when it never spoke", () => {
    expect(ending([...LIVE, lost])).toMatchObject({ reason: "agent_unreachable", detail: "1006 cut" });
    const silent: BridgeEvent = { type: "agent_failed", reason: "agent_silent", detail: "no metadata" };
    expect(ending([...LIVE, silent])).toMatchObject({ reason: "agent_silent" });
  });

  it("opens another one, once, when it had spoken, and tells it what was said", () => {
    const events = [...LIVE, audio(1), lost];
    expect(types(events).slice(-3)).toEqual(["record", "record", "reopen_agent"]);
    expect(types([...events, READY]).slice(-3)).toEqual(["record", "brief_agent", "connect_caller"]);
    expect(ending([...events, READY, audio(1), lost])).toMatchObject({ reason: "agent_lost" });
  });

  it("ends the call when the second one cannot be reached", () => {
    const failed: BridgeEvent = { type: "agent_failed", reason: "agent_unreachable", detail: "down" };
    expect(ending([...LIVE, audio(1), lost, failed])).toMatchObject({ reason: "agent_lost" });
  });

  it("changes nothing about a goodbye under way", () => {
    const events: BridgeEvent[] = [
      ...LIVE,
      audio(1),
      { type: "agent_finished" },
      lost,
      { type: "playback_finished" },
    ];
    expect(ending(events)).toMatchObject({ reason: "agent_ended" });
  });
});

describe("words of the house", () => {
  const played = (events: BridgeEvent[]) =>
    run(events).effects.flatMap((effect): (string | number)[] => {
      if (effect.type === "speak_words") return ["words"];
      return effect.type === "play" ? [effect.audio.eventId] : [];
    });

  it("are said at once; what the agent says meanwhile is heard after them", () => {
    expect(played([...LIVE, audio(1), ORDERED, audio(2), audio(3)])).toEqual([1, "words"]);
    expect(played([...LIVE, audio(1), ORDERED, audio(2), audio(3), HEARD, audio(4)])).toEqual([
      1,
      "words",
      2,
      3,
      4,
    ]);
  });

  it("cut off what the agent was saying for good", () => {
    expect(played([...LIVE, audio(7), ORDERED, audio(7), HEARD, audio(7), audio(8)])).toEqual([
      7,
      "words",
      8,
    ]);
  });

  it("are not talked away: an interruption takes back only what the agent has behind them", () => {
    const events = [
      ...LIVE,
      ORDERED,
      audio(2),
      { type: "agent_interrupted", eventId: 3 } as const,
      audio(3),
      HEARD,
    ];
    expect(types(events).slice(LIVE.length + 1)).toEqual(["speak_words", "forget_held"]);
    expect(played([...events, audio(4)])).toEqual(["words", 4]);
  });

  it("are said once at a time, and again when they are asked for again", () => {
    expect(played([...LIVE, ORDERED, ORDERED, HEARD, ORDERED])).toEqual(["words", "words"]);
  });

  it("are heard to their end before a call ends that the agent has left", () => {
    const left: BridgeEvent[] = [...LIVE, ORDERED, { type: "agent_closed", code: 1000, detail: "" }];
    expect(ending([...left, { type: "playback_finished" }])).toBeUndefined();
    expect(types([...left, HEARD]).at(-1)).toBe("await_playback");
    expect(ending([...left, HEARD, { type: "playback_finished" }])).toMatchObject({ reason: "agent_ended" });
  });

  it("need somebody on the line", () => {
    expect(types([READY, ORDERED])).toEqual(["record"]);
    expect(types([HEARD])).toEqual([]);
  });
});

describe("any order of events", () => {
  const anyEvent: fc.Arbitrary<BridgeEvent> = fc.oneof(
    { weight: 2, arbitrary: fc.constant<BridgeEvent>({ type: "twilio_started", start: START }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom("claimed", "claimed", "claimed", "used").map((outcome): BridgeEvent => ({
        type: "token_checked",
        outcome: outcome === "used" ? "used" : "claimed",
      })),
    },
    { weight: 3, arbitrary: fc.constant(READY) },
    { weight: 8, arbitrary: fc.nat({ max: 20 }).map(audio) },
    {
      weight: 3,
      arbitrary: fc.nat({ max: 20 }).map((eventId): BridgeEvent => ({ type: "agent_interrupted", eventId })),
    },
    fc.constant<BridgeEvent>({ type: "agent_finished" }),
    fc.constant<BridgeEvent>({ type: "playback_finished" }),
    fc.constant<BridgeEvent>({ type: "words_ordered", words: WORDS }),
    fc.constant<BridgeEvent>({ type: "words_heard" }),
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom("waiting", "waiting", "returned"),
          fc.constantFrom("t1", "t2"),
          fc.option(fc.constant(WORDS), { nil: undefined }),
        )
        .map(([phase, transferId, words]): BridgeEvent => ({
          type: "hold_found",
          hold: {
            transferId,
            phase: phase === "waiting" ? "waiting" : "returned",
            music: Buffer.alloc(1),
            briefing: "b",
            words,
          },
        })),
    },
    fc.constant<BridgeEvent>({ type: "hold_found", hold: undefined }),
    fc.constant<BridgeEvent>({ type: "hold_expired" }),
    fc
      .constantFrom(1000, 1002, 1006, 1008)
      .map((code): BridgeEvent => ({ type: "agent_closed", code, detail: "" })),
    fc.constant<BridgeEvent>({ type: "agent_failed", reason: "agent_unreachable", detail: "" }),
    fc.constant<BridgeEvent>({ type: "stop", reason: "caller_hung_up" }),
  );
  const runs = fc.array(anyEvent, { maxLength: 40 }).map((events) => ({ events, ...run(events) }));

  it("ends at most once and does nothing afterwards", () => {
    fc.assert(
      fc.property(runs, ({ session, effects }) => {
        const ends = effects.filter((effect) => effect.type === "finish");
        expect(ends).toHaveLength(session.phase === "closed" ? 1 : 0);
        if (ends.length === 1) expect(effects.at(-1)?.type).toBe("finish");
      }),
    );
  });

  it("never plays or clears before the token was claimed", () => {
    fc.assert(
      fc.property(runs, ({ effects }) => {
        const begins = effects.findIndex((effect) => effect.type === "begin_stream");
        const sounds = effects.findIndex(({ type }) => type === "play" || type === "clear_playback");
        if (sounds >= 0) expect(begins).toBeGreaterThanOrEqual(0);
        if (sounds >= 0) expect(begins).toBeLessThan(sounds);
      }),
    );
  });

  it("never plays audio that the caller had interrupted, and opens another agent once, and once more for each wait", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let session = newSession({ accountSid: "AC1", callSid: "CA1" });
        let reopened = 0;
        let waits = 0;
        for (const event of events) {
          const before = session.phase === "closed" ? undefined : session.agent.interruptedEventId;
          const [next, effects] = step(session, event);
          session = next;
          reopened += effects.filter((effect) => effect.type === "reopen_agent").length;
          if (event.type === "hold_found" && event.hold) waits += 1;
          const played = effects.flatMap((effect): AgentAudio[] =>
            effect.type === "play" ? [effect.audio] : [],
          );
          if (event.type === "agent_audio" && before !== undefined) {
            for (const { eventId } of played) expect(eventId).toBeGreaterThan(before);
          }
        }
        expect(reopened).toBeLessThanOrEqual(1 + waits);
      }),
    );
  });

  it("never ends a call whose caller waits for somebody, unless the line itself ends", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let session = newSession({ accountSid: "AC1", callSid: "CA1" });
        for (const event of events) {
          const isWaiting = session.phase === "live" && session.hold !== undefined;
          session = step(session, event)[0];
          const isTheLine = event.type === "stop" || event.type === "twilio_started";
          if (isWaiting && !isTheLine) expect(session.phase).toBe("live");
        }
      }),
    );
  });

  it("begins and ends the music in turn", () => {
    fc.assert(
      fc.property(runs, ({ effects }) => {
        let isPlaying = false;
        for (const { type } of effects) {
          if (type === "begin_hold") isPlaying = true;
          if (type !== "end_hold") continue;
          expect(isPlaying).toBe(true);
          isPlaying = false;
        }
      }),
    );
  });
});
