import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import type { Message } from "@/db/schema/messages";
import { recordCallEvents } from "@/lib/calls/record-event";
import { keepSilentTask } from "./silent-task";

/** As `keepSilentTask`, where a recording turned out to hold nothing: no message was taken after all. */
export async function keepSilentCall(inner: Scope, call: Call): Promise<Message | undefined> {
  const task = await keepSilentTask(inner, call);
  if (task && call.outcome === "message_taken") await takeBackOutcome(inner, call);
  return task;
}

/** There was a recording, and nothing on it. */
async function takeBackOutcome(inner: Scope, call: Call): Promise<void> {
  const at = new Date();
  await recordCallEvents(inner, call.id, [
    {
      source: "system",
      externalKey: "message:silent",
      type: "result_reported",
      occurredAt: at,
      payload: { outcome: "no_outcome" },
      fact: { type: "result_reported", at, outcome: "no_outcome", notes: call.notes },
    },
  ]);
}
