import { and, desc, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { type Scope, scoped } from "../client";
import { type Agent, agents, type AgentVersion, agentVersions } from "../schema/agents";

/** Notes what ElevenLabs has now, and keeps the agent as it is as its next version; undefined for an agent of somebody else. */
export async function markPublished(
  scope: Scope,
  agentId: string,
  publication: Pick<Agent, "elevenLabsAgentId" | "allowedOverrides" | "publishedConfig"> & {
    snapshot: Record<string, unknown>;
    restoredFrom: number | null;
  },
): Promise<number | undefined> {
  const { snapshot, restoredFrom, ...facts } = publication;
  const published = { ...facts, publishedAt: sql`clock_timestamp()` };
  return addVersion(scope, agentId, { snapshot, restoredFrom }, published);
}

/** Keeps the agent as it is as its next version; undefined for an agent of somebody else. */
export async function addAgentVersion(
  scope: Scope,
  agentId: string,
  kept: KeptVersion,
): Promise<number | undefined> {
  return addVersion(scope, agentId, kept);
}

type KeptVersion = { snapshot: Record<string, unknown>; restoredFrom: number | null };

async function addVersion(
  scope: Scope,
  agentId: string,
  kept: KeptVersion,
  facts: PgUpdateSetSource<typeof agents> = {},
): Promise<number | undefined> {
  return scoped(scope, async (tx) => {
    const [row] = await tx
      .update(agents)
      .set({ ...facts, version: sql`${agents.version} + 1` })
      .where(and(eq(agents.tenantId, scope.tenantId), eq(agents.id, agentId)))
      .returning({ version: agents.version });
    if (!row) return undefined;
    const { version } = row;
    await tx
      .insert(agentVersions)
      .values({ ...kept, tenantId: scope.tenantId, agentId, version, author: scope.actor });
    return version;
  });
}

/** Newest first. */
export async function listAgentVersions(
  scope: Scope,
  agentId: string,
  limit: number,
): Promise<AgentVersion[]> {
  return scoped(scope, (tx) =>
    tx
      .select()
      .from(agentVersions)
      .where(and(eq(agentVersions.tenantId, scope.tenantId), eq(agentVersions.agentId, agentId)))
      .orderBy(desc(agentVersions.version))
      .limit(limit),
  );
}

export async function findAgentVersion(
  scope: Scope,
  agentId: string,
  version: number,
): Promise<AgentVersion | undefined> {
  const [row] = await scoped(scope, (tx) =>
    tx
      .select()
      .from(agentVersions)
      .where(
        and(
          eq(agentVersions.tenantId, scope.tenantId),
          eq(agentVersions.agentId, agentId),
          eq(agentVersions.version, version),
        ),
      ),
  );
  return row;
}
