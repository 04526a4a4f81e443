import type { DayPart, Hours, Window } from "./time-meaning";
import { type Clock, clockTimes, END_OF_DAY, windowOf, type WindowName } from "./time-meaning";
import type { TimePiece } from "./wish-pieces";

export type TimeProblem =
  | { problem: "which_time"; times: number[] }
  | { problem: "past_time" }
  | { problem: "no_such_time" };

/** Minutes after midnight: one time, or a stretch, or neither. */
export interface Times {
  time: number | null;
  between: Window | null;
}

/** "About five" is within half an hour of it. */
const ABOUT_MINUTES = 30;
const DAY_PARTS: readonly WindowName[] = [
  "dawn",
  "morning",
  "noon",
  "afternoon",
  "evening",
  "night",
  "am",
  "pm",
];
const isDayPart = (name: WindowName): name is DayPart => DAY_PARTS.includes(name);

interface Setting extends Hours {
  /** What is over already when the day can only be today; minutes after midnight. */
  nowMinutes: number | null;
}

/** The times that all pieces together mean. */
export function resolveTimes(pieces: TimePiece[], setting: Setting): Times | TimeProblem {
  const named = pieces.flatMap((piece) => ("window" in piece && piece.op === "at" ? [piece.window] : []));
  const windows = named.map((name) => windowOf(name, setting));
  const [onlyName] = named;
  const hint = named.length === 1 && onlyName !== undefined && isDayPart(onlyName) ? onlyName : null;
  const read = (clock: Clock) =>
    readClock(clock.part === null ? { ...clock, part: hint } : clock, windows, setting);

  const exact: number[] = [];
  const about: Window[] = [];
  const limits: Window[] = [];
  for (const piece of pieces) {
    if ("window" in piece) {
      if (piece.op !== "at") limits.push(limitOfWindow(piece.op, windowOf(piece.window, setting)));
      continue;
    }
    if (piece.op === "vague") return vagueTimes(read(piece.clock));
    if (piece.op === "range") {
      const range = readRange(piece.clock, piece.end, read);
      if ("problem" in range) return range;
      about.push(range);
      continue;
    }
    const found = read(piece.clock);
    if (typeof found !== "number") return found;
    if (piece.op === "at" && piece.clock.isAbout)
      about.push({
        from: Math.max(0, found - ABOUT_MINUTES),
        to: Math.min(END_OF_DAY, found + ABOUT_MINUTES),
      });
    else if (piece.op === "at") exact.push(found);
    else limits.push(limitOfTime(piece.op, found));
  }
  return together(exact, about.length > 0 ? about : windows, limits, setting.nowMinutes);
}

function readClock(clock: Clock, windows: Window[], setting: Setting): number | TimeProblem {
  const all = clockTimes(clock, windows, setting);
  const { nowMinutes } = setting;
  const times = nowMinutes === null ? all : all.filter((time) => time > nowMinutes);
  const [first, second] = times;
  if (first === undefined) return all.length > 0 ? { problem: "past_time" } : { problem: "no_such_time" };
  return second === undefined ? first : { problem: "which_time", times };
}

/** "About one and a bit": two times to choose from. */
function vagueTimes(found: number | TimeProblem): TimeProblem {
  return typeof found === "number" ? { problem: "which_time", times: [found + 15, found + 30] } : found;
}

/** "De diez a una", "de cuatro a seis de la tarde": what is said of the end is meant of the beginning, as far as it comes before. */
function readRange(
  clock: Clock,
  end: Clock,
  read: (clock: Clock) => number | TimeProblem,
): Window | TimeProblem {
  const to = read(end);
  if (typeof to !== "number") return to;
  const asEnd = read(clock.part === null ? { ...clock, part: end.part } : clock);
  const from = typeof asEnd === "number" && asEnd < to ? asEnd : read(clock);
  if (typeof from === "number" && from < to) return { from, to };
  const candidates = typeof from === "number" ? [from] : from.problem === "which_time" ? from.times : [];
  const earlier = candidates.findLast((time) => time < to);
  if (earlier !== undefined) return { from: earlier, to };
  return typeof from === "number" ? { problem: "no_such_time" } : from;
}

type Limit = "before" | "after" | "from" | "until" | "except";

function limitOfTime(op: Limit, time: number): Window {
  if (op === "before" || op === "until") return { from: 0, to: time };
  return op === "except" ? { from: 0, to: END_OF_DAY } : { from: time, to: END_OF_DAY };
}

function limitOfWindow(op: Limit, window: Window): Window {
  if (op === "before") return { from: 0, to: window.from };
  if (op === "until") return { from: 0, to: window.to };
  if (op === "from") return { from: window.from, to: END_OF_DAY };
  if (op === "after") return { from: window.to, to: END_OF_DAY };
  // "Not in the morning": after it; not in the afternoon or evening: before.
  return window.from < 12 * 60 ? { from: window.to, to: END_OF_DAY } : { from: 0, to: window.from };
}

function together(
  exact: number[],
  windows: Window[],
  limits: Window[],
  nowMinutes: number | null,
): Times | TimeProblem {
  const [only, another] = exact;
  if (only !== undefined && another === undefined) return { time: only, between: null };
  if (only !== undefined)
    return { time: null, between: { from: Math.min(...exact), to: Math.max(...exact) + 1 } };
  if (windows.length === 0 && limits.length === 0) return { time: null, between: null };
  const from = Math.max(0, windowsFrom(windows), ...limits.map((limit) => limit.from));
  const to = Math.min(END_OF_DAY, windowsTo(windows), ...limits.map((limit) => limit.to));
  if (from >= to) {
    // "Trabajo hasta las seis, así que después de las seis y media": the last word counts.
    const last = limits.at(-1);
    return last && limits.length > 1
      ? together([], windows, [last], nowMinutes)
      : { problem: "no_such_time" };
  }
  return nowMinutes !== null && to <= nowMinutes
    ? { problem: "past_time" }
    : { time: null, between: { from, to } };
}

const windowsFrom = (windows: Window[]) =>
  windows.length > 0 ? Math.min(...windows.map(({ from }) => from)) : 0;
const windowsTo = (windows: Window[]) =>
  windows.length > 0 ? Math.max(...windows.map(({ to }) => to)) : END_OF_DAY;
