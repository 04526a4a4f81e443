import { askPlainly } from "./ask";
import { readObject } from "./read-object";

/** `conversation_initiation_client_data` of REST, webhook and socket (elevenlabs.md §1.3). */
export interface Initiation {
  conversation_config_override: Record<string, object>;
  dynamic_variables: Record<string, string>;
}

/** Twilio waits fifteen seconds for TwiML, the caller does not. */
const REGISTER_TIMEOUT_MS = 5000;
const DIAL_TIMEOUT_MS = 12_000;

/**
 * POST /v1/convai/twilio/register-call (elevenlabs.md §2.2): answers TwiML for exactly this call. Throws ProviderError.
 */
export async function registerCall(
  apiKey: string,
  call: {
    vendorAgentId: string;
    from: string;
    to: string;
    direction: "inbound" | "outbound";
    init: Initiation;
  },
): Promise<string> {
  const answer = await askPlainly(apiKey, "POST", "/v1/convai/twilio/register-call", {
    timeoutMs: REGISTER_TIMEOUT_MS,
    body: {
      agent_id: call.vendorAgentId,
      from_number: call.from,
      to_number: call.to,
      direction: call.direction,
      conversation_initiation_client_data: call.init,
    },
  });
  // Cut off on its way: no TwiML, as the caller of this will find.
  return answer.text().catch(() => "");
}

export interface PlacedCall {
  /** The vendor may refuse with a 200 (elevenlabs.md §2.1). */
  success: boolean;
  message: string;
  conversationId: string | null;
  callSid: string | null;
}

/** POST /v1/convai/twilio/outbound-call (elevenlabs.md §2.1). Sent once, whatever happens: there are no idempotency keys (§10.2). */
export async function placeVendorCall(
  apiKey: string,
  call: {
    vendorAgentId: string;
    vendorNumberId: string;
    to: string;
    ringSeconds: number;
    /** Found out beside the call, and asked of Twilio (elevenlabs.md §2.1). */
    machineDetection: "enable" | "detect_message_end";
    init: Initiation;
  },
): Promise<PlacedCall> {
  const answer = await askPlainly(apiKey, "POST", "/v1/convai/twilio/outbound-call", {
    timeoutMs: DIAL_TIMEOUT_MS,
    body: {
      agent_id: call.vendorAgentId,
      agent_phone_number_id: call.vendorNumberId,
      to_number: call.to,
      conversation_initiation_client_data: call.init,
      telephony_call_config: {
        ringing_timeout_secs: call.ringSeconds,
        twilio_machine_detection: { mode: call.machineDetection },
      },
    },
  });
  const said = await readObject(answer);
  const text = (name: string) => (typeof said[name] === "string" ? said[name] : null);
  return {
    success: said["success"] === true,
    message: text("message") ?? "",
    conversationId: text("conversation_id"),
    // camelCase on the wire, next to conversation_id.
    callSid: text("callSid"),
  };
}
