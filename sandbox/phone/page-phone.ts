/** One of the page's telephones: its socket, its buttons, its voice. Runs in the page. */
export const PHONE_SCRIPT = String.raw`
import { decodeUlaw, encodeUlaw, isAudible, openAudio, Ringer } from "/phones/sound.js";
import { showPhone, showTexts, stateOf } from "/phones/show.js";
import { words } from "/phones/words.js";

const RECONNECT_MS = 1000;
const SIMPLE_KEY = /^[0-9*#]$/;

/** In E.164; undefined for what is no such number. An address turns a plus into a blank. */
export function readNumber(text) {
  const digits = text.replace(/[\s().-]/g, "").replace(/^00/, "").replace(/^\+/, "");
  return /^[1-9]\d{6,14}$/.test(digits) ? "+" + digits : undefined;
}

export class Phone {
  constructor(element, { number, directory, onChange }) {
    this.element = element;
    this.directory = directory;
    this.onChange = onChange;
    this.call = null;
    this.elsewhere = [];
    this.spoken = new Set();
    this.ringer = new Ringer();
    this.own = this.find("[data-own]");
    this.own.value = number;
    this.busy = this.find("[data-busy]");
    this.listenToButtons();
    this.connect();
    setInterval(() => this.showTime(), 500);
  }

  find(selector) { return this.element.querySelector(selector); }

  get state() { return stateOf(this.call); }

  connect() {
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    const query = new URLSearchParams({ number: this.own.value });
    const socket = new WebSocket(scheme + location.host + "/phones/socket?" + query);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.receive(JSON.parse(data)) : this.play(data));
    socket.onopen = () => { this.isOffline = false; this.tellBusy(); this.show(); };
    socket.onclose = () => { this.isOffline = true; this.show(); setTimeout(() => this.connect(), RECONNECT_MS); };
    this.socket = socket;
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  listenToButtons() {
    const on = (selector, action) => this.find(selector).addEventListener("click", action);
    on("[data-call]", () => { this.prepareSound(); this.send({ type: "dial", to: this.find("[data-select]").value }); });
    on("[data-answer]", () => { this.prepareSound(); this.send({ type: "answer" }); });
    on("[data-decline]", () => this.send({ type: "reject" }));
    on("[data-let-ring]", () => { this.silencedSid = this.call && this.call.callSid; this.show(); });
    on("[data-hangup]", () => this.send({ type: "hangup" }));
    on("[data-mic]", () => this.toggleMicrophone());
    this.find("[data-select]").addEventListener("focus", () => this.directory.load());
    this.own.addEventListener("input", () => this.own.setCustomValidity(""));
    this.own.addEventListener("change", () => this.changeNumber());
    this.busy.addEventListener("change", () => { this.tellBusy(); this.show(); });
    this.find("[data-say]").addEventListener("submit", (event) => { event.preventDefault(); this.say(); });
    for (const key of this.element.querySelectorAll("[data-key]"))
      key.addEventListener("click", () => this.send({ type: "digits", digits: key.dataset.key }));
    this.element.addEventListener("keydown", (event) => {
      const isTyping = ["INPUT", "SELECT"].includes(event.target.tagName);
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !SIMPLE_KEY.test(event.key)) return;
      if (this.state === "in-call") this.send({ type: "digits", digits: event.key });
    });
  }

  say() {
    const input = this.find("[data-say-input]");
    const text = input.value.trim();
    if (text === "" || this.state !== "in-call") return;
    this.sayWords(text);
    input.value = "";
  }

  sayWords(text) {
    if (this.state === "in-call") this.send({ type: "say", text });
  }

  changeNumber() {
    const wanted = readNumber(this.own.value);
    if (!wanted) {
      this.own.setCustomValidity(words().badNumber);
      this.own.reportValidity();
      return;
    }
    this.own.value = wanted;
    localStorage.setItem(this.element.dataset.phone, wanted);
    this.send({ type: "number", number: wanted });
  }

  moveTo(number) {
    this.own.value = number;
    this.changeNumber();
  }

  tellBusy() { this.send({ type: "busy", isBusy: this.busy.checked }); }

  receive(message) {
    if (message.type === "error") { this.notice = message.message; this.show(); return; }
    if (message.type === "elsewhere") { this.elsewhere = message.numbers; this.show(); return; }
    if (message.type === "texts") { showTexts(this, message.texts, this.directory); return; }
    this.notice = undefined;
    this.call = message.call;
    if (this.state !== "in-call") this.closeMicrophone();
    this.show();
  }

  get isSilenced() { return this.call !== null && this.silencedSid === this.call.callSid; }

  show() {
    if (this.state === "ringing-in" && !this.isSilenced) this.ringer.start("bell");
    else if (this.state === "ringing-out") this.ringer.start("ringback");
    else this.ringer.stop();
    showPhone(this, { isAudible: isAudible(), directory: this.directory });
    this.onChange();
  }

  showTime() {
    const { call } = this;
    let shown = "";
    if (call && call.answeredAt) {
      const passed = Math.max(0, Math.floor((Date.now() - Date.parse(call.answeredAt)) / 1000));
      const seconds = call.durationSeconds ?? passed;
      shown = String(Math.floor(seconds / 60)) + ":" + String(seconds % 60).padStart(2, "0");
    }
    const timer = this.find("[data-timer]");
    if (timer.textContent !== shown) timer.textContent = shown;
  }

  async prepareSound() {
    const context = await openAudio();
    if (this.player) return;
    this.player = new AudioWorkletNode(context, "player", { numberOfInputs: 0, outputChannelCount: [1] });
    this.volume = new GainNode(context, { gain: 1 });
    this.player.connect(this.volume).connect(context.destination);
  }

  /** Who has the subtitles read aloud does not hear the line as well. */
  play(buffer) {
    if (!this.player) return;
    this.volume.gain.value = this.directory.isReadAloud() ? 0 : 1;
    this.player.port.postMessage(Float32Array.from(new Uint8Array(buffer), decodeUlaw));
  }

  async toggleMicrophone() {
    if (this.microphone) { this.closeMicrophone(); this.show(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
      const context = await openAudio();
      const node = new AudioWorkletNode(context, "microphone");
      node.port.onmessage = ({ data }) => {
        if (this.socket.readyState === WebSocket.OPEN) this.socket.send(Uint8Array.from(data, encodeUlaw));
      };
      new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(node);
      this.microphone = { stream, node };
    } catch {
      this.notice = words().micDenied;
    }
    this.show();
  }

  closeMicrophone() {
    if (!this.microphone) return;
    for (const track of this.microphone.stream.getTracks()) track.stop();
    this.microphone.node.port.onmessage = null;
    this.microphone.node.disconnect();
    this.microphone = undefined;
  }
}
`;
