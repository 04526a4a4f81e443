import { and, eq, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { accounts } from "../schema/agents";

// What this house has made in a tenant's ElevenLabs workspace: ids in `accounts.setup`.

const ofTenant = (scope: Scope) =>
  and(eq(accounts.tenantId, scope.tenantId), eq(accounts.vendor, "elevenlabs"));

/**
 * Takes the one place from which a tenant's workspace is arranged; false while somebody else holds it. It is a note on the row, not a
 * lock, because it is held across the vendor's answers; it lapses by itself if the holder dies.
 */
export async function claimVendorSetup(
  scope: Scope,
  { holder, seconds }: { holder: string; seconds: number },
): Promise<boolean> {
  const taken = await scoped(scope, (tx) =>
    tx
      .update(accounts)
      .set({
        setup: sql`${accounts.setup} || jsonb_build_object('holder', ${holder}::text,
          'heldUntil', (clock_timestamp() + make_interval(secs => ${seconds}))::text)`,
      })
      .where(
        and(
          ofTenant(scope),
          sql`coalesce((${accounts.setup}->>'heldUntil')::timestamptz, '-infinity') < clock_timestamp()`,
        ),
      )
      .returning({ vendor: accounts.vendor }),
  );
  return taken.length > 0;
}

/** Gives the place up, unless it has lapsed and belongs to somebody else. */
export async function releaseVendorSetup(scope: Scope, holder: string): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(accounts)
      .set({ setup: sql`${accounts.setup} - 'holder' - 'heldUntil'` })
      .where(and(ofTenant(scope), sql`${accounts.setup}->>'holder' = ${holder}`)),
  );
}

/** Adds ids to what is known; those not named stay. */
export async function addVendorSetup(scope: Scope, ids: Record<string, string>): Promise<void> {
  await scoped(scope, (tx) =>
    tx
      .update(accounts)
      .set({ setup: sql`${accounts.setup} || ${JSON.stringify(ids)}::jsonb`, updatedAt: new Date() })
      .where(ofTenant(scope)),
  );
}

/** Other secrets for the account, and the ids that belong to them; false when the account was entered anew meanwhile. */
export async function replaceSecrets(
  scope: Scope,
  change: {
    before: string;
    sealedSecrets: string;
    hints: Record<string, string>;
    ids: Record<string, string>;
  },
): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .update(accounts)
      .set({
        sealedSecrets: change.sealedSecrets,
        hints: change.hints,
        setup: sql`${accounts.setup} || ${JSON.stringify(change.ids)}::jsonb`,
        updatedAt: new Date(),
      })
      .where(and(ofTenant(scope), eq(accounts.sealedSecrets, change.before)))
      .returning({ vendor: accounts.vendor }),
  );
  return rows.length > 0;
}
