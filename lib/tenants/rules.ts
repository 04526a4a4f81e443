import { type OpeningHours, type Weekday, WEEKDAYS } from "@/lib/vocabulary";

/** ISO 3166-1 alpha-2 of every country whose numbering plan libphonenumber knows, and so of every one that may be called. */
export const CALLABLE_COUNTRIES: readonly string[] = `
  AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM
  BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY
  CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH
  GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
  JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC
  MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
  NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA
  SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK
  TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA
  ZM ZW`
  .trim()
  .split(/\s+/);

export type Interval = { from: string; to: string };
/** Where an interval is wrong, and the key of `errors.fields` that says how. */
export type HoursFault = {
  index: number;
  end: "from" | "to";
  key: "ends_before_it_starts" | "hours_overlap";
};

/** What is wrong with the intervals of one day; `HH:MM` compares as text. Something is wrong once: at the later interval. */
export function hoursFaults(intervals: readonly Interval[]): HoursFault[] {
  const faults: HoursFault[] = [];
  for (const [index, { from, to }] of intervals.entries()) {
    const before = intervals[index - 1];
    if (to <= from) faults.push({ index, end: "to", key: "ends_before_it_starts" });
    else if (before && from < before.to) faults.push({ index, end: "from", key: "hours_overlap" });
  }
  return faults;
}

/** The days from Monday on, neighbours with the same hours together; closed days have none. For people to read. */
export function groupHours(hours: OpeningHours): { days: Weekday[]; intervals: Interval[] }[] {
  const groups: { days: Weekday[]; intervals: Interval[] }[] = [];
  for (const day of WEEKDAYS) {
    const intervals = hours[day] ?? [];
    const last = groups.at(-1);
    if (last && JSON.stringify(last.intervals) === JSON.stringify(intervals)) last.days.push(day);
    else groups.push({ days: [day], intervals });
  }
  return groups;
}
