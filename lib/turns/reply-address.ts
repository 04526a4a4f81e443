import { z } from "zod";
import { env } from "@/env";
import { readSignedName, signedName } from "@/lib/sentences/signed-name";
import type { TenantId } from "@/lib/vocabulary";

/** The first sentence is fetched, and heard, while the rest is still being made. */
export const REPLY_PARTS = ["first", "rest"] as const;
export type ReplyPart = (typeof REPLY_PARTS)[number];

export interface ReplyAddress {
  tenantId: TenantId;
  callId: string;
  position: number;
  part: ReplyPart;
}

const addressed = z.object({
  t: z.string(),
  c: z.uuid(),
  p: z.number().int().min(0),
  s: z.enum(REPLY_PARTS),
});

/** Of the sound of a reply; nobody else can write one. */
export function replyAddress({ tenantId, callId, position, part }: ReplyAddress): string {
  const name = signedName("reply", { t: tenantId, c: callId, p: position, s: part });
  return `${env.PUBLIC_URL}/voice-calls/audio/${name}`;
}

/** Undefined for an address we did not make. */
export function readReplyAddress(name: string): ReplyAddress | undefined {
  const parsed = addressed.safeParse(readSignedName("reply", name));
  if (!parsed.success) return undefined;
  const { t, c, p, s } = parsed.data;
  return { tenantId: t as TenantId, callId: c, position: p, part: s };
}
