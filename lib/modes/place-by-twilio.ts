import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { getTwilioCredentials } from "@/lib/accounts/credentials";
import { dialLimitsOf } from "@/lib/calls/initiation";
import { dialTwilioCall } from "@/lib/providers/twilio/calls";
import { noted } from "@/lib/line/note-service";
import type { Dialled } from "./mode";

/**
 * Has Twilio ring somebody, and ask at `path` what to do once they answer. Our own id stands in the addresses: Twilio may ask before it has
 * answered this request (twilio.md §2.4).
 */
export async function placeByTwilio(scope: Scope, call: Call, path: string): Promise<Dialled> {
  const credentials = await getTwilioCredentials(scope);
  const limits = await dialLimitsOf(scope, call);
  const twilioCallSid = await noted(scope, "telephone", () =>
    dialTwilioCall(credentials, {
      to: call.toNumber,
      from: call.fromNumber,
      url: `${env.PUBLIC_URL}${path}`,
      fallbackUrl: `${env.PUBLIC_URL}/webhooks/twilio/fallback`,
      statusCallback: `${env.PUBLIC_URL}/voice/status?call_id=${call.id}`,
      ...limits,
    }),
  );
  return { twilioCallSid, conversationId: null };
}
