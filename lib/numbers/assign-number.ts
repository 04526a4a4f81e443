import { type Scope, withTransaction } from "@/db/client";
import {
  type AgentWithNumbers,
  findNumber,
  listAgents,
  listNumbersOfAgent,
  type NumberWithAgent,
  updateNumber,
} from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { getTenant, writeAudit } from "@/db/queries/team";
import { getAgent } from "@/lib/agents/save-agent";
import { AppError } from "@/lib/errors";
import { getNumber } from "./get-number";
import { parsePhoneNumber } from "./normalize";
import { settleRoute } from "./route-number";

/** A number reaches at most one agent: the new one takes it over. Null: nobody. */
export async function assignNumber(
  scope: Scope,
  numberId: string,
  agentId: string | null,
): Promise<NumberWithAgent> {
  const number = await getNumber(scope, numberId);
  const agent = agentId === null ? undefined : await getAgent(scope, agentId);
  if (agent && !number.owned) throw new AppError("conflict", "number_gone");
  const inboundVia = await settleRoute(scope, number, agent);
  await withTransaction(scope, async (inner) => {
    await updateNumber(inner, numberId, { agentId, inboundVia });
    await writeAudit(inner, {
      action: "number.assign",
      subject: number.phoneNumber,
      details: { from: number.agentId, to: agentId },
    });
    await notifyTenant(inner, { type: "numbers" });
  });
  return getNumber(scope, numberId);
}

/** The documented assignment names the number as it is dialled. Throws `invalid` for what is not a telephone number. */
export async function assignPhoneNumber(
  scope: Scope,
  input: { agentId: string; phoneNumber: string },
): Promise<AgentWithNumbers> {
  const tenant = await getTenant(scope);
  const number = await findNumber(scope, {
    phoneNumber: parsePhoneNumber(input.phoneNumber, tenant.country, "phoneNumber").number,
  });
  if (!number) throw new AppError("not_found", `number ${input.phoneNumber}`);
  await assignNumber(scope, number.id, input.agentId);
  return getAgent(scope, input.agentId);
}

export async function unassignAgent(scope: Scope, agentId: string): Promise<AgentWithNumbers> {
  await getAgent(scope, agentId);
  for (const number of await listNumbersOfAgent(scope, agentId)) await assignNumber(scope, number.id, null);
  return getAgent(scope, agentId);
}

export async function listInboundAgents(scope: Scope): Promise<AgentWithNumbers[]> {
  return (await listAgents(scope)).filter((agent) => agent.type === "inbound");
}
