import type { Scope } from "@/db/client";
import { findMessage, type MessageRow } from "@/db/queries/messages";
import { claimDueMessages, type ClaimedMessage } from "@/db/queries/unscoped-messages";
import { log } from "@/lib/log";
import { summariseMessage } from "./summarise-message";
import { transcribeMessage } from "./transcribe-message";
import { summaryDueAt } from "./words-schedule";

const AT_ONCE = 4;
/** Longer than an attempt lasts; when a worker dies, another one tries again after it. */
const LEASE_SECONDS = 180;
/** Of those that nobody waits for, in one run. */
const MAX_BATCHES = 50;

/** Writes down recorded messages that somebody is to be told of. Answers whether there may be more of them. */
export async function writeDownMessages(): Promise<boolean> {
  return (await workOn("pending")) === AT_ONCE;
}

/** Late texts, and summaries: answers how many messages were looked at. */
export async function finishWords(): Promise<number> {
  let done = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const taken = await workOn("others");
    done += taken;
    if (taken < AT_ONCE) break;
  }
  return done;
}

async function workOn(which: "pending" | "others"): Promise<number> {
  const claimed = await claimDueMessages(which, AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(workOnClaimed));
  return claimed.length;
}

async function workOnClaimed({ tenantId, id, attempts }: ClaimedMessage): Promise<void> {
  const scope: Scope = { tenantId, actor: "system" };
  try {
    const message = await findMessage(scope, id);
    if (!message) return;
    if (!isUnwritten(message)) return await summariseMessage(scope, message, attempts);
    if (await transcribeMessage(scope, message, attempts)) await shortenAtOnce(scope, id);
  } catch (error) {
    // The lease ends, and it is tried again.
    log.warn({ err: error, tenantId, messageId: id }, "words of a message");
  }
}

const isUnwritten = ({ transcriptState }: MessageRow) =>
  transcriptState === "pending" || transcriptState === "failed";

async function shortenAtOnce(scope: Scope, messageId: string): Promise<void> {
  const message = await findMessage(scope, messageId);
  if (message && summaryDueAt(message.text, new Date())) await summariseMessage(scope, message, 1);
}
