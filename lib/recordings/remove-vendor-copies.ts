import { addSeconds } from "date-fns";
import type { Scope } from "@/db/client";
import { type ClaimedRemoval, claimDueRemovals } from "@/db/queries/unscoped-recordings";
import { findRemoval, finishRemoval, postponeRemoval } from "@/db/queries/vendor-removals";
import type { VendorRemoval } from "@/db/schema/messages";
import { getElevenLabsCredentials, getTwilioCredentials } from "@/lib/accounts/credentials";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { deleteConversation } from "@/lib/providers/elevenlabs/conversations";
import { deleteTwilioRecording } from "@/lib/providers/twilio/recordings";
import type { VendorCopy } from "@/lib/vocabulary";
import { PAUSES_SECONDS } from "./fetch-recordings";

const AT_ONCE = 4;
/** Longer than a request may take; when a worker dies, another one tries again after it. */
const LEASE_SECONDS = 60;

/** Has vendors delete their own copies; several workers share the work. Answers whether there may be more of it. */
export async function removeVendorCopies(): Promise<boolean> {
  const claimed = await claimDueRemovals(AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(removeClaimed));
  return claimed.length === AT_ONCE;
}

async function removeClaimed({ tenantId, attempts, ...id }: ClaimedRemoval): Promise<void> {
  const scope: Scope = { tenantId, actor: "system" };
  const ordered = await findRemoval(scope, id);
  // Done by a worker that was believed dead.
  if (ordered?.doneAt !== null) return;
  try {
    const obstacle = await removeCopy(scope, ordered);
    await finishRemoval(scope, id, obstacle);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 500);
    const pause = PAUSES_SECONDS[attempts - 1];
    log.warn({ err: error, tenantId, ...id, attempts }, "copy not deleted at the vendor");
    if (pause === undefined) return finishRemoval(scope, id, reason);
    await postponeRemoval(scope, id, { nextAttemptAt: addSeconds(new Date(), pause), error: reason });
  }
}

type Ordered = Pick<VendorRemoval, "externalId" | "vendorAccount">;

/** Why nobody can delete it any more; null: it is gone. */
const REMOVE: Record<VendorCopy, (scope: Scope, ordered: Ordered) => Promise<string | null>> = {
  async twilio_recording(scope, { externalId, vendorAccount }) {
    const credentials = await getTwilioCredentials(scope);
    // Another account knows nothing of it, which would look as if it were gone.
    if (vendorAccount !== null && vendorAccount !== credentials.accountSid)
      return `It is in the Twilio account ${vendorAccount}, which is not connected any more.`;
    await deleteTwilioRecording(credentials, externalId);
    return null;
  },
  async elevenlabs_conversation(scope, { externalId }) {
    await deleteConversation((await getElevenLabsCredentials(scope)).apiKey, externalId);
    return null;
  },
};

/** What is not there has been deleted already, perhaps by us: the answer may have been lost. */
async function removeCopy(scope: Scope, ordered: VendorRemoval): Promise<string | null> {
  try {
    return await REMOVE[ordered.copy](scope, ordered);
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return null;
    throw error;
  }
}
