import { type Scope, withTransaction } from "@/db/client";
import { revokeApiKey as revoke } from "@/db/queries/api-keys";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";

/** From now on the key opens nothing. Throws `not_found` for a key of another tenant, or one revoked before. */
export async function revokeApiKey(scope: Scope, keyId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const revoked = await revoke(inner, keyId);
    if (!revoked) throw new AppError("not_found", `api key ${keyId}`);
    await writeAudit(inner, {
      action: "api_key.revoke",
      subject: keyId,
      details: { name: revoked.name, hint: revoked.hint },
    });
  });
}
