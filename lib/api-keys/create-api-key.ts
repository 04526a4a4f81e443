import { randomBytes } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { countApiKeys, createApiKey as insert } from "@/db/queries/api-keys";
import { lockTenant, writeAudit } from "@/db/queries/team";
import type { ApiKey } from "@/db/schema/tenants";
import { AppError } from "@/lib/errors";
import { hashToken } from "@/lib/one-time-token";
import { withoutIncluded } from "./rules";
import type { ApiKeyInput } from "./schema";

/** More than any business has programs. */
const MAX_KEYS = 50;
const PREFIX = "ctl_";
const HINT_LENGTH = PREFIX.length + 6;

/** 256 random bits need no slow hash. The prefix lets scanners of public code recognise a lost key. */
function newKey(): { key: string; keyHash: string; hint: string } {
  const key = PREFIX + randomBytes(32).toString("base64url");
  return { key, keyHash: hashToken(key), hint: key.slice(0, HINT_LENGTH) };
}

/** The key is in the answer and nowhere else. Throws `conflict` when the business has too many. */
export async function createApiKey(
  scope: Scope,
  by: { name: string },
  { name, scopes }: ApiKeyInput,
): Promise<ApiKey & { key: string }> {
  const { key, ...kept } = newKey();
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would count the same.
    await lockTenant(inner);
    if ((await countApiKeys(inner)) >= MAX_KEYS) throw new AppError("conflict", "too_many_keys");
    const made = await insert(inner, {
      ...kept,
      name,
      scopes: withoutIncluded(scopes),
      createdBy: by.name,
    });
    await writeAudit(inner, {
      action: "api_key.create",
      subject: made.id,
      details: { name, scopes: made.scopes, hint: made.hint },
    });
    return { ...made, key };
  });
}
