import { type Scope, withTransaction } from "@/db/client";
import { addAgentVersion, markPublished } from "@/db/queries/agent-versions";
import { type AgentWithNumbers, createAgent, updateAgent } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import { type Publication, snapshotOf } from "./publication";
import type { Pushed } from "./push-agent";

// What is written of an agent, each in one transaction with its audit entry and the news for open screens.

export async function keepNewAgent(
  scope: Scope,
  agent: AgentWithNumbers,
  pushed: Pushed | undefined,
): Promise<void> {
  await withTransaction(scope, async (inner) => {
    await createAgent(inner, columnsOf(agent));
    await writeAudit(inner, { action: "agent.create", subject: agent.id, details: { name: agent.name } });
    if (pushed) await keepPublication(inner, agent, { pushed, restoredFrom: null });
    await notifyTenant(inner, { type: "agents" });
  });
}

/** Writes only what differs. Throws `not_found` when the agent is gone. */
export async function keepChanges(
  scope: Scope,
  before: AgentWithNumbers,
  after: AgentWithNumbers,
): Promise<void> {
  const columns = columnsOf(after);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const changed = names.filter((name) => JSON.stringify(columns[name]) !== JSON.stringify(before[name]));
  if (changed.length === 0) return;
  const pick = (row: AgentWithNumbers) => Object.fromEntries(changed.map((name) => [name, row[name]]));
  await withTransaction(scope, async (inner) => {
    if (!(await updateAgent(inner, before.id, pick(after))))
      throw new AppError("not_found", `agent ${before.id}`);
    await writeAudit(inner, {
      action: "agent.update",
      subject: before.id,
      details: { fields: changed, before: pick(before), after: pick(after) },
    });
    await notifyTenant(inner, { type: "agents" });
  });
}

/** Keeps what ElevenLabs has now, and the agent as its next version, with who published it. */
export async function keepPublication(
  scope: Scope,
  agent: AgentWithNumbers,
  { pushed, restoredFrom }: { pushed: Pushed; restoredFrom: number | null },
): Promise<void> {
  const { vendor, ...link } = pushed;
  const snapshot = snapshotOf(agent);
  const publication: Publication = { agent: snapshot, vendor };
  await withTransaction(scope, async (inner) => {
    const version = await markPublished(inner, agent.id, {
      ...link,
      publishedConfig: { ...publication },
      snapshot,
      restoredFrom,
    });
    if (version === undefined) throw new AppError("not_found", `agent ${agent.id}`);
    await writeAudit(inner, {
      action: "agent.publish",
      subject: agent.id,
      details: { version, restoredFrom },
    });
    await notifyTenant(inner, { type: "agents" });
  });
}

/** Keeps an agent of the house alone as its next version: nobody else has to be told. */
export async function keepVersion(
  scope: Scope,
  agent: AgentWithNumbers,
  restoredFrom: number | null,
): Promise<void> {
  const kept = await addAgentVersion(scope, agent.id, { snapshot: snapshotOf(agent), restoredFrom });
  if (kept === undefined) throw new AppError("not_found", `agent ${agent.id}`);
}

/** The row without what is not the agent's own, or is told by the database. */
function columnsOf(agent: AgentWithNumbers) {
  const {
    tenantId: _tenantId,
    phoneNumbers: _phoneNumbers,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...columns
  } = agent;
  if ("state" in columns) delete columns.state;
  return columns;
}
