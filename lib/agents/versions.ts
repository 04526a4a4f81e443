import type { Scope } from "@/db/client";
import { findAgentVersion, listAgentVersions } from "@/db/queries/agent-versions";
import { listMembers } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { getAgent, type SavedAgent, updateAgent } from "./save-agent";
import { agentSnapshot, type AgentVersionView, type Resolution } from "./schema";

const SHOWN = 50;

/** The newest fifty, newest first. Throws `not_found` for an agent of another tenant. */
export async function listVersions(scope: Scope, agentId: string): Promise<AgentVersionView[]> {
  await getAgent(scope, agentId);
  const [versions, members] = await Promise.all([
    listAgentVersions(scope, agentId, SHOWN),
    listMembers(scope),
  ]);
  const names = new Map(members.map(({ userId, name }) => [`user:${userId}`, name]));
  return versions.map(({ version, author, createdAt, restoredFrom, snapshot }) => ({
    version,
    authorName: names.get(author) ?? null,
    authorKind: author.startsWith("user:") ? "member" : author.startsWith("key:") ? "key" : "house",
    createdAt,
    restoredFrom,
    snapshot: agentSnapshot.parse(snapshot),
  }));
}

/** Saves and publishes the agent as it was then; that makes a new version. Throws what `updateAgent` throws. */
export async function restoreVersion(
  scope: Scope,
  { agentId, version }: { agentId: string; version: number },
  resolve: Resolution = {},
): Promise<SavedAgent> {
  await getAgent(scope, agentId);
  const found = await findAgentVersion(scope, agentId, version);
  if (!found) throw new AppError("not_found", `version ${version} of agent ${agentId}`);
  return updateAgent(scope, agentId, { ...agentSnapshot.parse(found.snapshot), resolve }, version);
}
