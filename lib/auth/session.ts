import "server-only";
import { cache } from "react";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { type SessionView, sessionView } from "@/lib/tenants/schema";
import { type Access, findAccess } from "./access";

export function toSessionView({ user, role, tenant, tenants }: Access): SessionView {
  return sessionView.parse({
    user,
    role,
    tenant,
    tenants: tenants.map((entry) => ({ id: entry.tenant.id, name: entry.tenant.name, role: entry.role })),
    sandboxUrl: env.SANDBOX_URL ?? null,
  });
}

/** For pages: who is signed in, asked once however many parts of the page ask. */
export const findPageAccess = cache(async (): Promise<Access | undefined> => {
  try {
    return await findAccess();
  } catch (error) {
    // Signed in, but removed from every business.
    if (error instanceof AppError) return undefined;
    throw error;
  }
});
