import type { z } from "zod";
import type { Scope } from "@/db/client";
import { listToolUses } from "@/db/queries/tool-uses";
import { getCall } from "@/lib/calls/get-call";
import type { toolUseView } from "@/lib/calls/schema";
import { readAnswer } from "./answer";

/** In order. Throws `not_found` for a call of another tenant. */
export async function listToolUsesOfCall(
  scope: Scope,
  callId: string,
): Promise<z.input<typeof toolUseView>[]> {
  await getCall(scope, callId);
  return (await listToolUses(scope, callId)).map((use) => {
    const given = readAnswer(use.result);
    return { ...use, status: given?.status ?? null, say: given?.say ?? null };
  });
}
