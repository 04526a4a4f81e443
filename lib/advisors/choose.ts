import type { Advisor, AdvisorAbsence } from "@/db/schema/advisors";
import { openIntervals, type TimeSpan } from "@/lib/agenda/open-time";
import { localInstant } from "@/lib/agenda/rules";
import { formatDay } from "@/lib/format";
import type { Language, OpeningHours } from "@/lib/vocabulary";
import type { OffReason } from "./schema";
import { isSkillWanted } from "./skills";

/** An advisor with what they have to do now. */
export interface AdvisorAtWork extends Advisor {
  absences: AdvisorAbsence[];
  /** Their telephone rings, or they speak with a caller. */
  isBusy: boolean;
  /** Calls taken since midnight where the business is. */
  callsToday: number;
}

/** Who is wanted. */
export interface AdvisorWish {
  advisorId: string | null;
  skill: string | null;
  language: Language | null;
}

export interface DutyContext {
  now: Date;
  timeZone: string;
  businessHours: OpeningHours;
  businessLanguage: Language;
  /** The business's own. */
  closures: readonly TimeSpan[];
}

/** Why nobody is rung: there are none; none is on duty; those who are speak already; they were all rung before. */
export type NobodyWhy = "none_entered" | "none_on_duty" | "all_busy" | "all_tried";

export interface AdvisorChoice {
  /** The first is rung first. */
  candidates: AdvisorAtWork[];
  /** Null: there are candidates. */
  why: NobodyWhy | null;
}

/** Why an advisor is not rung now, the most lasting reason first; null: they are. Pure. */
export function offReasonOf(advisor: AdvisorAtWork, context: DutyContext): OffReason | null {
  const isNow = (span: TimeSpan) => span.startsAt <= context.now && context.now < span.endsAt;
  if (!advisor.isOn) return "off";
  if (advisor.absences.some(isNow)) return "absent";
  if (context.closures.some(isNow)) return "closed";
  if (!isWithinHours(advisor, context)) return "out_of_hours";
  return advisor.isBusy ? "busy" : null;
}

/** The last minute that opening hours can name: who works until then works until midnight. */
const LAST_MINUTE = "23:59";

/** A business that has entered no hours at all is always open. */
function isWithinHours(advisor: AdvisorAtWork, { now, timeZone, businessHours }: DutyContext): boolean {
  if (!advisor.openingHours && Object.keys(businessHours).length === 0) return true;
  const day = formatDay(now, timeZone);
  const spans = openIntervals({
    day,
    timeZone,
    businessHours,
    staffHours: advisor.openingHours,
    closures: [],
  });
  const lastMinute = localInstant(day, LAST_MINUTE, timeZone);
  return spans.some(({ startsAt, endsAt }) => startsAt <= now && (now < endsAt || endsAt >= lastMinute));
}

/**
 * Who is rung, the first first: who was asked for by name; who helps with what is wanted; who speaks the language (who names none speaks
 * the business's own, and perhaps another); priority; fewer calls today; name. Who lacks the skill is still a person, and comes later.
 * `triedIds`: those already rung in this transfer. Pure: the order in which advisors come does not matter.
 */
export function rankAdvisors(
  advisors: readonly AdvisorAtWork[],
  wish: AdvisorWish,
  context: DutyContext & { triedIds: readonly string[] },
): AdvisorChoice {
  const standing = advisors
    .filter(({ archivedAt }) => !archivedAt)
    .map((advisor) => ({ advisor, off: offReasonOf(advisor, context) }));
  const onDuty = standing.filter(({ off }) => off === null || off === "busy");
  const untried = onDuty.filter(({ advisor }) => !context.triedIds.includes(advisor.id));
  const candidates = untried.filter(({ off }) => off === null).map(({ advisor }) => advisor);
  if (candidates.length > 0) return { candidates: inOrder(candidates, wish, context), why: null };
  return { candidates, why: whyNobody(standing.length, onDuty.length, untried.length) };
}

function whyNobody(entered: number, onDuty: number, untried: number): NobodyWhy {
  if (entered === 0) return "none_entered";
  if (onDuty === 0) return "none_on_duty";
  return untried > 0 ? "all_busy" : "all_tried";
}

function inOrder(
  advisors: readonly AdvisorAtWork[],
  wish: AdvisorWish,
  { businessLanguage }: DutyContext,
): AdvisorAtWork[] {
  return advisors
    .map((advisor) => ({ advisor, keys: sortKeys(advisor, wish, businessLanguage) }))
    .sort(
      (one, other) =>
        one.keys.map((key, index) => key - (other.keys[index] ?? 0)).find((difference) => difference !== 0) ??
        compareText(one.advisor, other.advisor),
    )
    .map(({ advisor }) => advisor);
}

/** The smaller the sooner, the first difference decides. */
function sortKeys(advisor: AdvisorAtWork, wish: AdvisorWish, businessLanguage: Language): number[] {
  const { advisorId, skill, language } = wish;
  const helps = skill === null || advisor.skills.some((own) => isSkillWanted(own, skill));
  return [
    advisor.id === advisorId ? 0 : 1,
    helps ? 0 : 1,
    language === null ? 0 : strangeness(language, advisor.languages, businessLanguage),
    advisor.priority,
    advisor.callsToday,
  ];
}

/** 0: they speak it; 1: nobody has said; 2: they speak others. */
function strangeness(wanted: Language, spoken: readonly Language[], businessLanguage: Language): 0 | 1 | 2 {
  if (spoken.length === 0) return wanted === businessLanguage ? 0 : 1;
  return spoken.includes(wanted) ? 0 : 2;
}

/** Two of the same name are told apart by id, so that the order is one. Not by locale: every process sorts alike. */
function compareText(one: AdvisorAtWork, other: AdvisorAtWork): number {
  const [left, right] = [`${one.name}\u0000${one.id}`, `${other.name}\u0000${other.id}`];
  return left < right ? -1 : Number(left > right);
}
