import { createHash } from "node:crypto";
import type { Scope } from "@/db/client";
import { type FeedAppointment, listFeedAppointments } from "@/db/queries/calendar-feeds";
import { listStaff } from "@/db/queries/agenda";
import { findFeedByToken, touchFeed } from "@/db/queries/unscoped";
import type { CalendarFeed } from "@/db/schema/agenda";
import type { Tenant } from "@/db/schema/tenants";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";
import { formatDay } from "@/lib/format";
import { hashToken } from "@/lib/one-time-token";
import { calendarStatus, calendarText } from "./calendar-text";
import { localInstant, shiftDay } from "./rules";

const DAYS_BACK = 30;
/** As far as anybody may be offered a time (`bookingHorizonDays`). */
const DAYS_AHEAD = 366;
const REFRESH_MINUTES = 15;
const ADDRESS = /^([\w-]{43})\.ics$/;

/**
 * A calendar at its address, `<token>.ics`, or 304 for a reader who has it as it is. Throws `not_found` for a token that opens nothing:
 * every name is hashed and looked up alike, so that time tells nothing either.
 */
export async function feedResponse(file: string, request: Request): Promise<Response> {
  const found = await findFeedByToken(hashToken(ADDRESS.exec(file)?.[1] ?? file));
  if (!found) throw new AppError("not_found", "calendar");
  const { feed, tenant } = found;
  await touchFeed(tenant.id, feed.id);
  const text = await readCalendar({ tenantId: tenant.id, actor: "calendar" }, feed, tenant);
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="centralita.ics"',
    ETag: etag,
    // Asked for anew each time: an address that was revoked shows nothing more.
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
  };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  if (known.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag))
    return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}

async function readCalendar(scope: Scope, feed: CalendarFeed, tenant: Tenant): Promise<string> {
  const today = formatDay(new Date(), tenant.timeZone);
  const appointments = await listFeedAppointments(scope, {
    from: localInstant(shiftDay(today, -DAYS_BACK), "00:00", tenant.timeZone),
    to: localInstant(shiftDay(today, DAYS_AHEAD), "00:00", tenant.timeZone),
    staffId: feed.staffId,
  });
  const { hostname } = new URL(env.PUBLIC_URL);
  const person = (await listStaff(scope)).find(({ id }) => id === feed.staffId);
  return calendarText({
    name: [tenant.name, person?.name].filter(Boolean).join(" · "),
    timeZone: tenant.timeZone,
    language: tenant.language,
    refreshMinutes: REFRESH_MINUTES,
    events: appointments.map((appointment) => ({
      uid: `${appointment.id}@${hostname}`,
      sequence: appointment.revision,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      createdAt: appointment.createdAt,
      changedAt: appointment.updatedAt,
      summary: summaryOf(appointment, feed, tenant),
      status: calendarStatus(appointment.status),
    })),
  });
}

/** Who and what; without names only that the time is taken. In everybody's calendar also with whom. */
function summaryOf(
  { contactName, serviceName, title, staffName }: FeedAppointment,
  { showNames, staffId }: CalendarFeed,
  { language }: Tenant,
): string {
  const words = (language === "en" ? en : es).calendarFeeds;
  // A title is what somebody typed, and may name the person.
  const what = serviceName ?? (showNames ? title : "");
  return [showNames ? contactName : words.busy, what, staffId === null ? staffName : ""]
    .filter(Boolean)
    .join(" · ");
}
