import type { Scope } from "@/db/client";
import { listKnownCallSids } from "@/db/queries/outbound-calls";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { listTwilioCalls, type TwilioCall } from "@/lib/providers/twilio/calls";

/** Clocks differ, and Twilio may have made its record before we had ours. */
const SLACK_MS = 60_000;
/** An order that was not obeyed by then was not received. */
const SETTLED_MS = 120_000;

/** Twilio's record of an order whose answer was lost; null: it never came; undefined: too early to tell. */
export async function findLostOrder(
  scope: Scope,
  call: Call,
  now: Date,
): Promise<TwilioCall | null | undefined> {
  const listed = await listTwilioCalls(await getTwilioCredentials(scope), {
    to: call.toNumber,
    from: call.fromNumber,
  });
  const ours = new Set(
    await listKnownCallSids(
      scope,
      listed.map(({ sid }) => sid),
    ),
  );
  return pickLostOrder(
    call,
    listed.filter(({ sid }) => !ours.has(sid)),
    now,
  );
}

/** Pure: of Twilio's calls between the two numbers that no call of ours has claimed, the first since the order. */
export function pickLostOrder(
  call: Pick<Call, "startedAt">,
  listed: TwilioCall[],
  now: Date,
): TwilioCall | null | undefined {
  const since = call.startedAt.getTime() - SLACK_MS;
  const candidates = listed
    .filter(({ createdAt }) => createdAt !== null && createdAt.getTime() >= since)
    .sort((one, other) => (one.createdAt?.getTime() ?? 0) - (other.createdAt?.getTime() ?? 0));
  if (candidates[0]) return candidates[0];
  return now.getTime() - call.startedAt.getTime() > SETTLED_MS ? null : undefined;
}
