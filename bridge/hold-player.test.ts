import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { base64Bytes, bytesOf } from "./codec";
import { FRAME_BYTES, MULAW_SILENCE } from "./hold-mixer";
import { HoldPlayer, LEAD_MS } from "./hold-player";

const FRAME_MS = 20;
/** Of a silent music every byte that is sent is speech or silence. */
const NO_MUSIC = Buffer.alloc(0);
const STEADY = Buffer.alloc(8000, 0x90);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function setUp() {
  const sent: { atMs: number; sound: Buffer }[] = [];
  const marks: string[] = [];
  let untilMs = 0;
  const player = new HoldPlayer({
    nowMs: () => performance.now(),
    sendAudio: (payload) => sent.push({ atMs: performance.now(), sound: bytesOf(payload) }),
    sendMark: (name) => marks.push(name),
    onSent: (until) => {
      untilMs = until;
    },
  });
  const bytes = () => Buffer.concat(sent.map(({ sound }) => sound));
  return { player, sent, marks, bytes, sentMs: () => bytes().length / 8, until: () => untilMs };
}

/** Speech that is told apart from silence and from any other. */
function speech(length: number, code: number): Buffer {
  return base64Bytes(Buffer.alloc(length, code));
}

describe("hold music to the caller", () => {
  it("begins at once and never runs ahead of the caller by more than the lead, nor behind", () => {
    const { player, sentMs } = setUp();
    player.start(STEADY, performance.now());
    const beganMs = performance.now();
    expect(sentMs()).toBe(LEAD_MS);
    for (let step = 0; step < 3000; step += 1) {
      vi.advanceTimersByTime(7);
      const aheadMs = sentMs() - (performance.now() - beganMs);
      expect(aheadMs).toBeLessThanOrEqual(LEAD_MS);
      expect(aheadMs).toBeGreaterThan(LEAD_MS - 40 - FRAME_MS);
    }
    player.close();
  });

  it("waits until what was sent before has been heard, without a gap", () => {
    const { player, sent, until } = setUp();
    const fromMs = performance.now() + 1000;
    player.start(STEADY, fromMs);
    expect(player.isHeard).toBe(false);
    vi.advanceTimersByTime(800);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(player.isHeard).toBe(true);
    expect(sent[0]?.atMs).toBeLessThan(fromMs - FRAME_MS * 5);
    expect(until()).toBeGreaterThan(fromMs);
    player.close();
  });

  it("begins at once after all when Twilio was made to forget what came before", () => {
    const { player, sentMs } = setUp();
    player.start(STEADY, performance.now() + 5000);
    vi.advanceTimersByTime(80);
    player.beginNow();
    expect(sentMs()).toBe(LEAD_MS);
    player.close();
  });

  it("does not hurry after the process was held up", () => {
    const { player, sent } = setUp();
    player.start(STEADY, performance.now());
    // Nothing ran for two seconds: the clock has moved, the timer fires once.
    const before = sent.length;
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 2000);
    vi.advanceTimersToNextTimer();
    expect(sent.slice(before).map(({ sound }) => sound.length / 8)).toEqual([LEAD_MS]);
    player.close();
  });

  it("sends each mark behind the last sound of its speech", () => {
    const { player, marks, bytes } = setUp();
    player.start(NO_MUSIC, performance.now());
    player.play(speech(250, 0x11), "1");
    player.play(speech(3, 0x22), "2");
    player.play(speech(0, 0x22), "3");
    player.play(speech(4000, 0x33), "4");
    vi.advanceTimersByTime(80);
    expect(marks).toEqual(["1", "2", "3"]);
    vi.advanceTimersByTime(1000);
    expect(marks).toEqual(["1", "2", "3", "4"]);
    const spoken = bytes().filter((code) => code !== MULAW_SILENCE);
    expect(spoken.length).toBe(4253);
    player.close();
  });

  it("says the rest at once when the music has faded, as it came", () => {
    const { player, sent, marks } = setUp();
    player.start(NO_MUSIC, performance.now());
    player.play(speech(8000, 0x11), "1");
    player.play(Buffer.from("AQIDBA=="), "2");
    vi.advanceTimersByTime(200);
    player.stop();
    vi.advanceTimersByTime(200);
    expect(player.isPlaying).toBe(false);
    expect(marks).toEqual(["1", "2"]);
    expect(sent.at(-1)?.sound).toEqual(Buffer.from([1, 2, 3, 4]));
    expect(sent.flatMap(({ sound }) => [...sound]).filter((code) => code === 0x11)).toHaveLength(8000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("has no timer before it is needed nor after it was closed", () => {
    const { player, sentMs } = setUp();
    expect(vi.getTimerCount()).toBe(0);
    player.start(STEADY, performance.now());
    player.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(sentMs()).toBe(LEAD_MS);
  });
});

type Deed =
  | { type: "speak"; length: number }
  | { type: "wait"; ms: number }
  | { type: "start" | "stop" | "cut" };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("speak" as const), length: fc.nat({ max: 6000 }) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.nat({ max: 900 }) }) },
  { weight: 3, arbitrary: fc.constant<Deed>({ type: "start" }) },
  fc.constantFrom<Deed>({ type: "stop" }, { type: "cut" }),
);

describe("whatever happens meanwhile", () => {
  it("no sound runs ahead, frames are whole, and each speech is said to its end or cut, once", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const { player, sent, marks } = setUp();
        const waiting = new Map<string, { code: number; length: number }>();
        const cut = new Map<string, { code: number; length: number }>();
        const finished = new Map<string, { code: number; length: number }>();
        let count = 0;
        let clockMs = performance.now();
        let sentBytes = 0;
        const settle = () => {
          for (const name of marks.splice(0)) {
            const said = waiting.get(name);
            // A mark is for a speech that still waited: never twice, never for one that was cut.
            expect(said).toBeDefined();
            waiting.delete(name);
            if (said) finished.set(name, said);
          }
        };
        for (const act of deeds) {
          const wasPlaying = player.isPlaying;
          if (act.type === "speak" && player.isPlaying) {
            count += 1;
            // Fewer speeches than codes: each is told apart from the others and from silence.
            const said = { code: 1 + count, length: act.length };
            waiting.set(String(count), said);
            player.play(speech(said.length, said.code), String(count));
          } else if (act.type === "wait") vi.advanceTimersByTime(act.ms);
          else if (act.type === "start") {
            player.start(NO_MUSIC, performance.now());
            if (!wasPlaying) [clockMs, sentBytes] = [performance.now(), sent.length];
          } else if (act.type === "stop") player.stop();
          else if (act.type === "cut") {
            settle();
            player.cut();
            for (const [name, said] of waiting) cut.set(name, said);
            waiting.clear();
          }
          settle();
          if (!player.isPlaying) continue;
          const frames = sent.slice(sentBytes);
          for (const { sound } of frames) expect(sound.length % FRAME_BYTES).toBe(0);
          const sentMs = frames.reduce((sum, { sound }) => sum + sound.length / 8, 0);
          expect(sentMs - (performance.now() - clockMs)).toBeLessThanOrEqual(LEAD_MS);
        }
        player.stop();
        vi.advanceTimersByTime(400);
        settle();
        expect(player.isPlaying).toBe(false);
        expect(waiting.size).toBe(0);
        const heard = new Map<number, number>();
        for (const { sound } of sent) {
          for (const code of sound) heard.set(code, (heard.get(code) ?? 0) + 1);
        }
        for (const { code, length } of finished.values()) expect(heard.get(code) ?? 0).toBe(length);
        for (const { code, length } of cut.values()) expect(heard.get(code) ?? 0).toBeLessThanOrEqual(length);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
