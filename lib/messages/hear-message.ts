import type { Scope } from "@/db/client";
import { wakeTranscript } from "@/db/queries/message-words";
import { notifyTenant } from "@/db/queries/calls";

/** The sound of a recorded message is here, or will never be: either way its words are looked at now. */
export async function hearMessage(scope: Scope, recordingSid: string): Promise<void> {
  await wakeTranscript(scope, recordingSid);
  await notifyTenant(scope, { type: "messages" });
}
