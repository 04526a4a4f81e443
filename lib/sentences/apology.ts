import { playAndHangUp, type Twiml } from "@/lib/providers/twilio/twiml";
import type { TenantId } from "@/lib/vocabulary";
import { sentenceAddress } from "./sentence-address";

/** The recorded apology, in the language the number's country suggests. */
export function apologyWithoutDatabase(calledNumber: string): Twiml {
  const language = /^\+(1|44|353|61|64)/.test(calledNumber) ? "en" : "es";
  return playAndHangUp(
    sentenceAddress({ tenantId: "none" as TenantId, key: "apology", language, voiceId: null }),
  );
}
