import type { z } from "zod";
import type { Scope } from "@/db/client";
import { type CallWithAgent, findCall, findCallByConversation, listTurns } from "@/db/queries/calls";
import { hangUpCall } from "@/lib/calls/hang-up-call";
import { AppError } from "@/lib/errors";
import { isUuid } from "@/lib/uuid";
import { conversationIdOf, toRecord, toTranscript } from "./records";
import type { callEnded, conversationState } from "./schema";

/** By the vendor's id or by ours. Throws `not_found` for a call of another tenant. */
async function getConversation(scope: Scope, conversationId: string): Promise<CallWithAgent> {
  const ofVendor = await findCallByConversation(scope, conversationId);
  const callId = ofVendor?.id ?? (isUuid(conversationId) ? conversationId : undefined);
  const call = callId && (await findCall(scope, callId));
  if (!call) throw new AppError("not_found", `conversation ${conversationId}`);
  return call;
}

export async function readConversation(
  scope: Scope,
  conversationId: string,
): Promise<z.input<typeof conversationState>> {
  const call = await getConversation(scope, conversationId);
  return {
    ...toRecord(call),
    conversationId: conversationIdOf(call),
    callId: call.id,
    transcript: toTranscript(await listTurns(scope, call.id)),
  };
}

/** Hangs up. Throws `conflict` when the call is over. */
export async function endConversation(
  scope: Scope,
  conversationId: string,
): Promise<z.output<typeof callEnded>> {
  const { id } = await getConversation(scope, conversationId);
  const call = await hangUpCall(scope, id);
  return { conversationId: conversationIdOf(call), callId: id, status: "ended_manually" };
}
