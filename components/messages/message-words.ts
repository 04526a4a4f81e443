import type { MessageView } from "@/lib/messages/schema";

/** What a list shows of it: the summary, else the first line. Undefined while nothing has been written down. */
export function gistOf({ summary, text }: Pick<MessageView, "summary" | "text">): string | undefined {
  const first = text.split("\n").find((line) => line.trim() !== "");
  return summary ?? first;
}

/** Of whom no name is known: who left a message was asked for it, who was missed was not. */
export function namelessWord(kind: MessageView["kind"]): "nobody" | "unknownCaller" {
  return kind === "message" ? "nobody" : "unknownCaller";
}

const MINUTE_MS = 60_000;
const HOURS_SHOWN = 48;

/** `hace 35 min`, `hace 3 h`, `hace 4 días`. */
export function howLate(dueAt: Date, now: Date, locale: string): string {
  const ago = (count: number, unit: "minute" | "hour" | "day") =>
    new Intl.RelativeTimeFormat(locale, { style: unit === "day" ? "long" : "short" }).format(-count, unit);
  const minutes = Math.max(1, Math.trunc((now.getTime() - dueAt.getTime()) / MINUTE_MS));
  if (minutes < 60) return ago(minutes, "minute");
  const hours = Math.trunc(minutes / 60);
  return hours < HOURS_SHOWN ? ago(hours, "hour") : ago(Math.trunc(hours / 24), "day");
}

/** The caller gave another name than the contact's: several people share a number. */
export function otherNameOf({ contact, name }: Pick<MessageView, "contact" | "name">): string | undefined {
  if (!contact || name === null) return undefined;
  return name.localeCompare(contact.name, undefined, { sensitivity: "base" }) === 0 ? undefined : name;
}
