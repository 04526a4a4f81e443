/** What the page sounds like: one audio context, the telephone's bell, and the tone that a caller waits with. Runs in the page. */
export const SOUND_SCRIPT = String.raw`
/** A pair of tones in turn is a bell; one long one is what the caller hears (425 Hz, as in Spain). */
const RINGS = {
  bell: { hertz: [880, 660, 880, 660], toneMs: 220, everyMs: 2600, volume: 0.09 },
  ringback: { hertz: [425], toneMs: 1500, everyMs: 4500, volume: 0.035 },
};

let context;
let worklets;

/** Browsers allow sound only after a click; every way into a call is one. */
export async function openAudio() {
  context ??= new AudioContext();
  worklets ??= context.audioWorklet.addModule("/phones/audio.js");
  await context.resume();
  await worklets;
  return context;
}

export const isAudible = () => context !== undefined && context.state === "running";

/** Called as soon as the browser lets the page be heard. */
export function onAudible(listener) {
  const open = () => { openAudio().then(listener); };
  for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, open, { once: true, capture: true });
}

export class Ringer {
  start(kind) {
    if (this.kind === kind) return;
    this.stop();
    this.kind = kind;
    this.beat();
    this.timer = setInterval(() => this.beat(), RINGS[kind].everyMs);
  }

  stop() {
    clearInterval(this.timer);
    this.kind = undefined;
    if (this.gain) this.gain.disconnect();
    this.gain = undefined;
  }

  /** Nothing is planned while the page may not be heard: it would all sound at once later. */
  beat() {
    if (!isAudible()) return;
    const { hertz, toneMs, volume } = RINGS[this.kind];
    if (this.gain) this.gain.disconnect();
    this.gain = new GainNode(context, { gain: 0 });
    this.gain.connect(context.destination);
    hertz.forEach((frequency, index) => {
      const from = context.currentTime + 0.02 + (index * toneMs) / 1000;
      const until = from + toneMs / 1000;
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(this.gain);
      this.gain.gain.setTargetAtTime(volume, from, 0.01);
      this.gain.gain.setTargetAtTime(0, until - 0.04, 0.01);
      tone.start(from);
      tone.stop(until);
    });
  }
}

export function decodeUlaw(byte) {
  const code = ~byte & 0xff;
  const magnitude = (((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7);
  return ((code & 0x80) ? 0x84 - magnitude : magnitude - 0x84) / 32768;
}

export function encodeUlaw(value) {
  const sample = Math.max(-1, Math.min(1, value)) * 32635;
  const magnitude = Math.min(32635, Math.abs(Math.round(sample))) + 0x84;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}
`;
