import { type Scope, withTransaction } from "@/db/client";
import { type AgentWithNumbers, listAgents, listNumbers, type NumberWithAgent } from "@/db/queries/agents";
import { listLineServices } from "@/db/queries/line";
import { decideRung, mayOfferPerson } from "@/lib/ladder/decide-rung";
import { agentFacts, type BusinessFacts, businessFacts, isSomebodyOnDuty } from "@/lib/ladder/line-facts";
import { LINE_SERVICES, RUNGS } from "@/lib/vocabulary";
import type { LineView } from "./schema";

/** What works of a business's line, and what its callers get now. */
export async function describeLine(scope: Scope): Promise<LineView> {
  return withTransaction(scope, async (inner) => {
    const [rows, facts, agents, owned] = await Promise.all([
      listLineServices(inner),
      businessFacts(inner),
      listAgents(inner),
      listNumbers(inner),
    ]);
    const numbers = owned.flatMap((number) => describeNumber(number, agents, facts));
    const callersGet = RUNGS.findLast((rung) => numbers.some((number) => number.rung === rung)) ?? null;
    const isOfDuty = callersGet === "message_box" && (await isSomebodyOnDuty(inner));
    return {
      services: LINE_SERVICES.map((service) => {
        const row = rows.find((each) => each.service === service);
        return {
          service,
          state: row?.state ?? "up",
          since: row?.changedAt ?? null,
          error: row?.state === "down" ? row.error : null,
        };
      }),
      callersGet,
      isPersonOffered: mayOfferPerson(facts, isOfDuty),
      numbers,
    };
  });
}

/** Nothing of a number that nobody answers. */
function describeNumber(
  { id: numberId, phoneNumber, agentId, owned, inboundVia }: NumberWithAgent,
  agents: readonly AgentWithNumbers[],
  facts: BusinessFacts,
): LineView["numbers"] {
  const agent = agents.find(({ id, status }) => id === agentId && status === "active");
  if (!owned || !agent) return [];
  const decision = decideRung(agentFacts(facts, agent));
  const isHelpless = inboundVia === "elevenlabs" && decision.code === "agent_down";
  // Twilio asks ElevenLabs itself for such a number, and us only for an apology when nobody answers (lib/numbers/route-number.ts).
  const rung = isHelpless ? ("apology" as const) : decision.rung;
  return [{ numberId, phoneNumber, agentName: agent.name, rung, code: decision.code }];
}
