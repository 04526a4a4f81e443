"use client";

import { createContext, type ReactNode, useContext } from "react";
import { setApiTenant } from "@/lib/api-client";
import type { SessionView } from "@/lib/tenants/schema";
import { type Role, roleAllows } from "@/lib/vocabulary";

const SessionContext = createContext<SessionView | undefined>(undefined);

export function SessionProvider({ session, children }: { session: SessionView; children: ReactNode }) {
  // Before any query of the page runs, and never on the server, where one module serves every member.
  if (typeof window !== "undefined") setApiTenant(session.tenant.id);
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a SessionProvider above it");
  return session;
}

/** Whether the member's role is entitled to what `needed` may do. */
export function useMay(needed: Role): boolean {
  return roleAllows(useSession().role, needed);
}
