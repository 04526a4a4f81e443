import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallerSound } from "./caller-sound";
import { audioMs, base64Bytes } from "./codec";
import { LEAD_MS } from "./hold-player";
import { newSpeech, Playback, type Speech } from "./playback";

/** Nothing is heard but what is said. */
const NO_MUSIC = Buffer.alloc(0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A Twilio that plays what it is sent, in order, in real time, and returns marks when their time has come. */
class Ear {
  readonly playback = new Playback(() => performance.now());
  readonly sound: CallerSound;
  readonly speeches: Speech[] = [];
  clears = 0;
  private endsAtMs = 0;
  private marks: NodeJS.Timeout[] = [];

  constructor() {
    const line = {
      audio: (payload: Buffer) => {
        this.endsAtMs = Math.max(this.endsAtMs, performance.now()) + audioMs(payload);
      },
      mark: (name: string) => {
        const waitMs = this.endsAtMs - performance.now();
        this.marks.push(setTimeout(() => this.playback.marked(name), waitMs));
      },
      clear: () => {
        this.clears += 1;
        this.endsAtMs = performance.now();
        for (const mark of this.marks) clearTimeout(mark);
      },
    };
    this.sound = new CallerSound(line, this.playback);
  }

  say(durationMs: number): Speech {
    const payload = base64Bytes(Buffer.alloc(durationMs * 8, 0x11));
    const speech = newSpeech(this.playback.nextStartMs);
    this.speeches.push(speech);
    this.sound.play(payload, this.playback.send(speech, "0:1", durationMs));
    return speech;
  }

  get aheadMs(): number {
    return this.endsAtMs - performance.now();
  }
}

describe("what the caller hears", () => {
  it("follows the music that Twilio has already, and is booked for then", () => {
    const ear = new Ear();
    ear.sound.startMusic(NO_MUSIC);
    vi.advanceTimersByTime(1000);
    const speech = ear.say(100);
    expect(speech.startsAtMs - performance.now()).toBeCloseTo(ear.aheadMs);
    // The mark follows the message in which the speech ends.
    vi.advanceTimersByTime(ear.aheadMs + 200);
    expect(speech).toMatchObject({ heardMs: 100, isCut: false });
  });

  it("of what is talked away over music, is what was sent: to the frame, and without a hole in the music", () => {
    const ear = new Ear();
    ear.sound.startMusic(NO_MUSIC);
    vi.advanceTimersByTime(1000);
    const speech = ear.say(5000);
    vi.advanceTimersByTime(600);
    const aheadMs = ear.aheadMs;
    const { unheardMs } = ear.sound.clear();
    expect(ear.clears).toBe(0);
    expect(ear.aheadMs).toBe(aheadMs);
    expect(speech.isCut).toBe(true);
    expect(speech.heardMs).toBe(5000 - unheardMs);
    expect(speech.heardMs % 20).toBe(0);
    // Until it is heard that it was dropped, the lead is heard.
    expect(speech.heardMs).toBe(performance.now() + aheadMs - speech.startsAtMs);
  });

  it("is talked away at Twilio where it was sent before the music, which then begins at once", () => {
    const ear = new Ear();
    const speech = ear.say(5000);
    ear.sound.startMusic(NO_MUSIC);
    const over = ear.say(1000);
    vi.advanceTimersByTime(600);
    expect(ear.sound.clear()).toEqual({ unheardMs: 5400 });
    expect(ear.clears).toBe(1);
    expect(speech).toMatchObject({ heardMs: 600, isCut: true });
    expect(over).toMatchObject({ heardMs: 0, isCut: true });
    expect(ear.aheadMs).toBe(LEAD_MS);
  });

  it("is all heard or cut, whatever happens in between, and never forgotten", () => {
    const deed = fc.oneof(
      { weight: 3, arbitrary: fc.record({ say: fc.integer({ min: 1, max: 90 }) }) },
      { weight: 4, arbitrary: fc.record({ waitMs: fc.nat({ max: 1200 }) }) },
      fc.constantFrom("start" as const, "stop" as const, "clear" as const),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const ear = new Ear();
        for (const act of deeds) {
          if (act === "start") ear.sound.startMusic(NO_MUSIC);
          else if (act === "stop") ear.sound.stopMusic();
          else if (act === "clear") ear.sound.clear();
          else if ("say" in act) ear.say(act.say * 20);
          else vi.advanceTimersByTime(act.waitMs);
          const bookedMs = ear.speeches.reduce((sum, { sentMs, heardMs, isCut }) => {
            return sum + (isCut ? 0 : sentMs - heardMs);
          }, 0);
          expect(ear.playback.unplayedMs).toBeCloseTo(bookedMs);
        }
        ear.sound.stopMusic();
        vi.advanceTimersByTime(200_000);
        expect(ear.playback.isIdle).toBe(true);
        for (const { sentMs, heardMs, isCut } of ear.speeches) {
          if (isCut) expect(heardMs).toBeLessThanOrEqual(sentMs);
          else expect(heardMs).toBe(sentMs);
        }
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
