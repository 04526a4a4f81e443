import type { HealthCheck, HealthStatus } from "@/lib/vocabulary";
import type { HEALTH_PROBLEMS, HealthFinding } from "./schema";

type Problem<Check extends HealthCheck> = (typeof HEALTH_PROBLEMS)[Check][number];
type Subject = HealthFinding["subject"];

interface Fault<Check extends HealthCheck> {
  status: Exclude<HealthStatus, "ok" | "unknown">;
  problem: Problem<Check>;
  subject?: Subject;
  facts?: HealthFinding["facts"];
  said?: string | null;
  mendable?: boolean;
}

export function fault<const Check extends HealthCheck>(check: Check, found: Fault<Check>): HealthFinding {
  return {
    check,
    status: found.status,
    problem: found.problem,
    subject: found.subject ?? null,
    facts: found.facts ?? {},
    said: found.said ?? null,
    mendable: found.mendable ?? false,
  };
}

export function inOrder(check: HealthCheck, facts: HealthFinding["facts"] = {}): HealthFinding {
  return { check, status: "ok", problem: null, subject: null, facts, said: null, mendable: false };
}

/** The vendor could not be asked, or there is nothing to ask it about yet. */
export function notKnown(check: HealthCheck, said: string | null = null): HealthFinding {
  return { check, status: "unknown", problem: null, subject: null, facts: {}, said, mendable: false };
}

/** The faults of a check with several subjects, or the word that all are in order. */
export function orInOrder(check: HealthCheck, faults: HealthFinding[]): HealthFinding[] {
  return faults.length > 0 ? faults : [inOrder(check)];
}
