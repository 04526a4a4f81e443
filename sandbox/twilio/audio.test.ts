import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeAudio, encodeWav, FRAME_BYTES, isPlayable, mix, padFrame } from "./audio";
import { ByteQueue, Line } from "./line";

const bytes = fc.uint8Array({ minLength: 1, maxLength: 1000 });

describe("sound files", () => {
  it("a recording's WAV decodes to the bytes that were recorded", () => {
    fc.assert(
      fc.property(bytes, (ulaw) => {
        // 0x7f and 0xff are both silence; linear sound knows only one of them.
        const unique = ulaw.map((byte) => (byte === 0x7f ? 0xff : byte));
        expect(decodeAudio("audio/x-wav", encodeWav([unique]))).toEqual(unique);
      }),
    );
  });

  it("raw µ-law is played as it is", () => {
    const ulaw = Uint8Array.of(1, 2, 3);
    expect(decodeAudio("audio/ulaw; rate=8000", ulaw)).toEqual(ulaw);
  });

  it.each([
    ["MP3", "audio/mpeg", Uint8Array.of(0xff, 0xfb, 0x90)],
    ["stereo", "audio/wav", encodeWav([Uint8Array.of(1), Uint8Array.of(2)])],
  ])("%s is not readable", (_name, type, body) => {
    expect(decodeAudio(type, body)).toBeUndefined();
  });
});

it.each([
  ["audio/ulaw", true],
  ["Audio/WAV; codecs=1", true],
  ["audio/mpeg", true],
  ["audio/basic", false],
  ["audio/ogg", false],
  [undefined, false],
])("the vendor plays %s: %s", (type, isPlayed) => {
  expect(isPlayable(type)).toBe(isPlayed);
});

describe("a line", () => {
  it("hands out what is said in frames, in order, whatever the pieces", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 8 }), (pieces) => {
        const queue = new ByteQueue();
        for (const piece of pieces) queue.push(piece);
        const frames: Uint8Array[] = [];
        for (let frame = queue.take(FRAME_BYTES); frame; frame = queue.take(FRAME_BYTES)) frames.push(frame);
        expect(Buffer.concat(frames)).toEqual(Buffer.concat(pieces));
        expect(frames.slice(0, -1).every((frame) => frame.byteLength === FRAME_BYTES)).toBe(true);
      }),
    );
  });

  it("a live microphone loses what is old", () => {
    const line = new Line();
    for (let frame = 0; frame < 100; frame += 1) line.sayLive(new Uint8Array(FRAME_BYTES).fill(frame));
    line.takeMouth();
    expect(line.saying?.[0]).toBe(75);
  });

  it("what was heard is kept as sound, and in time", () => {
    const line = new Line();
    const frames = [Uint8Array.of(1, 2), null, null, Uint8Array.of(3)];
    line.playFrom({ pull: () => frames.shift() ?? null });
    for (let beat = 0; beat < 4; beat += 1) line.fillEar();
    expect(line.heard()).toEqual(Buffer.from([1, 2, 3]));
    const inTime = line.heardInTime();
    expect(inTime).toHaveLength(4 * FRAME_BYTES);
    expect([inTime[1], inTime[2], inTime[3 * FRAME_BYTES]]).toEqual([2, 0xff, 3]);
  });

  it("who is muted says nothing", () => {
    const line = new Line();
    line.say(new Uint8Array(FRAME_BYTES));
    line.isMuted = true;
    line.takeMouth();
    expect(line.saying).toBeNull();
  });
});

it("one voice passes the mixer untouched, silence is nothing", () => {
  const voice = Uint8Array.of(5, 6, 7);
  expect(mix([voice])).toBe(voice);
  expect(mix([])).toBeNull();
  expect(mix([voice, padFrame(null)])).toHaveLength(FRAME_BYTES);
});
