/** What a telephone looks like in each state. Runs in the page. */
export const SHOW_SCRIPT = String.raw`
import { languageTag, sentencesFor, words } from "/phones/words.js";

const FINAL = ["completed", "busy", "failed", "no-answer", "canceled"];

export function stateOf(call) {
  if (!call) return "idle";
  if (FINAL.includes(call.status)) return "ended";
  if (call.status === "in-progress") return "in-call";
  return call.isIncoming ? "ringing-in" : "ringing-out";
}

export function showPhone(phone, { isAudible, directory }) {
  const { state, element } = phone;
  const isLive = state === "in-call" || state === "ringing-out";
  const isFree = !isLive && state !== "ringing-in";
  element.dataset.state = state;
  phone.find("[data-dial]").hidden = !isFree;
  phone.find("[data-incoming]").hidden = state !== "ringing-in";
  phone.find("[data-leave]").hidden = !isLive;
  phone.find("[data-talk]").hidden = state !== "in-call";
  phone.find("[data-call]").disabled = phone.isOffline || directory.isEmpty();
  phone.own.disabled = !isFree;
  showRinging(phone, isAudible, directory);
  const isSpeaking = Boolean(phone.microphone);
  phone.find("[data-mic]").setAttribute("aria-pressed", String(isSpeaking));
  setText(phone.find("[data-mic]"), isSpeaking ? words().micOff : words().mic);
  setText(phone.find("[data-status]"), phone.isOffline ? words().offline : describe(phone, directory));
  phone.showTime();
  showAlerts(phone);
  showLines(phone, directory);
  showSentences(phone);
  showElsewhere(phone, isFree);
}

/** Buttons that are there stay, so that the one in focus does. */
function showElsewhere(phone, isFree) {
  const list = phone.element.querySelector("[data-elsewhere]");
  if (!list) return;
  const numbers = isFree ? phone.elsewhere : [];
  list.hidden = numbers.length === 0;
  const labels = numbers.map((number) => words().ringsAt + number + " · " + words().takeIt);
  if ([...list.children].map((button) => button.textContent).join() === labels.join()) return;
  list.replaceChildren(...labels.map((textContent, index) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent });
    button.addEventListener("click", () => phone.moveTo(numbers[index]));
    return button;
  }));
}

/** Sentences to say with a tap; they are changed only with the language, so that the one in focus stays. */
function showSentences(phone) {
  const list = phone.element.querySelector("[data-try]");
  if (!list) return;
  const lines = phone.call ? phone.call.lines : [];
  const agentWords = lines.filter(({ who }) => who === "agent").map(({ text }) => text).join(" ");
  const { lang, sentences } = sentencesFor(agentWords);
  if (list.lang === lang) return;
  list.lang = lang;
  list.replaceChildren(...sentences.map((sentence) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sentence });
    button.addEventListener("click", () => phone.sayWords(sentence));
    return button;
  }));
}

function describe({ state, call, busy }, directory) {
  const other = call ? directory.nameOf(call.other) : "";
  if (state === "ringing-in") return words().ringingIn + other;
  if (state === "ringing-out") return words().ringingOut + other;
  if (state === "in-call") return words().inCall + other;
  if (state === "ended") return words().ended + words().reasons[call.status];
  return busy.checked ? words().isBusy : words().idle;
}

function showRinging(phone, isAudible, directory) {
  const { state, call, isSilenced } = phone;
  if (state !== "ringing-in") return;
  const name = directory.labelOf(call.other);
  setText(phone.find("[data-who]"), name || call.other);
  setText(phone.find("[data-who-number]"), name ? call.other : "");
  setText(phone.find("[data-ring-note]"), isSilenced ? words().isSilent : isAudible ? "" : words().unlock);
  phone.find("[data-let-ring]").hidden = isSilenced;
}

function showAlerts({ element, call, notice }) {
  const list = element.querySelector("[data-alerts]");
  const texts = (call ? call.alerts : []).map(({ code, message }) => words().alert + " " + code + ": " + message);
  if (notice) texts.push(notice);
  list.hidden = texts.length === 0;
  list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

/** The SMS that reached this number; addresses in them can be opened, and nothing else of them is more than text. */
export function showTexts(phone, texts, directory) {
  phone.find("[data-texts]").hidden = texts.length === 0;
  phone.find("[data-text-list]").replaceChildren(...texts.map(({ from, body }) => {
    const item = document.createElement("li");
    const sender = Object.assign(document.createElement("span"), { className: "hint", textContent: directory.nameOf(from) });
    const words = document.createElement("p");
    for (const part of body.split(/(https?:\/\/\S+)/)) words.append(/^https?:/.test(part) ? linkTo(part) : part);
    item.append(sender, words);
    return item;
  }));
}

function linkTo(address) {
  return Object.assign(document.createElement("a"), { href: address, textContent: address, target: "_blank", rel: "noopener" });
}

/** Keeps the items that are there: a screen reader hears only what is new. */
function showLines(phone, directory) {
  const list = phone.find("[data-lines]");
  const scroll = phone.find("[data-scroll]");
  const lines = phone.call ? phone.call.lines : [];
  const isAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
  phone.find("[data-quiet]").hidden = lines.length > 0;
  while (list.children.length > lines.length) list.lastChild.remove();
  lines.forEach((line, index) => {
    let item = list.children[index];
    if (!item) {
      item = list.appendChild(document.createElement("li"));
      item.dataset.testid = "subtitle";
    }
    item.dataset.who = line.who;
    setText(item, line.text);
    if (directory.isReadAloud()) readLine(phone, line);
  });
  if (isAtEnd) scroll.scrollTop = scroll.scrollHeight;
}

function readLine({ call, spoken }, line) {
  const key = call.callSid + line.at + line.text;
  if (line.who !== "agent" || !line.isComplete || spoken.has(key)) return;
  spoken.add(key);
  const utterance = new SpeechSynthesisUtterance(line.text);
  utterance.lang = languageTag();
  speechSynthesis.speak(utterance);
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
`;
