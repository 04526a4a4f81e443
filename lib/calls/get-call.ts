import type { Scope } from "@/db/client";
import {
  type CallWithAgent,
  findCall,
  listCallEvents,
  listLiveCalls as queryLiveCalls,
  listTurns,
} from "@/db/queries/calls";
import type { CallEvent, Turn } from "@/db/schema/calls";
import { AppError } from "@/lib/errors";

/** Throws `not_found` for a call of another tenant. */
export async function getCall(scope: Scope, callId: string): Promise<CallWithAgent> {
  const call = await findCall(scope, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  return call;
}

export async function listCallTurns(scope: Scope, callId: string): Promise<Turn[]> {
  await getCall(scope, callId);
  return listTurns(scope, callId);
}

export async function listEventsOfCall(scope: Scope, callId: string): Promise<CallEvent[]> {
  await getCall(scope, callId);
  return listCallEvents(scope, callId);
}

export function listLiveCalls(scope: Scope): Promise<CallWithAgent[]> {
  return queryLiveCalls(scope);
}
