import type { AgendaColumn } from "./agenda-layout";
import type { MinuteSpan } from "./day-clock";
import type { TimeAxis } from "./time-axis";

export const PX_PER_MINUTE = 1.2;
/** Room for the hours. */
export const GUTTER_PX = 56;

/** What has to be known of the grid to put something in it, or to say what a point in it means. */
export interface GridShape {
  axis: TimeAxis;
  columns: readonly AgendaColumn[];
  rows: MinuteSpan;
  /** Where each column's day opens, in rows: steps are counted from there. */
  openingRows: readonly number[];
}

export interface Box {
  column: number;
  lane: number;
  lanes: number;
  taken: number;
  from: number;
  to: number;
}

/** The whole width of a column. */
export const WHOLE = { lane: 0, lanes: 1, taken: 1 };

/** Where a box stands: parts of the grid's width, pixels of its height. */
export function styleOf({ columns, rows }: Pick<GridShape, "columns" | "rows">, box: Box) {
  const share = 1 / columns.length;
  return {
    top: (box.from - rows.from) * PX_PER_MINUTE,
    height: (box.to - box.from) * PX_PER_MINUTE - 2,
    left: `calc(${(box.column + box.lane / box.lanes) * share * 100}% + 1px)`,
    width: `calc(${((share * box.taken) / box.lanes) * 100}% - 4px)`,
  };
}
