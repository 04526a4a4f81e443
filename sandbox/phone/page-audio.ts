/** Runs in the browser's audio thread: a player with a jitter buffer, and the microphone at 8 kHz. */
export const AUDIO_SCRIPT = String.raw`
const TELEPHONE_HZ = 8000;
const START_SAMPLES = 640;
const MAX_SAMPLES = 8000;

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this.waiting = [];
    this.isPlaying = false;
    this.position = 0;
    this.port.onmessage = ({ data }) => {
      for (const sample of data) this.waiting.push(sample);
      if (this.waiting.length > MAX_SAMPLES) this.waiting.splice(0, this.waiting.length - START_SAMPLES);
      if (this.waiting.length >= START_SAMPLES) this.isPlaying = true;
    };
  }
  process(_inputs, [[out]]) {
    const step = TELEPHONE_HZ / sampleRate;
    for (let at = 0; at < out.length; at += 1) {
      const index = Math.floor(this.position);
      if (!this.isPlaying || index + 1 >= this.waiting.length) {
        if (this.waiting.length < 2) this.isPlaying = false;
        out[at] = 0;
        if (this.isPlaying) { this.isPlaying = false; this.waiting = []; this.position = 0; }
        continue;
      }
      const part = this.position - index;
      out[at] = this.waiting[index] * (1 - part) + this.waiting[index + 1] * part;
      this.position += step;
    }
    const used = Math.min(Math.floor(this.position), this.waiting.length);
    this.waiting.splice(0, used);
    this.position -= used;
    return true;
  }
}

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Float32Array(160);
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.phase = 0;
  }
  process([[input]]) {
    if (!input) return true;
    const step = TELEPHONE_HZ / sampleRate;
    for (const sample of input) {
      this.sum += sample;
      this.count += 1;
      this.phase += step;
      if (this.phase < 1) continue;
      this.phase -= 1;
      this.frame[this.filled] = this.sum / this.count;
      this.filled += 1;
      this.sum = 0;
      this.count = 0;
      if (this.filled < 160) continue;
      this.port.postMessage(this.frame.slice());
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor("player", Player);
registerProcessor("microphone", Microphone);
`;
