import "server-only";
import { redirect } from "next/navigation";
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

/** For pages: who is signed in; sends everybody else to the sign-in page. */
export async function requireSession(): Promise<SessionView> {
  const access = await findAccess().catch((error: unknown) => {
    // Signed in, but removed from every business.
    if (error instanceof AppError) return undefined;
    throw error;
  });
  if (!access) redirect("/sign-in");
  return toSessionView(access);
}
