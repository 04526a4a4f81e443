import type { z } from "zod";
import type { Scope } from "@/db/client";
import { listAgents } from "@/db/queries/agents";
import { placeCall } from "@/lib/calls/place-call";
import type { NewCall } from "@/lib/calls/schema";
import { AppError } from "@/lib/errors";
import { conversationIdOf } from "./records";
import type { callStarted, DocumentedCallInput } from "./schema";
import { asSentHere, toNewCall } from "./to-new-call";

/** Places a call as `placeCall` does, and refuses as it does, by the names of this address's fields. */
export async function startCall(
  scope: Scope,
  input: DocumentedCallInput,
  idempotencyKey?: string,
  about: Pick<NewCall, "contactId" | "appointmentId"> = {},
): Promise<z.output<typeof callStarted>> {
  const agentId = await chooseAgent(scope, input.agentId);
  try {
    const call = await placeCall(scope, {
      ...toNewCall(input, { agentId, idempotencyKey }),
      ...about,
    });
    return { success: true, conversationId: conversationIdOf(call), callId: call.id, status: "initiated" };
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields) throw error;
    throw new AppError(error.code, error.message, asSentHere(error.fields));
  }
}

/** Ours or the vendor's id; without one the oldest agent that makes calls. */
async function chooseAgent(scope: Scope, asked: string | undefined): Promise<string> {
  const agents = await listAgents(scope);
  if (asked !== undefined) {
    const named = agents.find((agent) => agent.id === asked || agent.elevenLabsAgentId === asked);
    if (!named) throw new AppError("invalid", "unknown agent", { agentId: "not_yours" });
    return named.id;
  }
  const [oldest] = agents
    .filter((agent) => agent.type === "outbound" && agent.status === "active")
    .sort((a, b) => +a.createdAt - +b.createdAt);
  if (!oldest) throw new AppError("conflict", "no_outbound_agent");
  return oldest.id;
}
