import type { Scope } from "@/db/client";
import { claimWatchedCalls } from "@/db/queries/unscoped-calls";
import type { Call } from "@/db/schema/calls";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { AppError, ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { fetchTwilioCall } from "@/lib/providers/twilio/calls";
import { attendToMachine } from "@/lib/machines/attend-to-machine";
import { factOfStatus } from "./interpret-twilio";
import { recordCallEvents } from "./record-event";

const BATCH = 20;
/** Often enough for somebody who looks on, and within what Twilio allows an account. */
const INTERVAL_SECONDS = 2;

/**
 * Asks Twilio how the calls stand that ElevenLabs places and carries: their progress is reported to ElevenLabs, not to us; and how those
 * stand that a machine answered: they end soon, or whoever was to end them died. Several workers share the work. Answers whether there
 * may be more to ask about.
 */
export async function watchCalls(): Promise<boolean> {
  const calls = await claimWatchedCalls(INTERVAL_SECONDS, BATCH);
  await Promise.all(
    calls.map((call) =>
      watch({ tenantId: call.tenantId, actor: "system" }, call).catch((error: unknown) => {
        if (!(error instanceof ProviderError || error instanceof AppError)) throw error;
        log.debug({ err: error, callId: call.id }, "call could not be watched");
      }),
    ),
  );
  return calls.length === BATCH;
}

async function watch(scope: Scope, call: Call): Promise<void> {
  const found = await fetchTwilioCall(await getTwilioCredentials(scope), call.twilioCallSid ?? "");
  if (!found) return;
  await attendToMachine(scope, call, found);
  const at = found.endedAt ?? new Date();
  const fact = factOfStatus(found.status, at, found.durationSeconds);
  if (!fact) return;
  await recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      // Asked again, it says the same until something happens.
      externalKey: `watched:${found.status}`,
      type: "status_reported",
      occurredAt: at,
      payload: { status: found.status, durationSeconds: found.durationSeconds, asked: true },
      fact: fact.type === "progressed" ? { ...fact, at: found.answeredAt ?? at } : fact,
    },
  ]);
}
