import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Listener, speak } from "../speech";
import { AUDIO_FORMATS } from "./agent-config";
import { encodeSpeech, InputDecoder, wav } from "./audio-formats";

describe("audio formats", () => {
  test("words survive PCM at whole multiples of 8 kHz, wherever the stream is cut", () => {
    const ulaw = speak("Prefiero el jueves, ¿puede ser?");
    fc.assert(
      fc.property(
        fc.constantFrom("pcm_8000", "pcm_16000", "pcm_24000", "pcm_48000", "ulaw_8000"),
        fc.integer({ min: 1, max: 5000 }),
        (format, size) => {
          const encoded = encodeSpeech(ulaw, format) ?? new Uint8Array(0);
          const decoder = new InputDecoder(format);
          const heard: string[] = [];
          const listener = new Listener({ text: (text) => heard.push(text) });
          for (let at = 0; at < encoded.length; at += size) {
            listener.push(decoder.decode(encoded.subarray(at, at + size)));
          }
          expect(heard).toEqual(["Prefiero el jueves, ¿puede ser?"]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each(AUDIO_FORMATS)("%s lasts as long as the speech, both ways", (format) => {
    const ulaw = speak("Hola, buenos días");
    const encoded = encodeSpeech(ulaw, format) ?? new Uint8Array(0);
    const samples = encoded.length / (format === "ulaw_8000" ? 1 : 2);
    expect(samples / Number(format.split("_")[1])).toBeCloseTo(ulaw.length / 8000, 2);
    expect(new InputDecoder(format).decode(encoded).length / 8000).toBeCloseTo(ulaw.length / 8000, 2);
  });

  test("compressed formats are not pretended", () => {
    expect(encodeSpeech(speak("a"), "mp3_44100_128")).toBeUndefined();
  });

  test("A-law of silence and of the loudest sample is the standard's", () => {
    expect(encodeSpeech(Uint8Array.of(0xff, 0x80, 0x00), "alaw_8000")).toEqual(
      Uint8Array.of(0xd5, 0xaa, 0x2a),
    );
  });

  test("a stereo file interleaves its channels and fills the shorter one with silence", () => {
    const file = Buffer.from(
      wav([Uint8Array.of(1, 2), Uint8Array.of(3)], { rateHz: 8000, encoding: "ulaw" }),
    );
    expect(file.toString("latin1", 0, 4)).toBe("RIFF");
    expect(file.readUInt16LE(20)).toBe(7);
    expect(file.readUInt16LE(22)).toBe(2);
    expect([...file.subarray(44)]).toEqual([1, 3, 2, 0xff]);
  });
});
