/** Runs in the page: two telephones and the numbers they can call. Plain JavaScript, so that nothing has to be built. */
export const PAGE_SCRIPT = String.raw`
import { Phone, readNumber } from "/phones/phone.js";
import { onAudible } from "/phones/sound.js";
import { switchLanguage, translate, words } from "/phones/words.js";

const PRESET = { a: "+34600000001", b: "+34600000002" };
const REFRESH_MS = 10000;

/** The businesses' numbers: whom a telephone can call, and by what name it knows who calls. */
const directory = {
  numbers: [],
  isEmpty: () => directory.numbers.length === 0,
  isReadAloud: () => document.querySelector("[data-read]").checked,
  labelOf: (number) => directory.numbers.find(({ phoneNumber }) => phoneNumber === number)?.friendlyName,
  nameOf(number) {
    const label = directory.labelOf(number);
    return label ? label + " (" + number + ")" : number;
  },
  async load() {
    try {
      directory.numbers = (await (await fetch("/control/numbers")).json()).numbers;
      fillPeople((await (await fetch("/control/phones")).json()).lately);
    } catch {
      return;
    }
    for (const select of document.querySelectorAll("[data-select]")) fillSelect(select);
    for (const phone of phones) phone.show();
  },
};

function fillSelect(select) {
  const shown = directory.numbers.map(({ phoneNumber, friendlyName }) => [phoneNumber, friendlyName + " · " + phoneNumber]);
  if (shown.length === 0) shown.push(["", words().noNumbers]);
  const chosen = select.value;
  const isSame = select.options.length === shown.length && shown.every(([value, text], index) =>
    select.options[index].value === value && select.options[index].textContent === text);
  if (isSame) return;
  select.replaceChildren(...shown.map(([value, text]) => new Option(text, value)));
  if (shown.some(([value]) => value === chosen)) select.value = chosen;
}

/** Numbers that a telephone may be given: the page's own, and those that were rung lately. */
function fillPeople(lately) {
  const numbers = [...new Set([...Object.values(PRESET), ...lately])];
  const list = document.querySelector("[data-people]");
  if ([...list.children].map(({ value }) => value).join() !== numbers.join())
    list.replaceChildren(...numbers.map((number) => new Option("", number)));
}

/** The address can name the numbers, so that another page can link to a telephone that rings: /phones?a=+34…&b=+34… */
function numberOf(id) {
  const asked = new URLSearchParams(location.search).get(id);
  return (asked && readNumber(asked)) || localStorage.getItem(id) || PRESET[id];
}

function showTitle() {
  const ringing = phones.find(({ state }) => state === "ringing-in");
  document.title = ringing ? words().ringingIn + directory.nameOf(ringing.call.other) : "Centralita · " + words().title;
}

const phones = [];
translate();
for (const element of document.querySelectorAll("[data-phone]"))
  phones.push(new Phone(element, { number: numberOf(element.dataset.phone), directory, onChange: showTitle }));
document.querySelector("[data-language]").addEventListener("click", () => {
  switchLanguage();
  translate();
  for (const phone of phones) phone.show();
});
document.querySelector("[data-read]").addEventListener("change", (event) => {
  if (!event.target.checked) speechSynthesis.cancel();
});
onAudible(() => { for (const phone of phones) phone.show(); });
directory.load();
setInterval(() => directory.load(), REFRESH_MS);
`;
