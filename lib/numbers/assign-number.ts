import { parsePhoneNumberFromString } from "libphonenumber-js";
import { type Scope, withTransaction } from "@/db/client";
import {
  type AgentWithNumbers,
  clearAgentNumbers,
  findNumber,
  listAgents,
  type NumberWithAgent,
  setNumberAgent,
} from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { getTenant, writeAudit } from "@/db/queries/team";
import { getAgent } from "@/lib/agents/save-agent";
import { AppError } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";

/** A number reaches at most one agent: the new one takes it over. Null: nobody. */
export async function assignNumber(
  scope: Scope,
  numberId: string,
  agentId: string | null,
): Promise<NumberWithAgent> {
  return withTransaction(scope, async (inner) => {
    const number = await findNumber(inner, { id: numberId });
    if (!number) throw new AppError("not_found", `number ${numberId}`);
    if (agentId !== null) await getAgent(inner, agentId);
    if (agentId !== null && !number.owned) throw new AppError("conflict", "number_gone");
    await setNumberAgent(inner, numberId, agentId);
    await writeAudit(inner, {
      action: "number.assign",
      subject: number.phoneNumber,
      details: { from: number.agentId, to: agentId },
    });
    await notifyTenant(inner, { type: "numbers" });
    const saved = await findNumber(inner, { id: numberId });
    if (!saved) throw new AppError("not_found", `number ${numberId}`);
    return saved;
  });
}

/** The documented assignment names the number as it is dialled. Throws `invalid` for what is not a telephone number. */
export async function assignPhoneNumber(
  scope: Scope,
  input: { agentId: string; phoneNumber: string },
): Promise<AgentWithNumbers> {
  const tenant = await getTenant(scope);
  const number = await findNumber(scope, {
    phoneNumber: normalizePhoneNumber(input.phoneNumber, tenant.country),
  });
  if (!number) throw new AppError("not_found", `number ${input.phoneNumber}`);
  await assignNumber(scope, number.id, input.agentId);
  return getAgent(scope, input.agentId);
}

export async function unassignAgent(scope: Scope, agentId: string): Promise<AgentWithNumbers> {
  return withTransaction(scope, async (inner) => {
    await getAgent(inner, agentId);
    for (const number of await clearAgentNumbers(inner, agentId)) {
      await writeAudit(inner, {
        action: "number.assign",
        subject: number.phoneNumber,
        details: { from: agentId, to: null },
      });
    }
    await notifyTenant(inner, { type: "numbers" });
    return getAgent(inner, agentId);
  });
}

export async function listInboundAgents(scope: Scope): Promise<AgentWithNumbers[]> {
  return (await listAgents(scope)).filter((agent) => agent.type === "inbound");
}

/** E.164, read as dialled in the business's country. Throws `invalid` naming the field. */
function normalizePhoneNumber(typed: string, country: Country): string {
  const parsed = parsePhoneNumberFromString(typed, country);
  if (!parsed?.isValid()) throw new AppError("invalid", "telephone number", { phoneNumber: "phone_number" });
  return parsed.number;
}
