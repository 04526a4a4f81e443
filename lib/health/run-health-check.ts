import { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { setAccountStanding } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { findHealthReport, saveHealthReport, type StoredReport } from "@/db/queries/health";
import { elevenLabsStanding, twilioStanding } from "@/lib/accounts/ask-vendor";
import { collectFacts } from "./collect";
import type { AccountStatus } from "@/lib/vocabulary";
import type { Answer, HealthFacts } from "./facts";
import { judge } from "./judge";
import { judgeOpenAi } from "./judge-accounts";
import { type HealthFinding, healthFinding, type HealthReport, worstOf } from "./schema";

/** The last report; empty before the first check. */
export async function getHealth(scope: Scope): Promise<HealthReport> {
  return toReport(await findHealthReport(scope));
}

/** Looks at everything now, keeps what it found, and tells the open pages when something is better or worse than before. */
export async function runHealthCheck(scope: Scope): Promise<HealthReport> {
  const facts = await collectFacts(scope);
  const findings = judge(facts);
  const report: HealthReport = { status: worstOf(findings), checkedAt: facts.now, findings };
  await withTransaction(scope, async (inner) => {
    const before = toReport(await findHealthReport(inner));
    await saveHealthReport(inner, { checkedAt: facts.now, findings });
    await keepStanding(inner, facts);
    if (signature(before.findings) !== signature(findings)) await notifyTenant(inner, { type: "health" });
  });
  return report;
}

/** The account cards show the same answers. */
async function keepStanding(scope: Scope, { twilio, elevenLabs, openAi }: HealthFacts): Promise<void> {
  if (twilio?.account.state === "known") {
    const balance = twilio.balance.state === "known" ? twilio.balance.value : null;
    await setAccountStanding(scope, "twilio", twilioStanding(twilio.account.value, balance));
  }
  if (elevenLabs?.workspace.state === "known") {
    const plan = elevenLabs.plan.state === "known" ? elevenLabs.plan.value : null;
    await setAccountStanding(scope, "elevenlabs", elevenLabsStanding(plan));
  }
  if (isRefused(twilio?.account)) await setAccountStanding(scope, "twilio", { status: "invalid", facts: {} });
  if (isRefused(elevenLabs?.workspace))
    await setAccountStanding(scope, "elevenlabs", { status: "invalid", facts: {} });
  const ofOpenAi = openAi?.isOwnKey && openAi.key ? openAiStatus(openAi.key) : undefined;
  if (ofOpenAi) await setAccountStanding(scope, "openai", { status: ofOpenAi, facts: {} });
}

/** Undefined: OpenAI did not say. */
function openAiStatus(key: Answer<null>): AccountStatus | undefined {
  if (key.state === "known") return "active";
  const { problem } = judgeOpenAi({ isNeeded: true, key, isOwnKey: true });
  return problem === "refused" ? "invalid" : problem === "spent" ? "suspended" : undefined;
}

function isRefused(answer: { state: string; httpStatus?: number } | undefined): boolean {
  return answer?.state === "refused" && (answer.httpStatus === 401 || answer.httpStatus === 404);
}

/** What makes a report another one: not the amounts, which change all the time. */
function signature(findings: readonly HealthFinding[]): string {
  return findings
    .map(({ check, status, problem, subject }) => [check, status, problem, subject?.id].join(" "))
    .join("\n");
}

/** A report of an older house may hold what is no finding any more. */
function toReport(stored: StoredReport | undefined): HealthReport {
  const findings = z.array(healthFinding).safeParse(stored?.findings ?? []).data ?? [];
  return { status: worstOf(findings), checkedAt: stored?.checkedAt ?? null, findings };
}
