import { z } from "zod";
import { env } from "@/env";
import { readSignedName, signedName } from "@/lib/sentences/signed-name";
import type { TenantId } from "@/lib/vocabulary";

/** Longest name that this file makes, and that is read. */
export const MAX_NAME_LENGTH = 400;

const addressed = z.object({ t: z.string(), c: z.uuid() });

/** Where Twilio fetches the sound of the message that this call leaves. */
export function machineMessageAddress(tenantId: TenantId, callId: string): string {
  const name = signedName("machine", { t: tenantId, c: callId });
  return `${env.PUBLIC_URL}/voice-calls/webhook/machine/${callId}/${name}`;
}

/** Undefined for a name we did not make, or made for another call. */
export function readMachineMessageName(callId: string, name: string): { tenantId: TenantId } | undefined {
  const parsed = addressed.safeParse(readSignedName("machine", name));
  if (!parsed.success || parsed.data.c !== callId) return undefined;
  return { tenantId: parsed.data.t as TenantId };
}
