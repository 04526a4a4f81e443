import { z } from "zod";
import { isDay } from "./calendar-day";

export const AGENDA_VIEWS = ["day", "week"] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];

/** Where the agenda is open; it stands in the address of the page and nowhere else. */
export interface AgendaAddress {
  view: AgendaView;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Undefined: everybody. */
  staffId: string | undefined;
  /** The appointment that is open beside it. */
  openId: string | undefined;
}

const KEYS = { view: "view", date: "date", staffId: "staff", openId: "cita" } as const;
const id = z.uuid();

/** Reads an address a person may have edited: what is none of ours is ignored. `today` is the business's day. */
export function addressOf(search: Pick<URLSearchParams, "get">, today: string): AgendaAddress {
  const date = search.get(KEYS.date) ?? "";
  const uuidIn = (key: string) => id.safeParse(search.get(key)).data;
  return {
    view: AGENDA_VIEWS.find((view) => view === search.get(KEYS.view)) ?? "day",
    date: isDay(date) ? date : today,
    staffId: uuidIn(KEYS.staffId),
    openId: uuidIn(KEYS.openId),
  };
}

/** The address after a change; parameters of others stay, and today's day view of everybody leaves it clean. */
export function searchWith(search: string, change: Partial<AgendaAddress>, today: string): string {
  const params = new URLSearchParams(search);
  const next = { ...addressOf(params, today), ...change };
  const values = {
    ...next,
    view: next.view === "day" ? undefined : next.view,
    date: next.date === today ? undefined : next.date,
  };
  for (const [name, key] of Object.entries(KEYS)) {
    const value = values[name as keyof typeof KEYS];
    if (value === undefined) params.delete(key);
    else params.set(key, value);
  }
  return params.toString();
}
