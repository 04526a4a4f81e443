import { formatDay, formatDayOfYear, formatTime } from "@/lib/format";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { filled, type NoticeFacts } from "./notice-words";

// 3GPP TS 23.038 §6.2.1: what one septet holds, and what takes two. Of the Spanish letters á, í, ó and ú are not in it.
const SEPTET = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const TWO_SEPTETS = new Set("\f^{}\\[~]|€");
/** One part in the alphabet of telephones. */
const MOST_SEPTETS = 160;
/** Three parts of 67 where one letter needs UCS-2: a link and a name alone are longer than one of 70. */
const MOST_UNITS = 3 * 67;
const LONGEST_NAME = 40;
/** Less than this says nothing. */
const SHORTEST_TEXT = 12;
const CUT = "...";

/**
 * `Recado de Ana Ruiz (+34600112233): … - hasta 17:00 https://…`: as much of the text as fits. Letters stay as they are; one that
 * telephones have no septet for makes the whole SMS one of UCS-2.
 */
export function smsText(facts: NoticeFacts): string {
  const { message } = facts;
  const head = headOf(facts);
  const text = (message.summary ?? message.text).replace(/\s+/g, " ").trim();
  const tail = `${filled((facts.business.language === "en" ? en : es).noticeSms.due, { when: dueOf(facts) })} ${facts.link}`;
  const whole = text === "" ? `${head} - ${tail}` : `${head}: ${text} - ${tail}`;
  if (fits(whole)) return whole;
  const cut = cutToFit(text, (part) => `${head}: ${part}${CUT} - ${tail}`);
  return cut ?? `${head} - ${tail}`;
}

function headOf({ reason, message, contactName, business }: NoticeFacts): string {
  const t = (business.language === "en" ? en : es).noticeSms;
  const name = contactName ?? message.name;
  const who =
    name === null
      ? (message.number ?? t.withheld)
      : `${Array.from(name).slice(0, LONGEST_NAME).join("").trim()}${message.number === null ? "" : ` (${message.number})`}`;
  const title = filled(t[message.kind], { who });
  if (reason === "overdue") return filled(t.overdue, { title });
  return message.isUrgent ? filled(t.urgent, { title }) : title;
}

function dueOf({ message: { dueAt }, business: { language, timeZone }, now }: NoticeFacts): string {
  const day = formatDay(dueAt, timeZone);
  const time = formatTime(dueAt, { locale: language, timeZone });
  return day === formatDay(now, timeZone) ? time : `${formatDayOfYear(day, language)} ${time}`;
}

/** The longest beginning, in whole characters, with which the SMS fits; undefined when too little would be left to say anything. */
function cutToFit(text: string, compose: (part: string) => string): string | undefined {
  const characters = Array.from(text);
  let least = 0;
  let most = characters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(compose(characters.slice(0, middle).join("").trimEnd()))) least = middle;
    else most = middle - 1;
  }
  return least < SHORTEST_TEXT ? undefined : compose(characters.slice(0, least).join("").trimEnd());
}

function fits(text: string): boolean {
  const septets = septetsOf(text);
  return septets === undefined ? text.length <= MOST_UNITS : septets <= MOST_SEPTETS;
}

/** Undefined where a character needs UCS-2. */
function septetsOf(text: string): number | undefined {
  let septets = 0;
  for (const character of text) {
    if (SEPTET.has(character)) septets += 1;
    else if (TWO_SEPTETS.has(character)) septets += 2;
    else return undefined;
  }
  return septets;
}
