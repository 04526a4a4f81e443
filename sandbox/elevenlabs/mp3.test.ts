import { expect, test } from "vitest";
import { speak } from "../speech";
import { encodeMp3 } from "./mp3";

test("both channels become MP3 frames of 8 kHz stereo that last as long as the sound", async () => {
  const caller = speak("Quiero confirmar mi cita de mañana, por favor.");
  const agent = new Uint8Array(caller.length).fill(0xff);
  const file = await encodeMp3([caller, agent]);
  const frames = framesIn(file);
  expect(new Set(frames.map(({ rateHz, channels }) => `${rateHz} ${channels}`))).toEqual(new Set(["8000 2"]));
  const seconds = (frames.length * 576) / 8000;
  expect(seconds).toBeGreaterThanOrEqual(caller.length / 8000);
  expect(seconds).toBeLessThan(caller.length / 8000 + 0.5);
});

test("nothing at all is a file all the same", async () => {
  expect(await encodeMp3([new Uint8Array(0), new Uint8Array(0)])).toBeInstanceOf(Uint8Array);
});

const RATES_HZ = [11_025, 12_000, 8000];
const KILOBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Frame headers of MPEG 2.5, layer III, one after the other to the end of the file. */
function framesIn(file: Uint8Array): { rateHz: number; channels: number }[] {
  const frames: { rateHz: number; channels: number }[] = [];
  for (let at = 0; at + 4 <= file.length;) {
    const [sync = 0, kind = 0, rates = 0, mode = 0] = file.subarray(at, at + 4);
    expect([sync, kind & 0xfe], `frame at ${at}`).toEqual([0xff, 0xe2]);
    const rateHz = RATES_HZ[(rates >> 2) & 3] ?? 0;
    frames.push({ rateHz, channels: mode >> 6 === 3 ? 1 : 2 });
    at += Math.floor((72 * (KILOBITS[rates >> 4] ?? 0) * 1000) / rateHz) + ((rates >> 1) & 1);
  }
  return frames;
}
