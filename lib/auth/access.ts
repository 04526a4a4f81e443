import "server-only";
import { getToken } from "next-auth/jwt";
import { cookies } from "next/headers";
import type { Scope } from "@/db/client";
import type { Tenant } from "@/db/schema/tenants";
import { findSession, listMembershipsOfUser } from "@/db/queries/unscoped";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { requireDatabase } from "@/lib/http/database";
import type { Role } from "@/lib/vocabulary";

export interface Access {
  sessionId: string;
  user: { id: string; name: string; email: string };
  tenant: Tenant;
  role: Role;
  tenants: { tenant: Tenant; role: Role }[];
  scope: Scope;
}

/** The door of sessions: from cookie to scope. Undefined when nobody is signed in or the session is over. */
export async function findAccess(wanted?: string | null): Promise<Access | undefined> {
  const wantedTenantId = wanted || undefined;
  requireDatabase();
  const sessionId = await readSessionId();
  const session = sessionId ? await findSession(sessionId) : undefined;
  if (!sessionId || !session) return undefined;
  const tenants = await listMembershipsOfUser(session.userId);
  const chosen = wantedTenantId ?? session.tenantId;
  const current =
    tenants.find(({ tenant }) => tenant.id === chosen) ?? (wantedTenantId ? undefined : tenants[0]);
  if (!current) throw new AppError(wantedTenantId ? "not_found" : "forbidden", "no membership");
  return {
    sessionId,
    user: session.user,
    tenant: current.tenant,
    role: current.role,
    tenants,
    scope: { tenantId: current.tenant.id, actor: `user:${session.user.id}` },
  };
}

async function readSessionId(): Promise<string | undefined> {
  const jar = await cookies();
  const token = await getToken({
    // getToken wants a request but reads only its cookies and headers.
    req: {
      cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
      headers: {},
    } as never,
    secret: env.AUTH_SECRET,
    secureCookie: env.PUBLIC_URL.startsWith("https://"),
  });
  return typeof token?.["sessionId"] === "string" ? token["sessionId"] : undefined;
}
