import type { AppointmentStatus } from "@/lib/vocabulary";

/** A calendar as RFC 5545 writes it. Texts are plain. */
export interface Calendar {
  name: string;
  timeZone: string;
  /** Of the texts. */
  language: string;
  refreshMinutes: number;
  events: readonly CalendarEvent[];
}

interface CalendarEvent {
  /** The same for ever, and nobody else's: `<id>@<host>`. */
  uid: string;
  /** Rises with every change. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  createdAt: Date;
  changedAt: Date;
  summary: string;
  status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
}

const STATUSES: Record<AppointmentStatus, CalendarEvent["status"]> = {
  scheduled: "TENTATIVE",
  confirmed: "CONFIRMED",
  reschedule_requested: "TENTATIVE",
  rescheduled: "TENTATIVE",
  cancelled: "CANCELLED",
  completed: "CONFIRMED",
  no_show: "CANCELLED",
};

/** RFC 5545 §3.8.1.11: what nobody has confirmed yet is tentative. */
export function calendarStatus(status: AppointmentStatus): CalendarEvent["status"] {
  return STATUSES[status];
}

/**
 * The text of a calendar (RFC 5545, RFC 7986 §5): instants in UTC, so that no time zone has to be described. The same calendar is
 * always the same text.
 */
export function calendarText(calendar: Calendar): string {
  const refresh = `PT${calendar.refreshMinutes}M`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//Centralita//Agenda//${calendar.language.toUpperCase()}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(calendar.name)}`,
    // What most programs read in place of NAME, of the zone, and of REFRESH-INTERVAL.
    `X-WR-CALNAME:${escaped(calendar.name)}`,
    `X-WR-TIMEZONE:${escaped(calendar.timeZone)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...calendar.events.flatMap(eventLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function eventLines(event: CalendarEvent): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `CREATED:${utc(event.createdAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${escaped(event.summary)}`,
    `STATUS:${event.status}`,
    // What is cancelled keeps nobody busy.
    `TRANSP:${event.status === "CANCELLED" ? "TRANSPARENT" : "OPAQUE"}`,
    "END:VEVENT",
  ];
}

/** `20260329T010000Z` (§3.3.5, form 2). */
function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** §3.3.11; what is left of control characters is taken out, but for the tab. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/(?!\t)\p{Cc}/gu, "");
}

const MOST_OCTETS = 75;

/** §3.1: no line longer than 75 octets, none broken within a character; what goes on begins with a space. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= MOST_OCTETS) return line;
  let text = "";
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > MOST_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += length;
  }
  return text;
}
