import { tz } from "@date-fns/tz";
import { differenceInCalendarDays, format, parseISO, subDays } from "date-fns";
import { AppError } from "@/lib/errors";
import { formatDay } from "@/lib/format";

/** Today and the days before it that are shown when nobody asks for others. */
export const DEFAULT_DAYS = 30;
/** Two years and a leap day: what can still be drawn. */
const MAX_DAYS = 731;

/** Days are counted here, not hours: any zone without changes of the clock will do. */
const UTC = { in: tz("UTC") };

export interface Period {
  /** `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
}

/** What was asked for, completed. Throws `invalid` for days in the wrong order or more than two years. */
export function periodOf(
  asked: { from?: string | undefined; to?: string | undefined },
  today: { now: Date; timeZone: string },
  names: { from: string; to: string } = { from: "from", to: "to" },
): Period {
  const to = asked.to ?? formatDay(today.now, today.timeZone);
  const from = asked.from ?? format(subDays(parseISO(to, UTC), DEFAULT_DAYS - 1), "yyyy-MM-dd", UTC);
  const days = differenceInCalendarDays(parseISO(to, UTC), parseISO(from, UTC), UTC) + 1;
  if (days < 1) throw new AppError("invalid", "period", { [names.to]: "period_order" });
  if (days > MAX_DAYS) throw new AppError("invalid", "period", { [names.from]: "period_too_long" });
  return { from, to };
}
