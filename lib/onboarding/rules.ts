import { canSpeak } from "@/lib/agents/rules";
import type {
  AccountStatus,
  AgentStatus,
  AgentType,
  Mode,
  OpeningHours,
  RequiredVendor,
  Vendor,
} from "@/lib/vocabulary";
import {
  ONBOARDING_STEPS,
  type OnboardingProblem,
  type OnboardingProblemCode,
  type OnboardingStep,
  type OnboardingView,
} from "./schema";

/** What the house knows of a business that sets itself up. */
export interface OnboardingFacts {
  openingHours: OpeningHours;
  accounts: readonly {
    vendor: Vendor;
    status: AccountStatus;
    facts: Record<string, string | number | boolean | null>;
  }[];
  /** Webhook, secret and tools are in the ElevenLabs workspace. */
  isPrepared: boolean;
  agents: readonly {
    id: string;
    type: AgentType;
    mode: Mode;
    status: AgentStatus;
    elevenLabsAgentId: string | null;
  }[];
  numbers: readonly { owned: boolean; agent: { id: string } | null }[];
  /** A person has spoken with an agent on the telephone. */
  hasAnsweredCall: boolean;
  finishedAt: Date | null;
}

type Steps = OnboardingView["steps"];

/** US dollars below which a Twilio account is about to stop. */
const LOW_BALANCE = 5;
/** Share of the period's credits below which the voice is about to stop. */
const LOW_CREDIT_SHARE = 0.1;
/** So few calls at once that a busy morning meets the limit. */
const FEW_CALLS = 6;

/** Pure: the state of the path follows from what there is, so it can be left and taken up anywhere. */
export function onboardingOf(facts: OnboardingFacts): OnboardingView {
  const steps = stepsOf(facts);
  return {
    steps,
    next: steps.find(({ state }) => state !== "done")?.step ?? null,
    finishedAt: facts.finishedAt,
  };
}

function stepsOf(facts: OnboardingFacts): Steps {
  const problems: Record<OnboardingStep, OnboardingProblem[]> = {
    business: businessProblems(facts),
    accounts: accountProblems(facts),
    agent: agentProblems(facts),
    number: numberProblems(facts),
    test: facts.hasAnsweredCall ? [] : [blocking("not_tested")],
  };
  const isDone = (step: OnboardingStep) => problems[step].every(({ isBlocking }) => !isBlocking);
  const needs: Record<OnboardingStep, boolean> = {
    business: true,
    accounts: true,
    agent: isUsable(facts, "elevenlabs"),
    number: isUsable(facts, "twilio") && isDone("agent"),
    test: isDone("number"),
  };
  return ONBOARDING_STEPS.map((step) => ({
    step,
    state: isDone(step) ? "done" : needs[step] ? "open" : "blocked",
    problems: problems[step],
  }));
}

function businessProblems({ openingHours, accounts }: OnboardingFacts): OnboardingProblem[] {
  if (Object.keys(openingHours).length > 0) return [];
  // Whoever went on without hours did so on purpose; the rest was asked at sign-up.
  return [{ code: "no_hours", isBlocking: accounts.length === 0, facts: {} }];
}

const BY_STATUS: Record<
  RequiredVendor,
  Record<Exclude<AccountStatus, "active">, { code: OnboardingProblemCode; isBlocking: boolean }>
> = {
  twilio: {
    invalid: { code: "twilio_invalid", isBlocking: true },
    suspended: { code: "twilio_suspended", isBlocking: true },
    // It cannot carry the voice of an agent (twilio.md §3.7).
    trial: { code: "twilio_trial", isBlocking: true },
  },
  elevenlabs: {
    invalid: { code: "elevenlabs_invalid", isBlocking: true },
    suspended: { code: "elevenlabs_suspended", isBlocking: true },
    trial: { code: "elevenlabs_free", isBlocking: false },
  },
};

function accountOf({ accounts }: OnboardingFacts, vendor: RequiredVendor) {
  return accounts.find((account) => account.vendor === vendor);
}

function isUsable(facts: OnboardingFacts, vendor: RequiredVendor): boolean {
  const status = accountOf(facts, vendor)?.status;
  return status === "active" || (status === "trial" && !BY_STATUS[vendor].trial.isBlocking);
}

function accountProblems(facts: OnboardingFacts): OnboardingProblem[] {
  const problems = [...vendorProblems(facts, "twilio"), ...vendorProblems(facts, "elevenlabs")];
  const isReady = isUsable(facts, "twilio") && isUsable(facts, "elevenlabs");
  return isReady && !facts.isPrepared ? [...problems, blocking("not_prepared")] : problems;
}

function vendorProblems(facts: OnboardingFacts, vendor: RequiredVendor): OnboardingProblem[] {
  const account = accountOf(facts, vendor);
  if (!account) return [blocking(`${vendor}_missing`)];
  const ofStatus = account.status === "active" ? [] : [{ ...BY_STATUS[vendor][account.status], facts: {} }];
  return isUsable(facts, vendor) ? [...ofStatus, ...remarksOn(vendor, account.facts)] : ofStatus;
}

/** What works today and will trouble somebody soon. */
function remarksOn(
  vendor: RequiredVendor,
  said: OnboardingFacts["accounts"][number]["facts"],
): OnboardingProblem[] {
  const number = (name: string) => {
    const value = said[name];
    return value === null || value === undefined || value === "" ? Number.NaN : Number(value);
  };
  const remarks: OnboardingProblem[] = [];
  const remark = (code: OnboardingProblemCode, facts: OnboardingProblem["facts"]) =>
    remarks.push({ code, isBlocking: false, facts });
  if (vendor === "twilio") {
    const balance = number("balance");
    if (balance < LOW_BALANCE)
      remark("twilio_balance_low", { balance: `${balance.toFixed(2)} ${String(said["currency"] ?? "USD")}` });
    return remarks;
  }
  const [left, limit] = [number("creditsLeft"), number("creditsLimit")];
  if (left < limit * LOW_CREDIT_SHARE) remark("elevenlabs_credit_low", { left: Math.max(0, left) });
  const callsAtOnce = number("callsAtOnce");
  if (callsAtOnce <= FEW_CALLS) remark("elevenlabs_concurrency", { calls: callsAtOnce });
  return remarks;
}

function speakingAgents({ agents }: OnboardingFacts) {
  return agents.filter((agent) => agent.status === "active" && canSpeak(agent));
}

function agentProblems(facts: OnboardingFacts): OnboardingProblem[] {
  if (speakingAgents(facts).length > 0) return [];
  return [blocking(facts.agents.length === 0 ? "no_agent" : "agent_unpublished")];
}

function numberProblems(facts: OnboardingFacts): OnboardingProblem[] {
  const owned = facts.numbers.filter((number) => number.owned);
  if (owned.length === 0) return [blocking("no_number")];
  const ready = speakingAgents(facts);
  // A business whose agents only call needs the number to be seen, not to be answered.
  if (ready.length > 0 && ready.every(({ type }) => type === "outbound")) return [];
  const isAnswered = owned.some(({ agent }) => ready.some(({ id }) => id === agent?.id));
  return isAnswered ? [] : [blocking("number_unassigned")];
}

function blocking(code: OnboardingProblemCode): OnboardingProblem {
  return { code, isBlocking: true, facts: {} };
}
