import { HEALTH_CHECKS } from "@/lib/vocabulary";
import type { HealthFacts } from "./facts";
import { judgeElevenLabs, judgeHouse, judgeOpenAi, judgeTwilio } from "./judge-accounts";
import { judgeAgents } from "./judge-agents";
import { judgeNumbers } from "./judge-numbers";
import { judgePostCall } from "./judge-webhook";
import type { HealthFinding } from "./schema";

/** At least one finding for every check, in the order in which they are shown. */
export function judge(facts: HealthFacts): HealthFinding[] {
  const findings = [
    ...judgeTwilio(facts.twilio),
    ...judgeElevenLabs(facts.elevenLabs),
    judgeOpenAi(facts.openAi),
    ...judgeHouse(facts),
    ...judgeNumbers(facts),
    ...judgeAgents(facts),
    ...judgePostCall(facts),
  ];
  return findings.toSorted(
    (one, other) => HEALTH_CHECKS.indexOf(one.check) - HEALTH_CHECKS.indexOf(other.check),
  );
}
