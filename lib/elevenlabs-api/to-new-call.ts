import type { NewCall } from "@/lib/calls/schema";
import type { DocumentedCallInput } from "./schema";

/** The order as the house's own verb takes it; `patientId` and its like are kept as the caller's metadata. */
export function toNewCall(
  input: DocumentedCallInput,
  { agentId, idempotencyKey }: { agentId: string; idempotencyKey?: string | undefined },
): NewCall {
  const { patientId, patientName, appointmentId } = input;
  const override = input.conversation_config_override?.agent;
  return {
    to: input.phoneNumber,
    agentId,
    contactName: patientName,
    variables: {
      // The earlier system's prompts greet with it.
      ...(patientName ? { user_name: patientName } : {}),
      ...input.customVariables,
      ...input.dynamic_variables,
    },
    prompt: override?.prompt?.prompt,
    firstMessage: override?.first_message,
    metadata: {
      ...input.metadata,
      ...(patientId === undefined ? {} : { patientId }),
      ...(appointmentId === undefined ? {} : { appointmentId }),
    },
    idempotencyKey,
  };
}

/** Fields of the house's order by the names under which they were sent here. */
export function asSentHere(fields: Record<string, string>): Record<string, string> {
  const renamed = Object.entries(fields).map(([field, key]) => [
    field === "to" ? "phoneNumber" : field.replace(/^variables\./, "customVariables."),
    key,
  ]);
  return Object.fromEntries(renamed) as Record<string, string>;
}
