import { shiftDay } from "@/lib/agenda/rules";
import { clockMinute, type DayClock, dayClock, instantOf } from "./day-clock";

const MINUTE_MS = 60_000;
/** The longest appointment the house takes. */
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** Where an appointment would stand if it were let go now. */
export interface Proposal {
  id: string;
  staffId: string;
  startsAt: Date;
  endsAt: Date;
}

export interface ProposalRules {
  stepMinutes: number;
  timeZone: string;
  /** In the order of their columns; empty where columns are days. */
  staffIds: readonly string[];
  /** Shown at the moment; an appointment is not moved out of sight by keys. */
  days: readonly string[];
}

export type MoveKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export function isMoveKey(key: string): key is MoveKey {
  return ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(key);
}

/** Up and down by steps, left and right by columns; `isLength` moves the end alone. The same object where there is no way on. */
export function shiftProposal(
  proposal: Proposal,
  key: MoveKey,
  isLength: boolean,
  rules: ProposalRules,
): Proposal {
  const sign = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
  if (key === "ArrowLeft" || key === "ArrowRight")
    return isLength ? proposal : shiftColumn(proposal, sign, rules);
  const stepMs = sign * rules.stepMinutes * MINUTE_MS;
  return isLength ? stretch(proposal, stepMs, rules) : shiftTime(proposal, stepMs, rules);
}

function shiftColumn(proposal: Proposal, sign: number, rules: ProposalRules): Proposal {
  if (rules.staffIds.length > 0) {
    const staffId = rules.staffIds[rules.staffIds.indexOf(proposal.staffId) + sign];
    return staffId === undefined ? proposal : { ...proposal, staffId };
  }
  const clock = clockOf(proposal.startsAt, rules);
  const day = clock && shiftDay(clock.day, sign);
  if (!clock || !day || !rules.days.includes(day)) return proposal;
  const { minute, isSecond } = clockMinute(clock, proposal.startsAt);
  return startAt(proposal, instantOf(dayClock(day, rules.timeZone), minute, isSecond));
}

function shiftTime(proposal: Proposal, stepMs: number, rules: ProposalRules): Proposal {
  const moved = startAt(proposal, new Date(proposal.startsAt.getTime() + stepMs));
  return clockOf(moved.startsAt, rules) ? moved : proposal;
}

function stretch(proposal: Proposal, stepMs: number, { stepMinutes }: ProposalRules): Proposal {
  const endMs = proposal.endsAt.getTime() + stepMs;
  const lengthMs = endMs - proposal.startsAt.getTime();
  const fits = lengthMs >= stepMinutes * MINUTE_MS && lengthMs <= LONGEST_MS;
  return fits ? { ...proposal, endsAt: new Date(endMs) } : proposal;
}

/** Another beginning, the same length. */
export function startAt(proposal: Proposal, startsAt: Date): Proposal {
  const lengthMs = proposal.endsAt.getTime() - proposal.startsAt.getTime();
  return { ...proposal, startsAt, endsAt: new Date(startsAt.getTime() + lengthMs) };
}

function clockOf(instant: Date, { days, timeZone }: ProposalRules): DayClock | undefined {
  return days
    .map((day) => dayClock(day, timeZone))
    .find((clock) => instant >= clock.startsAt && instant < clock.endsAt);
}

/** The nearest row of the step, counted from where the day opens: a day that opens at ten past has its times at ten past. */
export function snap(row: number, stepMinutes: number, openingRow: number): number {
  const anchor = openingRow % stepMinutes;
  return Math.round((row - anchor) / stepMinutes) * stepMinutes + anchor;
}

export function isSamePlace(one: Omit<Proposal, "id">, other: Omit<Proposal, "id">): boolean {
  return (
    one.staffId === other.staffId &&
    one.startsAt.getTime() === other.startsAt.getTime() &&
    one.endsAt.getTime() === other.endsAt.getTime()
  );
}
