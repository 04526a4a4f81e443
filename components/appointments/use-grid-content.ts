import { useMemo } from "react";
import { useSession } from "@/components/frame/session-context";
import type { StaffView } from "@/lib/agenda/schema";
import type { AgendaAddress } from "./agenda-address";
import { columnsOf, placeAppointments, type PlacedAppointment, visibleRows } from "./agenda-layout";
import type { ColumnTimes } from "./column-shades";
import type { GridShape } from "./grid-shape";
import { closedRows, closuresWithin, openMinutes } from "./opening";
import { rowOf, timeAxis } from "./time-axis";
import type { AgendaData } from "./use-agenda-data";

export interface GridContent {
  shape: GridShape;
  times: ColumnTimes[];
  placed: PlacedAppointment[];
  counts: number[];
}

type Shown = Pick<AgendaAddress, "view" | "date" | "staffId">;

/** Everything the grid draws, from what the agenda holds. */
export function useGridContent({ view, date, staffId }: Shown, data: AgendaData): GridContent {
  const { tenant } = useSession();
  const { appointments, closures, staff } = data;
  const { timeZone, openingHours } = tenant;
  return useMemo(() => {
    const columns = columnsOf({ view, date, staffId, timeZone, staff, appointments });
    const axis = timeAxis(columns.map(({ clock }) => clock));
    const open = columns.map((column) =>
      openMinutes(hoursOf(staff, column.staffId) ?? openingHours, column.clock.day),
    );
    const placed = placeAppointments(appointments, columns, axis);
    const openRows = open.map((spans) =>
      spans.map(({ from, to }) => ({ from: rowOf(axis, from), to: rowOf(axis, to) })),
    );
    const counts = columns.map(
      (_, column) =>
        placed.filter((one) => one.column === column && one.appointment.status !== "cancelled").length,
    );
    return {
      shape: {
        axis,
        columns,
        rows: visibleRows(axis, [...openRows.flat(), ...placed]),
        openingRows: openRows.map(([first]) => first?.from ?? 0),
      },
      times: columns.map(({ clock, staffId: of }, column) => ({
        closed: closedRows(axis, open[column] ?? []),
        closures: closuresWithin(closures, of, clock),
      })),
      placed,
      counts,
    };
  }, [view, date, staffId, timeZone, openingHours, appointments, closures, staff]);
}

/** Undefined for everybody, and for whoever keeps the business's own. */
export function hoursOf(
  staff: readonly StaffView[],
  staffId: string | null,
): StaffView["openingHours"] | undefined {
  return staff.find(({ id }) => id === staffId)?.openingHours ?? undefined;
}
