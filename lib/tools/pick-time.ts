import { tz } from "@date-fns/tz";
import { differenceInCalendarDays, format, parseISO } from "date-fns";
import { listStaff } from "@/db/queries/agenda";
import type { Service } from "@/db/schema/agenda";
import { findFreeSlots } from "@/lib/appointments/find-free-slots";
import { offerOf } from "@/lib/appointments/offer";
import type { SlotView } from "@/lib/appointments/schema";
import { matchService } from "@/lib/spoken/read-name";
import { readOffer } from "@/lib/spoken/read-offer";
import { readWhen, type Wish } from "@/lib/spoken/read-when";
import { saySlots, sayWhen } from "@/lib/spoken/say";
import { WEEKDAYS } from "@/lib/vocabulary";
import type { ToolAnswer } from "./answer";
import type { Desk } from "./desk";
import { namesOf } from "./pick-service";

export interface TimeGiven {
  when?: string | undefined;
  slot_id?: string | undefined;
  staff?: string | undefined;
}

type Picked = { slot: SlotView } | { answer: ToolAnswer };

/** Days after a wish that are searched as well: what is not free then is offered next. */
const LATER_DAYS = 14;
const MOST_DAYS = 31;

/**
 * The free time that was meant, or what to ask or offer. `isOnlyLooking`: even an exact time is offered, not taken. `movingId`: the
 * appointment that is to be moved.
 */
export async function pickTime(
  desk: Desk,
  order: {
    service: Pick<Service, "id">;
    given: TimeGiven;
    movingId?: string;
    staffId?: string;
    isOnlyLooking?: boolean;
    askWhen?: string;
  },
): Promise<Picked> {
  const { given, service, movingId } = order;
  const staffId = given.staff === undefined ? order.staffId : await pickStaff(desk, given.staff);
  if (staffId !== undefined && typeof staffId !== "string") return staffId;
  const search = { serviceId: service.id, movingId };
  const chosen = given.slot_id === undefined ? undefined : readSlotId(given.slot_id);
  if (chosen) {
    const day = dayOf(chosen.startsAt, desk);
    const free = await findFreeSlots(desk.scope, { ...search, from: day, days: LATER_DAYS }, desk.spoken.now);
    const slot = free.find((one) => +one.startsAt === +chosen.startsAt && one.staff.id === chosen.staffId);
    if (slot) return { slot };
    const wish = { from: day, to: day, time: timeOf(chosen.startsAt, desk), between: null };
    return offered(desk, free, wish, true);
  }
  if (given.when === undefined) {
    return { answer: { status: "ask", ask: "when", say: order.askWhen ?? desk.words.askWhen } };
  }
  const chosenOption = optionOf(desk, given.when);
  if (chosenOption !== undefined) return pickTime(desk, { ...order, given: { slot_id: chosenOption } });
  const read = readWhen(given.when, { ...desk.spoken, ...openTimes(desk) });
  if (!read.ok) return { answer: { status: "ask", ask: "when", say: read.ask } };
  const wish = read.value;
  const days = Math.min(
    MOST_DAYS,
    differenceInCalendarDays(parseISO(wish.to), parseISO(wish.from)) + 1 + LATER_DAYS,
  );
  const free = await findFreeSlots(
    desk.scope,
    { ...search, staffId, from: wish.from, days },
    desk.spoken.now,
  );
  return offered(desk, free, wish, order.isOnlyLooking === true);
}

/** What was offered last and is chosen now by its place, day or hour: "la segunda", "a las once". */
function optionOf(desk: Desk, said: string): string | undefined {
  const offers = (desk.earlier.at(-1)?.answer.options ?? []).flatMap(({ slot_id: slotId = "" }) => {
    const startsAt = readSlotId(slotId)?.startsAt;
    return startsAt ? [{ slotId, startsAt }] : [];
  });
  if (offers.length === 0) return undefined;
  const read = readOffer(
    said,
    offers.map(({ startsAt }) => startsAt),
    desk.spoken,
  );
  return read.ok ? offers.find(({ startsAt }) => +startsAt === +read.value)?.slotId : undefined;
}

function offered(desk: Desk, free: SlotView[], wish: Wish, isOnlyLooking: boolean): Picked {
  const { words, spoken } = desk;
  const { exact, options, isLater } = offerOf(free, wish, desk.tenant.timeZone);
  if (exact && !isOnlyLooking) return { slot: exact };
  if (options.length === 0) return { answer: { status: "ask", ask: "when", say: words.nothingFree } };
  const said = saySlots(
    options.map(({ startsAt }) => startsAt),
    spoken,
  );
  const isTaken = wish.time !== null && !exact;
  const say = isLater ? words.later(said) : isTaken ? words.exactIsTaken(said) : words.options(said);
  return {
    answer: {
      status: "options",
      say,
      options: options.map((slot) => ({ slot_id: slotIdOf(slot), say: sayWhen(slot.startsAt, spoken) })),
    },
  };
}

async function pickStaff(desk: Desk, said: string): Promise<string | { answer: ToolAnswer }> {
  const active = (await listStaff(desk.scope)).filter((one) => one.active);
  const names = active.map(({ name }) => name);
  const match = matchService(said, names);
  const person = match.result === "one" ? active.find(({ name }) => name === match.name) : undefined;
  if (person) return person.id;
  const say = desk.words.unknownStaff(
    namesOf(match.result === "several" ? match.names : names, desk.words.or),
  );
  return { answer: { status: "ask", ask: "staff", say } };
}

export function slotIdOf({ startsAt, staff }: SlotView): string {
  return `${startsAt.toISOString()}~${staff.id}`;
}

/** Undefined for what a model made up. */
function readSlotId(slotId: string): { startsAt: Date; staffId: string } | undefined {
  const [instant = "", staffId = ""] = slotId.split("~");
  const startsAt = new Date(instant);
  return Number.isNaN(+startsAt) || staffId === "" ? undefined : { startsAt, staffId };
}

const dayOf = (instant: Date, { tenant }: Desk) => format(instant, "yyyy-MM-dd", { in: tz(tenant.timeZone) });
const timeOf = (instant: Date, { tenant }: Desk) => format(instant, "HH:mm", { in: tz(tenant.timeZone) });

/** The earliest and the latest that the business is ever open: of "a las cinco" they tell which five it is. */
function openTimes({ tenant }: Desk): { opensAt?: string; closesAt?: string } {
  const intervals = WEEKDAYS.flatMap((day) => tenant.openingHours[day] ?? []);
  const opensAt = intervals.map(({ from }) => from).toSorted()[0];
  const closesAt = intervals
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  return opensAt === undefined || closesAt === undefined ? {} : { opensAt, closesAt };
}
