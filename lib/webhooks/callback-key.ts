import { randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { findAccountOf } from "@/db/queries/unscoped";
import { openElevenLabsAccount } from "@/lib/accounts/credentials";
import type { TenantId } from "@/lib/vocabulary";

/** ElevenLabs signs neither personalization nor tools (elevenlabs.md §3, §6.5): it sends this header, and the key says whose it is. */
export const CALLBACK_KEY_HEADER = "X-Centralita-Key";

const SHAPE = /^ck_([0-9a-f-]{36})\.[\w-]{43}$/;

export function newCallbackKey(tenantId: TenantId): string {
  return `ck_${tenantId}.${randomBytes(32).toString("base64url")}`;
}

/** Undefined for a key that no business gave out, or has replaced. */
export async function findTenantByCallbackKey(given: string | null): Promise<TenantId | undefined> {
  const named = z.uuid().safeParse(SHAPE.exec(given ?? "")?.[1]);
  if (!named.success) return undefined;
  const account = await findAccountOf(named.data as TenantId, "elevenlabs");
  if (!account) return undefined;
  const expected = Buffer.from(openElevenLabsAccount(account).callbackKey);
  const offered = Buffer.from(given ?? "");
  const same = expected.length === offered.length && timingSafeEqual(expected, offered);
  return same ? account.tenantId : undefined;
}
