import { tz } from "@date-fns/tz";
import { addDays, parseISO } from "date-fns";
import { z } from "zod";
import type { Scope } from "@/db/client";
import { type CallListFilters, type CallWithAgent, listCalls as queryCalls } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import { idPart, instantPart, readCursor, writeCursor } from "@/lib/cursor";
import { numberPrefixes } from "@/lib/numbers/number-prefixes";
import type { Country } from "@/lib/vocabulary";
import type { CallFilters } from "./schema";

export interface CallPage {
  data: CallWithAgent[];
  nextCursor: string | null;
}

const cursorPlace = z.tuple([instantPart, idPart]).transform(([startedAt, id]) => ({ startedAt, id }));

/** Newest first. Throws `invalid` for a cursor that is not one of ours. */
export async function listCalls(
  scope: Scope,
  filters: CallFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<CallPage> {
  const tenant = await getTenant(scope);
  const rows = await queryCalls(scope, toQuery(filters, tenant), {
    after: page.cursor === undefined ? undefined : readCursor(page.cursor, cursorPlace),
    limit: page.limit + 1,
  });
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? writeCursor(last.startedAt, last.id) : null };
}

/** Days of the business become instants; what looks like a telephone number is searched as one. */
export function toQuery(
  filters: CallFilters,
  tenant: { timeZone: string; country: Country },
): CallListFilters {
  const zone = { in: tz(tenant.timeZone) };
  const words = filters.q === "" ? undefined : filters.q;
  return {
    statuses: filters.status,
    outcome: filters.outcome,
    agentId: filters.agentId,
    contactId: filters.contactId,
    direction: filters.direction,
    answeredBy: filters.answeredBy,
    startedFrom: filters.from === undefined ? undefined : new Date(+parseISO(filters.from, zone)),
    startedBefore:
      filters.to === undefined ? undefined : new Date(+addDays(parseISO(filters.to, zone), 1, zone)),
    words,
    numberPrefixes: words === undefined ? undefined : numberPrefixes(words, tenant.country),
  };
}
