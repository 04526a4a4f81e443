import { ulawToLinear } from "@/sandbox/speech";

const RATE_HZ = 8000;
const BEEP_HZ = 1000;
const WINDOW = 160;
/** A tone that lasts at least so many windows of 20 ms. */
const MIN_WINDOWS = 10;
/** Of the energy in a window, what is at the tone's own frequency. */
const PURITY = 0.8;

/** Whether Twilio's tone before a recording can be heard in this µ-law. */
export function isBeepIn(ulaw: Buffer): boolean {
  let streak = 0;
  for (let at = 0; at + WINDOW <= ulaw.length; at += WINDOW) {
    streak = isTone(ulaw.subarray(at, at + WINDOW)) ? streak + 1 : 0;
    if (streak >= MIN_WINDOWS) return true;
  }
  return false;
}

/** Goertzel's algorithm against the energy of the whole window. */
function isTone(window: Buffer): boolean {
  const turn = 2 * Math.cos((2 * Math.PI * BEEP_HZ) / RATE_HZ);
  let [last, beforeLast, energy] = [0, 0, 0];
  for (const byte of window) {
    const sample = ulawToLinear(byte);
    energy += sample * sample;
    [last, beforeLast] = [sample + turn * last - beforeLast, last];
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return energy > WINDOW * 1_000_000 && (2 * power) / WINDOW > PURITY * energy;
}
