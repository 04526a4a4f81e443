import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newSpeech, Playback } from "./playback";

function setUp() {
  const clock = { ms: 1_000 };
  const playback = new Playback(() => clock.ms);
  const speech = newSpeech(0);
  return { clock, playback, speech };
}

describe("playback", () => {
  it("counts as heard what Twilio has marked", () => {
    const { playback, speech } = setUp();
    const first = playback.send(speech, "0:1", 400);
    const second = playback.send(speech, "0:1", 600);
    expect(playback.marked(first)).toBe(true);
    expect(speech).toMatchObject({ sentMs: 1_000, heardMs: 400, isCut: false });
    expect(playback.unplayedMs).toBe(600);
    expect(playback.marked(second)).toBe(true);
    expect(playback.isIdle).toBe(true);
    expect(playback.unplayedMs).toBe(0);
  });

  it("takes a mark as the word for everything before it", () => {
    const { playback, speech } = setUp();
    playback.send(speech, "0:1", 400);
    playback.marked(playback.send(speech, "0:2", 600));
    expect(speech.heardMs).toBe(1_000);
  });

  it("does not take the marks that a clear brings back for heard", () => {
    const { playback, speech } = setUp();
    const name = playback.send(speech, "0:1", 400);
    playback.clear();
    expect(playback.marked(name)).toBe(false);
    expect(speech).toMatchObject({ heardMs: 0, isCut: true });
  });

  it("counts the time that passed in the audio under way at a clear", () => {
    const { clock, playback, speech } = setUp();
    const next = newSpeech(0);
    const name = playback.send(speech, "0:1", 400);
    playback.send(speech, "0:1", 600);
    playback.send(next, "0:2", 500);
    clock.ms += 450;
    playback.marked(name);
    clock.ms += 250;
    expect(playback.clear()).toEqual({ unheardMs: 850 });
    expect(speech).toMatchObject({ heardMs: 650, isCut: true });
    expect(next).toMatchObject({ heardMs: 0, isCut: true });
  });

  it("knows when the last sound is due, although audio is sent ahead of time", () => {
    const { clock, playback, speech } = setUp();
    playback.send(speech, "0:1", 400);
    expect(playback.nextStartMs).toBe(1_400);
    playback.send(speech, "0:2", 600);
    clock.ms += 300;
    expect(playback.remainingMs).toBe(700);
    playback.clear();
    expect(playback.remainingMs).toBe(0);
  });

  it("begins after other sound that Twilio was sent, and counts what is heard until then", () => {
    const { clock, playback, speech } = setUp();
    playback.filled(1_180);
    expect(playback.nextStartMs).toBe(1_180);
    playback.send(speech, "0:1", 400);
    playback.filled(1_200);
    expect(playback.nextStartMs).toBe(1_580);
    clock.ms += 200;
    expect(playback.clear(1_380)).toEqual({ unheardMs: 200 });
    expect(playback.nextStartMs).toBe(1_380);
  });

  it("follows Twilio's clock when the audio began later than expected", () => {
    const { clock, playback, speech } = setUp();
    const name = playback.send(speech, "0:1", 400);
    playback.send(speech, "0:1", 600);
    clock.ms += 700;
    playback.marked(name);
    expect(playback.remainingMs).toBe(600);
  });

  it("never counts more as heard than was sent, nor loses any of it", () => {
    const action = fc.oneof(
      fc.record({ type: fc.constant("send" as const), durationMs: fc.nat({ max: 2_000 }) }),
      fc.record({ type: fc.constant("mark" as const), at: fc.nat({ max: 20 }) }),
      fc.record({ type: fc.constant("clear" as const) }),
      fc.record({ type: fc.constant("wait" as const), ms: fc.nat({ max: 3_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const { clock, playback, speech } = setUp();
        const names: string[] = [];
        let unheardMs = 0;
        for (const act of actions) {
          if (act.type === "send") names.push(playback.send(speech, "0:1", act.durationMs));
          else if (act.type === "mark") playback.marked(names[act.at] ?? "");
          else if (act.type === "clear") unheardMs += playback.clear().unheardMs;
          else clock.ms += act.ms;
          expect(speech.heardMs + unheardMs + playback.unplayedMs).toBe(speech.sentMs);
          expect(playback.unplayedMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("ignores marks it did not send", () => {
    const { playback, speech } = setUp();
    playback.send(speech, "0:1", 400);
    expect(playback.marked("greeting")).toBe(false);
    expect(playback.isIdle).toBe(false);
  });
});
