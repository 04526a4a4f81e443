import { z } from "zod";
import { findLastTransfer } from "@/db/queries/transfers";
import { env } from "@/env";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { redirectTwilioCall } from "@/lib/providers/twilio/calls";
import { advanceTransfer } from "@/lib/transfers/move-transfer";
import { answer } from "./answer";
import { openDesk } from "./desk";
import type { Tool } from "./tool";

const parameters = z.object({});

/** The house asks for it in the agent's voice and records (lib/voicemail); the agent does not get the caller back. */
export const recordMessage: Tool<typeof parameters> = {
  name: "record_message",
  description:
    "Let the caller leave a message in their own voice, recorded after a tone. Use it only when the caller wants that instead of telling you the message. The call leaves you and ends with it.",
  parameters,
  async execute(scope, use) {
    const { call, words } = await openDesk(scope, use.callId);
    const last = await findLastTransfer(scope, use.callId);
    const waiting = last?.endedAt === null ? last : undefined;
    // Whoever has somebody on the line, or is on the way to them, is not taken away.
    if (call.endedAt !== null || call.twilioCallSid === null || waiting?.acceptedAt != null)
      return answer({ status: "failed", say: words.failed });
    if (waiting) {
      const wish = { type: "wish", wish: "return" } as const;
      await advanceTransfer(scope, { callId: use.callId, transferId: waiting.id }, [wish]);
    }
    const credentials = await getTwilioCredentials(scope);
    await redirectTwilioCall(credentials, call.twilioCallSid, `${env.PUBLIC_URL}/voice/voicemail`);
    return answer({ status: "done", say: words.oneMoment });
  },
};
