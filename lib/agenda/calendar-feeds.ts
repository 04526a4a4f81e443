import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { findStaff } from "@/db/queries/agenda";
import { countFeeds, deleteFeed, insertFeed, listFeeds as query } from "@/db/queries/calendar-feeds";
import { notifyTenant } from "@/db/queries/calls";
import { lockTenant, writeAudit } from "@/db/queries/team";
import type { CalendarFeed } from "@/db/schema/agenda";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { newToken } from "@/lib/one-time-token";
import type { feedInput } from "./schema";

/** More than any business has calendars. */
const MAX_FEEDS = 50;
const HINT_LENGTH = 6;

export function listFeeds(scope: Scope): Promise<CalendarFeed[]> {
  return query(scope);
}

/** The address is in the answer and nowhere else. Throws `not_found` for a person of another tenant, `conflict` for one too many. */
export async function createFeed(
  scope: Scope,
  by: { name: string },
  input: z.output<typeof feedInput>,
): Promise<CalendarFeed & { url: string }> {
  const { token, hash } = newToken();
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would count the same.
    await lockTenant(inner);
    if (input.staffId !== null && !(await findStaff(inner, input.staffId)))
      throw new AppError("not_found", `staff ${input.staffId}`);
    if ((await countFeeds(inner)) >= MAX_FEEDS) throw new AppError("conflict", "too_many_feeds");
    const made = await insertFeed(inner, {
      ...input,
      tokenHash: hash,
      hint: token.slice(0, HINT_LENGTH),
      createdBy: by.name,
    });
    await writeAudit(inner, {
      action: "calendar_feed.create",
      subject: made.id,
      details: { ...input, hint: made.hint },
    });
    await notifyTenant(inner, { type: "agenda" });
    return { ...made, url: `${env.PUBLIC_URL}/calendar/${token}.ics` };
  });
}

/** From now on the address leads nowhere; what calendars have read they keep. */
export async function revokeFeed(scope: Scope, feedId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const revoked = await deleteFeed(inner, feedId);
    if (!revoked) throw new AppError("not_found", `calendar feed ${feedId}`);
    const { name, hint } = revoked;
    await writeAudit(inner, { action: "calendar_feed.revoke", subject: feedId, details: { name, hint } });
    await notifyTenant(inner, { type: "agenda" });
  });
}
