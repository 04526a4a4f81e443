import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearToUlaw, Listener, speak, ulawToLinear } from "./speech";

function hear(pieces: Uint8Array[]) {
  const heard = { texts: [] as string[], partials: [] as string[], voice: [] as boolean[] };
  const listener = new Listener({
    text: (text) => heard.texts.push(text),
    partial: (text) => heard.partials.push(text),
    voice: (active) => heard.voice.push(active),
  });
  for (const piece of pieces) listener.push(piece);
  return heard;
}

function chunks(bytes: Uint8Array, sizes: number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 160;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

const silence = (seconds: number) => new Uint8Array(Math.round(seconds * 8000)).fill(0xff);
const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
const anyNoise = fc.uint8Array({ maxLength: 500 });
const anySizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 });

describe("speech", () => {
  test("any text is heard once and unchanged, however it is cut and whatever surrounds it", () => {
    fc.assert(
      fc.property(anyText, fc.string(), anyNoise, anyNoise, anySizes, (text, voice, before, after, sizes) => {
        const stream = Buffer.concat([before, speak(text, voice), after]);
        expect(hear(chunks(stream, sizes)).texts).toEqual([text]);
      }),
      { numRuns: 60 },
    );
  });

  test("whole frames of 20 ms, at about fourteen characters a second, are audible", () => {
    const audio = speak("Buenos días, le llamo para confirmar su cita de mañana.", "ana");
    expect(audio.length % 160).toBe(0);
    expect(audio.length / 8000).toBeGreaterThan(3.5);
    expect(audio.length / 8000).toBeLessThan(4.5);
    const rms = Math.sqrt(audio.reduce((sum, byte) => sum + ulawToLinear(byte) ** 2, 0) / audio.length);
    expect(rms).toBeGreaterThan(800);
  });

  test("an empty text is no sound, and no sentence lasts longer than twelve seconds", () => {
    expect(speak("")).toHaveLength(0);
    expect(speak("a".repeat(1000)).length / 8000).toBeLessThan(12.1);
  });

  test("the same words twice are two utterances", () => {
    expect(hear([speak("sí"), speak("sí")]).texts).toEqual(["sí", "sí"]);
  });

  test("a sentence that is cut has said its first words and nothing more", () => {
    const audio = speak("Quiero cambiar la cita del martes por la tarde");
    const heard = hear([audio.subarray(0, audio.length / 2), silence(1)]);
    expect(heard.texts).toEqual([]);
    expect(heard.partials.at(-1)).toBe("Quiero cambiar la cita");
  });

  test("after a cut sentence the next one is heard", () => {
    const cut = speak("Quiero cambiar la cita").subarray(0, 4321);
    expect(hear([cut, speak("No, espere")]).texts).toEqual(["No, espere"]);
  });

  test("of a sentence whose beginning was missed the rest is heard, from a whole word on", () => {
    const audio = speak("Quiero cambiar la cita del martes");
    expect(hear([audio.subarray(audio.length / 2)]).texts).toEqual(["la cita del martes"]);
  });

  test("lost and damaged frames do not harm the text", () => {
    const audio = speak("Prefiero el jueves a las once");
    const lossy = Buffer.concat([audio.subarray(0, 1600), audio.subarray(1600 + 1000)]);
    lossy.fill(0x55, 5000, 5100);
    expect(hear([lossy]).texts).toEqual(["Prefiero el jueves a las once"]);
  });

  test("speech is voice, silence and line noise are not", () => {
    expect(hear([silence(1), speak("Buenas tardes"), silence(1)]).voice).toEqual([true, false]);
    const lineNoise = Uint8Array.from({ length: 8000 }, (_, at) => linearToUlaw(((at * 7919) % 200) - 100));
    expect(hear([lineNoise]).voice).toEqual([]);
  });

  test("a sound without words is voice only", () => {
    const hum = Uint8Array.from({ length: 8000 }, (_, at) => linearToUlaw(6000 * Math.sin(at / 6)));
    const heard = hear([hum, silence(1)]);
    expect(heard.voice).toEqual([true, false]);
    expect(heard.texts).toEqual([]);
  });

  test("after a reset nothing of the past is completed", () => {
    const heard: string[] = [];
    const listener = new Listener({ text: (text) => heard.push(text) });
    const audio = speak("uno dos tres cuatro");
    listener.push(audio.subarray(0, 8000));
    listener.reset();
    listener.push(audio.subarray(audio.length - 320));
    expect(heard.join("")).not.toContain("uno");
  });

  test("every µ-law code survives a trip through linear samples, but for the second zero", () => {
    for (let code = 0; code < 256; code++) {
      expect(linearToUlaw(ulawToLinear(code))).toBe(code === 0x7f ? 0xff : code);
    }
  });
});
