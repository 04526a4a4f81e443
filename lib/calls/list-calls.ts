import { tz } from "@date-fns/tz";
import { addDays, parseISO } from "date-fns";
import { getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js";
import type { Scope } from "@/db/client";
import {
  type CallCursor,
  type CallListFilters,
  type CallWithAgent,
  listCalls as queryCalls,
} from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";
import type { CallFilters } from "./schema";

export interface CallPage {
  data: CallWithAgent[];
  nextCursor: string | null;
}

/** Newest first. Throws `invalid` for a cursor that is not one of ours. */
export async function listCalls(
  scope: Scope,
  filters: CallFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<CallPage> {
  const tenant = await getTenant(scope);
  const rows = await queryCalls(scope, toQuery(filters, tenant), {
    after: page.cursor === undefined ? undefined : readCursor(page.cursor),
    limit: page.limit + 1,
  });
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? writeCursor(last) : null };
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
    agentId: filters.agentId,
    contactId: filters.contactId,
    direction: filters.direction,
    startedFrom: filters.from === undefined ? undefined : new Date(+parseISO(filters.from, zone)),
    startedBefore:
      filters.to === undefined ? undefined : new Date(+addDays(parseISO(filters.to, zone), 1, zone)),
    words,
    numberPrefixes: words === undefined ? undefined : numberPrefixes(words, tenant.country),
  };
}

function numberPrefixes(typed: string, country: Country): string[] | undefined {
  const digits = typed.replace(/[\s().-]/g, "");
  if (!/^\+?\d{3,15}$/.test(digits)) return undefined;
  if (digits.startsWith("+")) return [digits];
  const national = parsePhoneNumberFromString(digits, country)?.number;
  return [...new Set([national, `+${getCountryCallingCode(country)}${digits}`, `+${digits}`])].filter(
    (prefix) => prefix !== undefined,
  );
}

const CURSOR_INSTANT = /^[1-9]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/;
const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function writeCursor(call: { startedAt: Date; id: string }): string {
  return Buffer.from(`${call.startedAt.toISOString()}|${call.id}`).toString("base64url");
}

function readCursor(cursor: string): CallCursor {
  const [instant = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const startedAt = new Date(instant);
  const isWritten = CURSOR_INSTANT.test(instant) && !Number.isNaN(startedAt.getTime());
  if (!isWritten || !CURSOR_ID.test(id)) {
    throw new AppError("invalid", "cursor", { cursor: "invalid" });
  }
  return { startedAt, id };
}
