import type { WebhookEndpoint } from "@/db/schema/outgoing";
import { seal, unseal } from "@/lib/accounts/seal";
import type { TenantId } from "@/lib/vocabulary";
import { newSigningSecret } from "./sign";

/** After a secret is replaced the old one signs too, so that nothing is refused while the receiver is changed. */
const OLD_SECRET_SIGNS_MS = 24 * 3_600_000;

const owner = (tenantId: TenantId, endpointId: string) => `${tenantId}:webhook:${endpointId}`;

/** `sealed` is for the row, `secret` is shown once. */
export function sealNewSecret(tenantId: TenantId, endpointId: string): { secret: string; sealed: string } {
  const secret = newSigningSecret();
  return { secret, sealed: seal(owner(tenantId, endpointId), { secret }) };
}

export function sealNextSecret(
  { tenantId, id, sealedSecret }: WebhookEndpoint,
  now: Date,
): { secret: string; sealed: string; previousUntil: Date } {
  const { secret: previous = "" } = unseal(owner(tenantId, id), sealedSecret);
  const secret = newSigningSecret();
  const previousUntil = new Date(now.getTime() + OLD_SECRET_SIGNS_MS);
  const sealed = seal(owner(tenantId, id), { secret, previous, previousUntil: previousUntil.toISOString() });
  return { secret, sealed, previousUntil };
}

/** The secrets that sign at an instant, the newest first. */
export function secretsAt({ tenantId, id, sealedSecret }: WebhookEndpoint, now: Date): string[] {
  const { secret = "", previous, previousUntil } = unseal(owner(tenantId, id), sealedSecret);
  const signsToo = previous && previousUntil && now < new Date(previousUntil);
  return signsToo ? [secret, previous] : [secret];
}
