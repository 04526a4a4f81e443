import { ProviderError } from "@/lib/errors";
import { askPlainly } from "./ask";
import { readObject } from "./read-object";

const TIMEOUT_MS = 12_000;
const NUMBERS = "/v1/convai/phone-numbers";

export interface ImportedNumber {
  /** `phnum_…`. */
  id: string;
  phoneNumber: string;
  /** The vendor's agent that answers its inbound calls. */
  assignedVendorAgentId: string | null;
}

/** GET /v1/convai/phone-numbers: every number of the workspace (elevenlabs.md §2.3). */
export async function listImportedNumbers(apiKey: string): Promise<ImportedNumber[]> {
  const answer = await askPlainly(apiKey, "GET", NUMBERS, { timeoutMs: TIMEOUT_MS });
  const listed: unknown = await answer.json().catch(() => undefined);
  // Taken for an empty list, it would say that every number has to be imported anew.
  if (!Array.isArray(listed))
    throw new ProviderError("elevenlabs", "the answer cannot be read", { permanent: false });
  return listed.map(toImportedNumber);
}

/**
 * POST /v1/convai/phone-numbers: hands ElevenLabs the number and the Twilio account, and answers its id. ElevenLabs then rewrites
 * the number's addresses at Twilio (elevenlabs.md §2.3). Sent once: after an error, look with `listImportedNumbers`.
 */
export async function importNumber(
  apiKey: string,
  order: {
    phoneNumber: string;
    label: string;
    accountSid: string;
    authToken: string;
    vendorAgentId: string | null;
  },
): Promise<string> {
  const answer = await askPlainly(apiKey, "POST", NUMBERS, {
    timeoutMs: TIMEOUT_MS,
    body: {
      provider: "twilio",
      phone_number: order.phoneNumber,
      label: order.label,
      sid: order.accountSid,
      token: order.authToken,
      ...(order.vendorAgentId === null ? {} : { agent_id: order.vendorAgentId }),
    },
  });
  const { phone_number_id: id } = await readObject(answer);
  if (typeof id === "string") return id;
  throw new ProviderError("elevenlabs", "answer without phone_number_id", { permanent: false });
}

/** PATCH /v1/convai/phone-numbers/{id}: who answers inbound calls. */
export async function assignVendorAgent(
  apiKey: string,
  vendorNumberId: string,
  vendorAgentId: string,
): Promise<void> {
  await askPlainly(apiKey, "PATCH", `${NUMBERS}/${encodeURIComponent(vendorNumberId)}`, {
    timeoutMs: TIMEOUT_MS,
    body: { agent_id: vendorAgentId },
  });
}

/** DELETE /v1/convai/phone-numbers/{id}. One that is gone already is a success; nothing changes at Twilio. */
export async function forgetNumber(apiKey: string, vendorNumberId: string): Promise<void> {
  try {
    await askPlainly(apiKey, "DELETE", `${NUMBERS}/${encodeURIComponent(vendorNumberId)}`, {
      timeoutMs: TIMEOUT_MS,
    });
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return;
    throw error;
  }
}

function toImportedNumber(said: unknown): ImportedNumber {
  const number = (said ?? {}) as {
    phone_number_id?: string;
    phone_number?: string;
    assigned_agent?: { agent_id?: string } | null;
  };
  return {
    id: number.phone_number_id ?? "",
    phoneNumber: number.phone_number ?? "",
    assignedVendorAgentId: number.assigned_agent?.agent_id ?? null,
  };
}
