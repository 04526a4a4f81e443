import { z } from "zod";
import { HEALTH_CHECKS, HEALTH_STATUSES, type HealthCheck, type HealthStatus } from "@/lib/vocabulary";

/** What each check can find; the sentences stand in `health.problem.<check>.<problem>` of the messages. */
export const HEALTH_PROBLEMS = {
  twilio_account: ["missing", "refused", "suspended"],
  twilio_trial: ["trial"],
  twilio_balance: ["empty", "low"],
  elevenlabs_account: ["missing", "refused", "unpaid"],
  elevenlabs_credit: ["empty", "beyond_plan", "low", "free"],
  elevenlabs_concurrency: ["few"],
  openai_account: ["missing", "refused", "spent"],
  public_url: ["unreachable", "private", "insecure"],
  clock: ["off", "far_off"],
  number_assigned: ["none", "nobody", "inactive", "other_agent"],
  number_webhooks: [
    "gone",
    "ignored",
    "elsewhere",
    "incomplete",
    "not_imported",
    "not_handed_over",
    "unregistered",
    "needs_native",
  ],
  agent_linked: ["unlinked", "gone"],
  agent_audio: ["format"],
  agent_overrides: ["refused", "limited"],
  agent_tools: ["missing"],
  agent_drift: ["changed", "settings"],
  personalization: ["off", "elsewhere", "secret"],
  post_call_webhook: ["missing", "elsewhere", "disabled", "auto_disabled", "detached"],
  webhook_secret: ["missing", "refused", "callback_missing"],
} as const satisfies Record<HealthCheck, readonly string[]>;

export const healthFinding = z.object({
  check: z.enum(HEALTH_CHECKS),
  status: z.enum(HEALTH_STATUSES),
  /** One of `HEALTH_PROBLEMS`; null where nothing is wrong or nothing is known. */
  problem: z.string().nullable(),
  /** What it is about: a number, an agent …; null for the whole business. */
  subject: z
    .object({ type: z.enum(["number", "agent", "webhook"]), id: z.string(), name: z.string() })
    .nullable(),
  /** Values for the sentence. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The vendor's own words, for the technician. */
  said: z.string().nullable(),
  /** Whether `POST /api/health/mend` can put it right. */
  mendable: z.boolean(),
});
export type HealthFinding = z.output<typeof healthFinding>;

export const healthReport = z.object({
  /** The worst of the findings; `unknown` before the first check. */
  status: z.enum(HEALTH_STATUSES),
  checkedAt: z.coerce.date().nullable(),
  findings: z.array(healthFinding),
});
export type HealthReport = z.output<typeof healthReport>;

/** The finding to mend: its check and the id of its subject, null where it has none. */
export const mendInput = z.object({
  check: z.enum(HEALTH_CHECKS),
  subjectId: z.string().max(200).nullable(),
});
export type MendInput = z.output<typeof mendInput>;

/** From bad to good. */
const SEVERITY: readonly HealthStatus[] = ["broken", "warning", "unknown", "ok"];

export function worstOf(findings: readonly Pick<HealthFinding, "status">[]): HealthStatus {
  return SEVERITY.find((status) => findings.some((finding) => finding.status === status)) ?? "unknown";
}
