/** Runs in the page: two phones, each with a WebSocket of its own. Plain JavaScript, so that nothing has to be built. */
export const PAGE_SCRIPT = String.raw`
const WORDS = {
  es: {
    title: "Teléfonos de prueba", caller: "Llamante", advisor: "Asesor", ownNumber: "Número propio",
    callWho: "Llamar a", call: "Llamar", answer: "Contestar", reject: "Rechazar", hangup: "Colgar",
    sayWhat: "Diga algo", say: "Decir", mic: "Hablar por el micrófono", micOff: "Apagar el micrófono",
    micDenied: "El navegador no da acceso al micrófono.", subtitles: "Subtítulos", keypad: "Teclado",
    read: "Leer los subtítulos con la voz del navegador",
    note: "El agente sigue un guion: no hay inteligencia artificial detrás. Nada sale de este ordenador; ninguna llamada es real ni cuesta dinero. Con el micrófono, el agente solo nota que alguien habla; las palabras escritas sí las entiende.",
    idle: "Libre", offline: "Sin conexión con el entorno de prueba", ringingOut: "Llamando a ", ringingIn: "Llamada de ",
    inCall: "En llamada con ", ended: "Terminada: ", noNumbers: "No hay números todavía",
    reasons: { completed: "llamada completa", busy: "comunica", failed: "fallida", "no-answer": "sin respuesta", canceled: "cancelada" },
    alert: "Error de Twilio",
  },
  en: {
    title: "Test phones", caller: "Caller", advisor: "Advisor", ownNumber: "Own number",
    callWho: "Call", call: "Call", answer: "Answer", reject: "Decline", hangup: "Hang up",
    sayWhat: "Say something", say: "Say", mic: "Speak by microphone", micOff: "Turn the microphone off",
    micDenied: "The browser gives no access to the microphone.", subtitles: "Subtitles", keypad: "Keypad",
    read: "Read the subtitles with the browser's voice",
    note: "The agent follows a script: there is no artificial intelligence behind it. Nothing leaves this machine; no call is real or costs money. By microphone the agent only notices that somebody speaks; typed words it understands.",
    idle: "Idle", offline: "No connection to the sandbox", ringingOut: "Calling ", ringingIn: "Call from ",
    inCall: "In a call with ", ended: "Ended: ", noNumbers: "There are no numbers yet",
    reasons: { completed: "call completed", busy: "busy", failed: "failed", "no-answer": "no answer", canceled: "canceled" },
    alert: "Twilio error",
  },
};
const PRESET = { caller: "+34600000001", advisor: "+34600000002" };
const FINAL = ["completed", "busy", "failed", "no-answer", "canceled"];

let language = localStorage.getItem("language") || (navigator.language.startsWith("es") ? "es" : "en");
let numbers = [];
let audio;
const words = () => WORDS[language];
const readAloud = document.querySelector("[data-read]");

function decodeUlaw(byte) {
  const code = ~byte & 0xff;
  const magnitude = (((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7);
  return ((code & 0x80) ? 0x84 - magnitude : magnitude - 0x84) / 32768;
}
function encodeUlaw(value) {
  const sample = Math.max(-1, Math.min(1, value)) * 32635;
  const magnitude = Math.min(32635, Math.abs(Math.round(sample))) + 0x84;
  const exponent = Math.max(0, 24 - Math.clz32(magnitude));
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** Browsers allow sound only after a click; every way into a call is one. */
async function openAudio() {
  if (!audio) {
    const context = new AudioContext();
    audio = { context, ready: context.audioWorklet.addModule("/phones/audio.js") };
  }
  await audio.context.resume();
  await audio.ready;
  return audio.context;
}

class Phone {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.phone;
    this.call = null;
    this.spoken = new Set();
    this.own = this.find("[data-own]");
    this.own.value = localStorage.getItem(this.id) || PRESET[this.id];
    this.lines = this.find("[data-lines]");
    this.scroll = this.find("[data-scroll]");
    this.listenToButtons();
    this.connect();
    setInterval(() => this.showTimer(), 500);
  }

  find(selector) { return this.element.querySelector(selector); }

  connect() {
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    const query = new URLSearchParams({ number: this.own.value });
    const socket = new WebSocket(scheme + location.host + "/phones/socket?" + query);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.receive(JSON.parse(data)) : this.play(data));
    socket.onopen = () => { this.isOffline = false; this.show(); };
    socket.onclose = () => { this.isOffline = true; this.show(); setTimeout(() => this.connect(), 1000); };
    this.socket = socket;
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  listenToButtons() {
    const on = (selector, action) => this.find(selector).addEventListener("click", action);
    on("[data-call]", () => { this.prepareSound(); this.send({ type: "dial", to: this.find("[data-select]").value }); });
    on("[data-answer]", () => { this.prepareSound(); this.send({ type: "answer" }); });
    on("[data-reject]", () => this.send({ type: "reject" }));
    on("[data-hangup]", () => this.send({ type: "hangup" }));
    on("[data-mic]", () => this.toggleMicrophone());
    this.find("[data-select]").addEventListener("focus", loadNumbers);
    this.own.addEventListener("change", () => this.changeNumber());
    this.find("[data-say]").addEventListener("submit", (event) => {
      event.preventDefault();
      const input = this.find("[data-say-input]");
      const text = input.value.trim();
      if (text === "" || this.state() !== "in-call") return;
      this.send({ type: "say", text });
      input.value = "";
    });
    for (const key of this.element.querySelectorAll("[data-key]"))
      key.addEventListener("click", () => this.send({ type: "digits", digits: key.dataset.key }));
    this.element.addEventListener("keydown", (event) => {
      const isTyping = ["INPUT", "SELECT"].includes(event.target.tagName);
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
      if (this.state() === "in-call") this.send({ type: "digits", digits: event.key });
    });
  }

  changeNumber() {
    const wanted = this.own.value.replace(/[\s().-]/g, "");
    if (!/^\+[1-9]\d{6,14}$/.test(wanted)) { this.own.reportValidity(); return; }
    this.own.value = wanted;
    localStorage.setItem(this.id, wanted);
    this.send({ type: "number", number: wanted });
  }

  receive(message) {
    if (message.type === "error") { this.notice = message.message; this.show(); return; }
    this.notice = undefined;
    this.call = message.call;
    if (this.state() !== "in-call") this.closeMicrophone();
    this.show();
  }

  state() {
    const call = this.call;
    if (!call) return "idle";
    if (FINAL.includes(call.status)) return "ended";
    if (call.status === "in-progress") return "in-call";
    return call.isIncoming ? "ringing-in" : "ringing-out";
  }

  show() {
    const state = this.state();
    const isLive = state === "in-call" || state === "ringing-out";
    this.element.dataset.state = state;
    this.find("[data-dial]").hidden = isLive || state === "ringing-in";
    this.find("[data-incoming]").hidden = state !== "ringing-in";
    this.find("[data-leave]").hidden = !isLive;
    this.find("[data-call]").disabled = this.isOffline || numbers.length === 0;
    const isTalking = state === "in-call";
    for (const part of this.element.querySelectorAll("[data-key], [data-mic], [data-say] button, [data-say-input]"))
      part.disabled = !isTalking;
    this.own.disabled = isLive || state === "ringing-in";
    const micOn = Boolean(this.microphone);
    this.find("[data-mic]").setAttribute("aria-pressed", String(micOn));
    this.find("[data-mic]").textContent = micOn ? words().micOff : words().mic;
    setText(this.find("[data-status]"), this.isOffline ? words().offline : this.describe(state));
    this.showTimer();
    this.showAlerts();
    this.showLines();
  }

  describe(state) {
    const other = this.call ? nameOf(this.call.other) : "";
    if (state === "idle") return words().idle;
    if (state === "ringing-in") return words().ringingIn + other;
    if (state === "ringing-out") return words().ringingOut + other;
    if (state === "in-call") return words().inCall + other;
    return words().ended + words().reasons[this.call.status];
  }

  showTimer() {
    const call = this.call;
    let seconds = "";
    if (call && call.answeredAt) {
      const total = call.durationSeconds ?? Math.max(0, Math.floor((Date.now() - Date.parse(call.answeredAt)) / 1000));
      seconds = String(Math.floor(total / 60)) + ":" + String(total % 60).padStart(2, "0");
    }
    setText(this.find("[data-timer]"), seconds);
  }

  showAlerts() {
    const list = this.find("[data-alerts]");
    const texts = (this.call ? this.call.alerts : []).map(({ code, message }) => words().alert + " " + code + ": " + message);
    if (this.notice) texts.push(this.notice);
    list.hidden = texts.length === 0;
    list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  /** Keeps the items that are there: a screen reader hears only what is new. */
  showLines() {
    const lines = this.call ? this.call.lines : [];
    const isAtEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 40;
    while (this.lines.children.length > lines.length) this.lines.lastChild.remove();
    lines.forEach((line, index) => {
      let item = this.lines.children[index];
      if (!item) item = this.lines.appendChild(document.createElement("li"));
      item.dataset.who = line.who;
      setText(item, line.text);
      this.readLine(line);
    });
    if (isAtEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  readLine(line) {
    const key = this.call.callSid + line.at + line.text;
    if (!readAloud.checked || line.who !== "agent" || !line.isComplete || this.spoken.has(key)) return;
    this.spoken.add(key);
    const utterance = new SpeechSynthesisUtterance(line.text);
    utterance.lang = language === "es" ? "es-ES" : "en-US";
    speechSynthesis.speak(utterance);
  }

  async prepareSound() {
    const context = await openAudio();
    if (this.player) return;
    this.player = new AudioWorkletNode(context, "player", { numberOfInputs: 0, outputChannelCount: [1] });
    this.volume = new GainNode(context, { gain: 1 });
    this.player.connect(this.volume).connect(context.destination);
  }

  play(buffer) {
    if (!this.player) return;
    this.volume.gain.value = readAloud.checked ? 0 : 1;
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

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function nameOf(number) {
  const known = numbers.find(({ phoneNumber }) => phoneNumber === number);
  return known ? known.friendlyName + " (" + number + ")" : number;
}

async function loadNumbers() {
  try {
    numbers = (await (await fetch("/control/numbers")).json()).numbers;
  } catch {
    return;
  }
  for (const select of document.querySelectorAll("[data-select]")) fillSelect(select);
  for (const phone of phones) phone.show();
}

function fillSelect(select) {
  const shown = numbers.map(({ phoneNumber, friendlyName }) => [phoneNumber, friendlyName + " · " + phoneNumber]);
  if (shown.length === 0) shown.push(["", words().noNumbers]);
  const chosen = select.value;
  const isSame = select.options.length === shown.length && shown.every(([value, text], index) =>
    select.options[index].value === value && select.options[index].textContent === text);
  if (isSame) return;
  select.replaceChildren(...shown.map(([value, text]) => new Option(text, value)));
  if (shown.some(([value]) => value === chosen)) select.value = chosen;
}

function translate() {
  document.documentElement.lang = language;
  document.title = "Centralita · " + words().title;
  for (const element of document.querySelectorAll("[data-i18n]")) element.textContent = words()[element.dataset.i18n];
  for (const element of document.querySelectorAll("[data-i18n-label]"))
    element.setAttribute("aria-label", words()[element.dataset.i18nLabel]);
  const button = document.querySelector("[data-language]");
  button.textContent = language === "es" ? "English" : "Español";
  button.lang = language === "es" ? "en" : "es";
}

const phones = [];
document.querySelector("[data-language]").addEventListener("click", () => {
  language = language === "es" ? "en" : "es";
  localStorage.setItem("language", language);
  translate();
  for (const phone of phones) phone.show();
});
readAloud.addEventListener("change", () => { if (!readAloud.checked) speechSynthesis.cancel(); });
translate();
for (const element of document.querySelectorAll("[data-phone]")) phones.push(new Phone(element));
loadNumbers();
setInterval(loadNumbers, 10000);
`;
