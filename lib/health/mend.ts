import type { Scope } from "@/db/client";
import { findAccount, listAgents } from "@/db/queries/agents";
import { writeAudit } from "@/db/queries/team";
import { arrange, atVendor } from "@/lib/accounts/vendor-setup";
import { openElevenLabsAccount } from "@/lib/accounts/credentials";
import { getAgent } from "@/lib/agents/save-agent";
import type { VendorField } from "@/lib/agents/schema";
import { AppError, ProviderError } from "@/lib/errors";
import { getOwnedNumber } from "@/lib/numbers/get-number";
import { importNumber } from "@/lib/numbers/import-number";
import { carriedByVendor, routeNumber } from "@/lib/numbers/route-number";
import { deleteWebhook } from "@/lib/providers/elevenlabs/workspace";
import { hasVendorAgent, type HealthCheck } from "@/lib/vocabulary";
import { FIELDS_OF_CHECK } from "./judge-agents";
import { mendAgent } from "./mend-agent";
import { getHealth, runHealthCheck } from "./run-health-check";
import type { HealthFinding, HealthReport, MendInput } from "./schema";

/** Settings of an agent that name something of the workspace: a new webhook, secret or tool has to be told to every agent. */
const WORKSPACE_FIELDS = ["tools", "postCall", "personalization"] as const satisfies VendorField[];

/**
 * Mends what a finding of the last report names, looks at everything again and answers the new report. Throws `conflict`
 * `nothing_to_mend` when the last report has no such finding, or none that we can mend; ProviderError when the vendor refuses.
 */
export async function mend(scope: Scope, { check, subjectId }: MendInput): Promise<HealthReport> {
  const { findings } = await getHealth(scope);
  const found = findings.find(
    (finding) => finding.check === check && (finding.subject?.id ?? null) === subjectId && finding.mendable,
  );
  if (!found) throw new AppError("conflict", "nothing_to_mend");
  await mendFinding(scope, found);
  await writeAudit(scope, {
    action: "health.mend",
    subject: found.subject?.name ?? check,
    details: { check, problem: found.problem },
  });
  return runHealthCheck(scope);
}

async function mendFinding(scope: Scope, found: HealthFinding): Promise<void> {
  const { check, subject } = found;
  if (subject?.type === "number" && found.problem === "unregistered")
    return void (await importNumber(scope, subject.id));
  if (subject?.type === "number") return mendNumber(scope, subject.id);
  if (subject?.type === "agent") {
    const fields = fieldsOf(check);
    return atVendor(scope, () => mendAgent(scope, subject.id, fields));
  }
  if (check === "post_call_webhook" || check === "webhook_secret")
    return mendWorkspace(scope, { isSecretWrong: found.problem === "refused" });
  throw new AppError("conflict", "nothing_to_mend");
}

function fieldsOf(check: HealthCheck): readonly VendorField[] {
  const known: Partial<Record<HealthCheck, readonly VendorField[]>> = FIELDS_OF_CHECK;
  const fields = known[check];
  if (!fields) throw new AppError("conflict", "nothing_to_mend");
  return fields;
}

/** A number whose agent ElevenLabs cannot carry comes back to us; any other is sent again where it belongs. */
async function mendNumber(scope: Scope, numberId: string): Promise<void> {
  const number = await getOwnedNumber(scope, numberId);
  const agent = number.agentId === null ? undefined : await getAgent(scope, number.agentId);
  const isVendors = number.inboundVia === "elevenlabs" && agent !== undefined && carriedByVendor(agent);
  await routeNumber(scope, numberId, isVendors ? "elevenlabs" : "centralita");
}

/** Webhook with retries, secrets and tools, then every agent that refers to them. */
async function mendWorkspace(scope: Scope, { isSecretWrong }: { isSecretWrong: boolean }): Promise<void> {
  await atVendor(scope, async () => {
    if (isSecretWrong) await forgetWebhook(scope);
    const setup = await arrange(scope);
    const agents = await listAgents(scope);
    for (const { id, mode, elevenLabsAgentId } of agents.filter(({ status }) => status === "active")) {
      if (elevenLabsAgentId === null || !hasVendorAgent(mode)) continue;
      try {
        await mendAgent(scope, id, WORKSPACE_FIELDS, setup);
      } catch (error) {
        // Gone at the vendor: a finding of its own.
        if (!(error instanceof ProviderError && error.httpStatus === 404)) throw error;
      }
    }
  });
}

/** A secret is shown once, when its webhook is made: another one comes with another webhook. */
async function forgetWebhook(scope: Scope): Promise<void> {
  const account = await findAccount(scope, "elevenlabs");
  const webhookId = account?.setup["postCallWebhookId"];
  if (account && webhookId) await deleteWebhook(openElevenLabsAccount(account).apiKey, webhookId);
}
