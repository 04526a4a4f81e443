import { describe, expect, it } from "vitest";
import { Playback } from "./playback";
import type { MediaEntry } from "@/lib/media/port";
import { Transcript } from "./transcript";

type Turn = Extract<MediaEntry, { kind: "turn" }>;

function setUp(firstPosition = 0) {
  const clock = { ms: 10_000 };
  const entries: MediaEntry[] = [];
  const transcript = new Transcript({
    firstPosition,
    nowMs: () => clock.ms,
    emit: (entry) => entries.push(entry),
  });
  const playback = new Playback(() => clock.ms);
  transcript.streamStarted(new Date("2026-11-20T10:00:00Z"));
  /** What is stored: the newest version of each position. */
  const stored = () => {
    const turns = new Map<number, Turn>();
    for (const entry of entries) if (entry.kind === "turn") turns.set(entry.position, entry);
    return [...turns.values()];
  };
  const say = (key: string, durationMs: number) =>
    playback.send(transcript.speechFor(key, playback.nextStartMs), key, durationMs);
  const interrupt = () => {
    playback.clear();
    transcript.playbackCut();
  };
  return { clock, entries, transcript, playback, stored, say, interrupt };
}

describe("transcript", () => {
  it("puts the utterances in order, after those of an earlier stream", () => {
    const { transcript, stored, clock } = setUp(7);
    transcript.agentSaid("0:1", "Clínica Sol, dígame.");
    clock.ms += 2_000;
    transcript.callerSaid("0:2", "Quiero una cita");
    expect(stored()).toMatchObject([
      { position: 7, role: "agent", text: "Clínica Sol, dígame.", interrupted: false, originalText: null },
      { position: 8, role: "caller", offsetMs: 2_000, at: new Date("2026-11-20T10:00:02Z") },
    ]);
  });

  it("replaces what was recognised when the same utterance comes again", () => {
    const { transcript, stored } = setUp();
    transcript.callerSaid("0:2", "Quiero una cinta");
    transcript.callerSaid("0:2", "Quiero una cita");
    expect(stored().map((turn) => turn.text)).toEqual(["Quiero una cita"]);
  });

  it("dates the caller's utterance from its first words", () => {
    const { transcript, stored, clock } = setUp();
    transcript.callerSaying("Quie");
    clock.ms += 1_500;
    transcript.callerSaid("0:2", "Quiero una cita");
    expect(stored()[0]?.offsetMs).toBe(0);
  });

  it("keeps only what was heard when the caller interrupts", () => {
    const { transcript, stored, say, interrupt, clock } = setUp();
    transcript.agentSaid("0:3", "Tenemos hora el lunes o el martes");
    say("0:3", 1_000);
    clock.ms += 500;
    interrupt();
    expect(stored()).toMatchObject([
      { text: "Tenemos hora el", originalText: "Tenemos hora el lunes o el martes", interrupted: true },
    ]);
  });

  it("believes the vendor's correction more than its own estimate", () => {
    const { transcript, stored, say, interrupt, clock } = setUp();
    transcript.agentSaid("0:3", "Tenemos hora el lunes o el martes");
    say("0:3", 1_000);
    clock.ms += 500;
    interrupt();
    transcript.agentCorrected("0:3", "Tenemos hora el lunes o el martes", "Tenemos hora");
    expect(stored()).toMatchObject([
      { text: "Tenemos hora", originalText: "Tenemos hora el lunes o el martes", interrupted: true },
    ]);
  });

  it("leaves an utterance whole that was heard to its end before the interruption", () => {
    const { transcript, playback, stored, say, interrupt } = setUp();
    transcript.agentSaid("0:3", "Dígame.");
    playback.marked(say("0:3", 700));
    interrupt();
    expect(stored()).toMatchObject([{ text: "Dígame.", interrupted: false, originalText: null }]);
  });

  it("knows the audio of a text that comes after it, with the same id or another", () => {
    for (const textKey of ["0:3", "0:5"]) {
      const { transcript, stored, say, interrupt, clock } = setUp();
      say("0:3", 1_000);
      transcript.agentSaid(textKey, "uno dos tres cuatro");
      clock.ms += 600;
      interrupt();
      expect(stored()).toMatchObject([{ text: "uno dos", interrupted: true }]);
    }
  });

  it("cuts a text that only comes after its audio was interrupted", () => {
    const { transcript, stored, say, interrupt, clock } = setUp();
    say("0:3", 1_000);
    clock.ms += 600;
    interrupt();
    transcript.agentSaidTooLate("0:3", "uno dos tres cuatro");
    expect(stored()).toMatchObject([
      { text: "uno dos", interrupted: true, originalText: "uno dos tres cuatro" },
    ]);
  });

  it("does not show as said what never became sound", () => {
    const { transcript, stored, interrupt } = setUp();
    transcript.agentSaid("0:3", "Primero");
    interrupt();
    transcript.agentSaidTooLate("0:4", "Segundo");
    expect(stored()).toMatchObject([
      { text: "", originalText: "Primero", interrupted: true },
      { text: "", originalText: "Segundo", interrupted: true },
    ]);
  });

  it("does not cut the earlier utterance when the next one is interrupted", () => {
    const { transcript, playback, stored, say, interrupt } = setUp();
    transcript.agentSaid("0:1", "Buenos días.");
    playback.marked(say("0:1", 800));
    transcript.callerSaid("0:2", "Hola");
    transcript.agentSaid("0:3", "Dígame usted.");
    say("0:3", 900);
    interrupt();
    expect(stored().map((turn) => turn.interrupted)).toEqual([false, false, true]);
  });

  it("dates an utterance from its first sound, also when its text came before", () => {
    const { transcript, stored, say } = setUp();
    transcript.agentSaid("0:1", "Un momento, por favor.");
    say("0:1", 1_500);
    transcript.agentSaid("0:2", "Ya lo tengo.");
    say("0:2", 900);
    expect(stored().map((turn) => turn.offsetMs)).toEqual([0, 1_500]);
  });

  it("tells another agent what was heard and what the tools answered", () => {
    const { transcript, say, interrupt, clock } = setUp();
    transcript.agentSaid("0:1", "uno dos tres cuatro");
    say("0:1", 1_000);
    clock.ms += 600;
    interrupt();
    transcript.toolUsed("find_free_slots {}")("lunes");
    transcript.callerSaid("0:2", "¿Perdón?");
    expect(transcript.lines()).toEqual([
      "You: uno dos",
      "Tool: find_free_slots {} → lunes",
      "Caller: ¿Perdón?",
    ]);
  });

  it("adds a tool's answer to its turn, wherever the talk went meanwhile", () => {
    const { transcript, stored } = setUp();
    const answered = transcript.toolUsed('find_free_slots {"day":"lunes"}');
    transcript.callerSaid("0:2", "¿Sigue ahí?");
    answered("10:00, 11:30");
    expect(stored()[0]).toMatchObject({
      role: "tool",
      text: 'find_free_slots {"day":"lunes"} → 10:00, 11:30',
    });
  });

  it("drops the character that PostgreSQL cannot hold", () => {
    const { transcript, stored } = setUp();
    transcript.callerSaid("0:2", "ho\u0000la");
    expect(stored()[0]?.text).toBe("hola");
  });
});
