import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Message } from "@/db/schema/messages";
import { formatDay, formatLongDate, formatTime } from "@/lib/format";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import type { Language, NoticeReason } from "@/lib/vocabulary";

export interface NoticeFacts {
  reason: NoticeReason;
  message: Pick<
    Message,
    "kind" | "name" | "number" | "text" | "summary" | "isUrgent" | "takenAt" | "dueAt" | "transcriptState"
  >;
  /** Of the card, where the caller has one. */
  contactName: string | null;
  business: { name: string; language: Language; timeZone: string };
  /** Address of the message on the dashboard. */
  link: string;
  now: Date;
}

/** What a mail says, in the business's language; the same for its two forms, text and HTML. */
export interface MailWords {
  language: Language;
  business: string;
  subject: string;
  /** Shown small above the title; null: nothing presses. */
  badge: { text: string; isLate: boolean } | null;
  title: string;
  lead: string;
  facts: { label: string; value: string; href?: string }[];
  passages: { label: string; text: string }[];
  button: { text: string; href: string };
  footer: string;
}

const WORDS = { es, en } satisfies Record<Language, unknown>;

/** Puts values where a sentence has their `{names}`. */
export function filled(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** As it is written in the world: `+34 600 11 22 33`. */
export function writtenNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** `hoy, 17:00`, or the day in full where it is another one. */
export function writtenInstant(at: Date, { business: { language, timeZone }, now }: NoticeFacts): string {
  const place = { locale: language, timeZone };
  const time = formatTime(at, place);
  if (formatDay(at, timeZone) === formatDay(now, timeZone))
    return filled(WORDS[language].noticeMail.today, { time });
  return `${formatLongDate(at, place)}, ${time}`;
}

export function mailWords(facts: NoticeFacts): MailWords {
  const { reason, message, contactName, business, link } = facts;
  const t = WORDS[business.language].noticeMail;
  const name = contactName ?? message.name;
  const number = message.number === null ? null : writtenNumber(message.number);
  const title = filled(t.title[message.kind], { who: name ?? number ?? t.withheld });
  const isLate = reason === "overdue";
  const told = isLate
    ? filled(t.overdueTitle, { title })
    : reason === "assigned"
      ? filled(t.assignedTitle, { title })
      : title;
  return {
    language: business.language,
    business: business.name,
    subject: name === null || number === null ? told : `${told} · ${number}`,
    badge: isLate ? { text: t.overdue, isLate } : message.isUrgent ? { text: t.urgent, isLate } : null,
    title,
    lead: t.reason[reason],
    facts: [
      message.number !== null && number !== null
        ? { label: t.number, value: number, href: `tel:${message.number}` }
        : { label: t.number, value: t.noNumber },
      { label: t.due, value: filled(t.dueBy, { when: writtenInstant(message.dueAt, facts) }) },
      { label: t.taken, value: writtenInstant(message.takenAt, facts) },
    ],
    passages: passagesOf(facts),
    button: { text: t.open, href: link },
    footer: filled(t.footer, { business: business.name }),
  };
}

function passagesOf({ message, business }: NoticeFacts): MailWords["passages"] {
  const t = WORDS[business.language].noticeMail;
  const text = message.text.trim();
  if (text === "" && message.transcriptState !== null) return [{ label: t.said, text: t.recordedOnly }];
  return [
    ...(message.summary ? [{ label: t.summary, text: message.summary }] : []),
    // Of a call that nobody took, the words are the house's.
    ...(text === "" ? [] : [{ label: message.kind === "message" ? t.said : t.happened, text }]),
  ];
}

/** The mail that somebody sends to themselves, to see one arrive. */
export function testMailWords(business: { name: string; language: Language }, link: string): MailWords {
  const t = WORDS[business.language].noticeMail;
  const named = (sentence: string) => filled(sentence, { business: business.name });
  return {
    language: business.language,
    business: business.name,
    subject: named(t.testSubject),
    badge: null,
    title: t.testTitle,
    lead: named(t.testBody),
    facts: [],
    passages: [],
    button: { text: t.testOpen, href: link },
    footer: t.testFooter,
  };
}
