import type { StaffView } from "@/lib/agenda/schema";
import type { AppointmentView } from "@/lib/appointments/schema";
import type { AgendaView } from "./agenda-address";
import { weekOf } from "./calendar-day";
import { type DayClock, dayClock, type MinuteSpan } from "./day-clock";
import { layLanes } from "./overlap-lanes";
import { positionOf, rowOf, type TimeAxis } from "./time-axis";

/** Less would not hold a line of words. */
const LEAST_ROWS = 15;
const HOUR_ROWS = 60;
/** What is shown before the first and after the last that happens. */
const MARGIN_ROWS = 60;
/** Shown when nothing says when the day is; minutes of the clock. */
const OFFICE_DAY: MinuteSpan = { from: 8 * 60, to: 20 * 60 };

export interface AgendaColumn {
  key: string;
  clock: DayClock;
  /** Null: everybody's. */
  staffId: string | null;
}

export interface PlacedAppointment {
  appointment: AppointmentView;
  column: number;
  from: number;
  to: number;
  lane: number;
  lanes: number;
  taken: number;
}

interface Shown {
  view: AgendaView;
  date: string;
  timeZone: string;
  staff: readonly StaffView[];
  staffId: string | undefined;
  appointments: readonly AppointmentView[];
}

/** A day has a column for everybody who works, or has somebody coming all the same; a week has one for every day. */
export function columnsOf({ view, date, timeZone, staff, staffId, appointments }: Shown): AgendaColumn[] {
  if (view === "week") {
    return weekOf(date).map((day) => ({
      key: day,
      clock: dayClock(day, timeZone),
      staffId: staffId ?? null,
    }));
  }
  const clock = dayClock(date, timeZone);
  const expected = new Set(appointments.filter((one) => touches(one, clock)).map((one) => one.staff.id));
  return staff
    .filter(({ id, active }) => (staffId === undefined ? active || expected.has(id) : id === staffId))
    .map(({ id }) => ({ key: id, clock, staffId: id }));
}

function touches({ startsAt, endsAt }: AppointmentView, clock: DayClock): boolean {
  return startsAt < clock.endsAt && endsAt > clock.startsAt;
}

/** Every appointment of the columns in its place, in the order of the columns and then of time. What lasts over midnight stands where it begins. */
export function placeAppointments(
  appointments: readonly AppointmentView[],
  columns: readonly AgendaColumn[],
  axis: TimeAxis,
): PlacedAppointment[] {
  return columns.flatMap(({ clock, staffId }, column) => {
    const begins = (one: AppointmentView) => one.startsAt >= clock.startsAt || clock === columns[0]?.clock;
    const own = appointments.filter(
      (one) => touches(one, clock) && begins(one) && (staffId === null || one.staff.id === staffId),
    );
    const spans = own.map((one) => {
      const from = Math.min(positionOf(axis, clock, one.startsAt), axis.lengthMinutes - LEAST_ROWS);
      return { id: one.id, from, to: Math.max(positionOf(axis, clock, one.endsAt), from + LEAST_ROWS), one };
    });
    const lanes = layLanes(spans);
    return spans
      .toSorted((one, other) => one.from - other.from || one.to - other.to)
      .map(({ id, from, to, one }) => ({
        appointment: one,
        column,
        from,
        to,
        ...(lanes.get(id) ?? { lane: 0, lanes: 1, taken: 1 }),
      }));
  });
}

/** The hours worth showing: those in which it is open or somebody comes, and one more on either side. */
export function visibleRows(axis: TimeAxis, busy: readonly MinuteSpan[]): MinuteSpan {
  const office = { from: rowOf(axis, OFFICE_DAY.from), to: rowOf(axis, OFFICE_DAY.to) };
  const spans = busy.length > 0 ? busy : [office];
  const from = Math.min(...spans.map((span) => span.from)) - MARGIN_ROWS;
  const to = Math.max(...spans.map((span) => span.to)) + MARGIN_ROWS;
  return {
    from: Math.max(0, Math.floor(from / HOUR_ROWS) * HOUR_ROWS),
    to: Math.min(axis.lengthMinutes, Math.ceil(to / HOUR_ROWS) * HOUR_ROWS),
  };
}
