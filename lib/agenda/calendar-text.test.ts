import { describe, expect, it } from "vitest";
import { instantOf, readCalendar } from "@/tests/support/icalendar";
import { type Calendar, calendarStatus, calendarText } from "./calendar-text";

const event = (values: Partial<Calendar["events"][number]> = {}): Calendar["events"][number] => ({
  uid: "5f0c@centralita.example",
  sequence: 2,
  startsAt: new Date("2026-03-29T00:30:00.123Z"),
  endsAt: new Date("2026-03-29T01:30:00Z"),
  createdAt: new Date("2026-03-01T00:00:00Z"),
  changedAt: new Date("2026-03-02T00:00:00Z"),
  summary: "Ocupado · Limpieza",
  status: "TENTATIVE",
  ...values,
});
const calendar = (values: Partial<Calendar> = {}): Calendar => ({
  name: "Clínica Sol",
  timeZone: "Europe/Madrid",
  language: "es",
  refreshMinutes: 15,
  events: [event()],
  ...values,
});

describe("the text of a calendar", () => {
  it("is what RFC 5545 asks for", () => {
    const { properties, events } = readCalendar(calendarText(calendar()));
    expect(Object.fromEntries(properties)).toEqual({
      VERSION: "2.0",
      PRODID: "-//Centralita//Agenda//ES",
      CALSCALE: "GREGORIAN",
      METHOD: "PUBLISH",
      NAME: "Clínica Sol",
      "X-WR-CALNAME": "Clínica Sol",
      "X-WR-TIMEZONE": "Europe/Madrid",
      "REFRESH-INTERVAL": "PT15M",
      "X-PUBLISHED-TTL": "PT15M",
    });
    expect(events.map((one) => Object.fromEntries(one))).toEqual([
      {
        UID: "5f0c@centralita.example",
        DTSTAMP: "20260302T000000Z",
        SEQUENCE: "2",
        CREATED: "20260301T000000Z",
        "LAST-MODIFIED": "20260302T000000Z",
        DTSTART: "20260329T003000Z",
        DTEND: "20260329T013000Z",
        SUMMARY: "Ocupado · Limpieza",
        STATUS: "TENTATIVE",
        TRANSP: "OPAQUE",
      },
    ]);
    expect(instantOf(events[0]?.get("DTSTART"))).toBe("2026-03-29T00:30:00.000Z");
  });

  it.each([
    ["signs that mean something in a calendar", "Ruiz, Ana; \\n no es un salto \\"],
    ["lines", "uno\ndos\r\ntres"],
    ["what would begin another property", "x\r\nATTACH:https://example.com\r\nEND:VEVENT"],
    ["long lines", `${"muy largo ".repeat(20)}fin`],
    ["long lines of two octets a letter", "ñ".repeat(200)],
    ["long lines of four octets a sign", `a${"😀".repeat(90)}`],
    ["no words", ""],
  ])("keeps %s", (_what, summary) => {
    const { events } = readCalendar(calendarText(calendar({ name: summary, events: [event({ summary })] })));
    expect(events).toHaveLength(1);
    expect(events[0]?.get("SUMMARY")).toBe(summary.replace(/\r\n/g, "\n"));
  });

  it("leaves out what no calendar may hold", () => {
    const { events } = readCalendar(calendarText(calendar({ events: [event({ summary: "a\u0007b\tc" })] })));
    expect(events[0]?.get("SUMMARY")).toBe("ab\tc");
  });

  it("folds at 75 octets, not before", () => {
    const lines = calendarText(calendar({ events: [event({ summary: "x".repeat(142) })] })).split("\r\n");
    const start = lines.findIndex((line) => line.startsWith("SUMMARY"));
    expect(lines.slice(start, start + 3).map((line) => line.length)).toEqual([75, 75, 2]);
  });

  it("keeps nobody busy with what was cancelled", () => {
    const [one] = readCalendar(calendarText(calendar({ events: [event({ status: "CANCELLED" })] }))).events;
    expect(one?.get("TRANSP")).toBe("TRANSPARENT");
  });

  it("may have no events, and is the same each time", () => {
    expect(readCalendar(calendarText(calendar({ events: [] }))).events).toEqual([]);
    expect(calendarText(calendar())).toBe(calendarText(calendar()));
  });

  it("says of an appointment whether it is certain", () => {
    expect(calendarStatus("scheduled")).toBe("TENTATIVE");
    expect(calendarStatus("confirmed")).toBe("CONFIRMED");
    expect(calendarStatus("no_show")).toBe("CANCELLED");
  });
});
