import type { z } from "zod";
import type { Scope } from "@/db/client";
import { listAgents } from "@/db/queries/agents";
import { placeCall } from "@/lib/calls/place-call";
import type { NewCall } from "@/lib/calls/schema";
import { AppError } from "@/lib/errors";
import type { VoiceCallInput, voiceCallStarted } from "./schema";

/**
 * Places a call with the business's agent for turn-based calls, as `placeCall` does, and refuses as it does, by the names of this address's
 * fields. Throws `conflict` where no such agent makes calls.
 */
export async function startVoiceCall(
  scope: Scope,
  input: VoiceCallInput,
  idempotencyKey?: string,
): Promise<z.output<typeof voiceCallStarted>> {
  const agentId = await chooseAgent(scope);
  try {
    const call = await placeCall(scope, toNewCall(input, { agentId, idempotencyKey }));
    return {
      id: call.id,
      status: "initiated",
      twilio_call_sid: call.twilioCallSid,
      to_number: call.toNumber,
      created_at: call.startedAt,
    };
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields) throw error;
    throw new AppError(error.code, error.message, asSentHere(error.fields), error.values);
  }
}

/** The oldest that makes turn-based calls. */
async function chooseAgent(scope: Scope): Promise<string> {
  const [oldest] = (await listAgents(scope))
    .filter(({ mode, type, status }) => mode === "turns" && type === "outbound" && status === "active")
    .toSorted((a, b) => +a.createdAt - +b.createdAt);
  if (!oldest) throw new AppError("conflict", "no_turns_agent");
  return oldest.id;
}

/** The order as the house's own verb takes it; whoever calls and their business's name are kept as the caller's metadata. */
export function toNewCall(
  { toNumber, contactName, businessName, userId, metadata }: VoiceCallInput,
  { agentId, idempotencyKey }: { agentId: string; idempotencyKey?: string | undefined },
): NewCall {
  return {
    to: toNumber,
    agentId,
    contactName,
    variables: businessName === undefined ? {} : { contact_business: businessName },
    metadata: {
      ...metadata,
      ...(userId === undefined ? {} : { userId }),
      ...(businessName === undefined ? {} : { businessName }),
    },
    idempotencyKey,
  };
}

const SENT_AS: Partial<Record<string, string>> = {
  to: "toNumber",
  "variables.contact_business": "businessName",
  "variables.contact_name": "contactName",
};

/** Fields of the house's order by the names under which they were sent here. */
function asSentHere(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, key]) => [SENT_AS[field] ?? field, key]));
}
