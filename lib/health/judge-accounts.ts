import { callsAtOnce } from "@/lib/providers/elevenlabs/subscription";
import type { HealthCheck } from "@/lib/vocabulary";
import type { ElevenLabsFacts, HealthFacts, OpenAiFacts, TwilioFacts } from "./facts";
import { fault, inOrder, notKnown } from "./finding";
import type { HealthFinding } from "./schema";

/** Some dozens of calls in most countries. */
const LOW_BALANCE = 5;
const LOW_CREDIT_SHARE = 0.1;
/** A second patient who calls should not be the last. */
const FEW_CALLS = 4;
const CLOCK_WARNING_SECONDS = 60;
/** ElevenLabs' signatures are valid for thirty minutes (elevenlabs.md §4.5). */
const CLOCK_BROKEN_SECONDS = 25 * 60;

export function judgeTwilio(twilio: TwilioFacts | null): HealthFinding[] {
  if (!twilio) {
    return [
      fault("twilio_account", { status: "broken", problem: "missing" }),
      notKnown("twilio_trial"),
      notKnown("twilio_balance"),
    ];
  }
  const { account } = twilio;
  if (account.state === "silent") {
    const checks: HealthCheck[] = ["twilio_account", "twilio_trial", "twilio_balance"];
    return checks.map((check) => notKnown(check, account.said));
  }
  if (account.state === "refused") {
    return [
      fault("twilio_account", { status: "broken", problem: "refused", said: account.said }),
      notKnown("twilio_trial"),
      notKnown("twilio_balance"),
    ];
  }
  const { status, type } = account.value;
  return [
    status === "active"
      ? inOrder("twilio_account", { name: account.value.name })
      : fault("twilio_account", { status: "broken", problem: "suspended", said: status }),
    type === "Trial"
      ? fault("twilio_trial", { status: "broken", problem: "trial" })
      : inOrder("twilio_trial"),
    judgeBalance(twilio),
  ];
}

function judgeBalance({ account, balance }: TwilioFacts): HealthFinding {
  // The parent account pays (twilio.md §9.3).
  if (account.state === "known" && account.value.isSubaccount) return inOrder("twilio_balance");
  if (balance.state !== "known") return notKnown("twilio_balance", balance.said);
  const { amount, currency } = balance.value;
  const facts = { amount: Number(amount), currency };
  if (Number(amount) <= 0) return fault("twilio_balance", { status: "broken", problem: "empty", facts });
  if (Number(amount) < LOW_BALANCE)
    return fault("twilio_balance", { status: "warning", problem: "low", facts });
  return inOrder("twilio_balance", facts);
}

export function judgeElevenLabs(elevenLabs: ElevenLabsFacts | null): HealthFinding[] {
  if (!elevenLabs) {
    return [
      fault("elevenlabs_account", { status: "broken", problem: "missing" }),
      notKnown("elevenlabs_credit"),
      notKnown("elevenlabs_concurrency"),
    ];
  }
  const { workspace, plan } = elevenLabs;
  return [judgeKey(elevenLabs), judgeCredit(plan), judgeConcurrency(plan, workspace.state === "known")];
}

function judgeKey({ workspace, plan }: ElevenLabsFacts): HealthFinding {
  if (workspace.state === "silent") return notKnown("elevenlabs_account", workspace.said);
  if (workspace.state === "refused")
    return fault("elevenlabs_account", { status: "broken", problem: "refused", said: workspace.said });
  const status = plan.state === "known" ? plan.value.status : "active";
  if (status === "past_due" || status === "incomplete" || status === "free_disabled")
    return fault("elevenlabs_account", { status: "broken", problem: "unpaid", said: status });
  return inOrder("elevenlabs_account");
}

function judgeCredit(plan: ElevenLabsFacts["plan"]): HealthFinding {
  // A key that may not read the plan is refused here: nothing is wrong with it, and nothing known of the credit.
  if (plan.state !== "known") return notKnown("elevenlabs_credit", plan.said);
  const { creditsLeft, creditsLimit, mayExceedPlan, tier } = plan.value;
  const facts = { left: Math.max(0, creditsLeft), limit: creditsLimit };
  if (creditsLeft <= 0) {
    return mayExceedPlan
      ? fault("elevenlabs_credit", { status: "warning", problem: "beyond_plan", facts })
      : fault("elevenlabs_credit", { status: "broken", problem: "empty", facts });
  }
  if (creditsLeft < creditsLimit * LOW_CREDIT_SHARE)
    return fault("elevenlabs_credit", { status: "warning", problem: "low", facts });
  if (tier === "free") return fault("elevenlabs_credit", { status: "warning", problem: "free", facts });
  return inOrder("elevenlabs_credit", facts);
}

function judgeConcurrency(plan: ElevenLabsFacts["plan"], isKeyGood: boolean): HealthFinding {
  if (plan.state !== "known" || !isKeyGood)
    return notKnown("elevenlabs_concurrency", plan.state === "known" ? null : plan.said);
  const calls = callsAtOnce(plan.value.tier);
  if (calls === null) return inOrder("elevenlabs_concurrency");
  if (calls <= FEW_CALLS)
    return fault("elevenlabs_concurrency", { status: "warning", problem: "few", facts: { calls } });
  return inOrder("elevenlabs_concurrency", { calls });
}

/** Only agents of mode `turns` cannot do without it; what else a language model does for the house waits. */
export function judgeOpenAi(openAi: OpenAiFacts | null): HealthFinding {
  const check = "openai_account";
  if (!openAi) return inOrder(check);
  const { isNeeded, key } = openAi;
  const status = isNeeded ? "broken" : "warning";
  if (!key) return fault(check, { status, problem: "missing" });
  if (key.state === "known") return inOrder(check);
  if (key.state === "refused" && [401, 403].includes(key.httpStatus))
    return fault(check, { status, problem: "refused", said: key.said });
  if (key.said.includes("insufficient_quota"))
    return fault(check, { status, problem: "spent", said: key.said });
  return notKnown(check, key.said);
}

export function judgeHouse(facts: HealthFacts): HealthFinding[] {
  return [judgePublicUrl(facts), judgeClock(facts)];
}

/** Twilio and ElevenLabs call us: from the internet they reach no private address, and streams need TLS (twilio.md §4.1). */
function judgePublicUrl({ publicUrl, vendorUrls, reachable }: HealthFacts): HealthFinding {
  const facts = { url: publicUrl };
  const isVendorFar = vendorUrls.some((url) => !isPrivateHost(url));
  if (isVendorFar && isPrivateHost(publicUrl))
    return fault("public_url", { status: "broken", problem: "private", facts });
  if (isVendorFar && !publicUrl.startsWith("https://"))
    return fault("public_url", { status: "broken", problem: "insecure", facts });
  if (reachable.state !== "known")
    return fault("public_url", { status: "broken", problem: "unreachable", facts, said: reachable.said });
  return inOrder("public_url", facts);
}

const PRIVATE =
  /^(localhost|.*\.(local|localhost|internal|test)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[(::1|f[cd].*|fe80.*)\])$/;

function isPrivateHost(url: string): boolean {
  return PRIVATE.test(new URL(url).hostname);
}

function judgeClock({ twilio, elevenLabs }: HealthFacts): HealthFinding {
  const ahead = [
    elevenLabs?.workspace.state === "known" ? elevenLabs.workspace.value.clockAheadSeconds : null,
    twilio?.account.state === "known" ? twilio.account.value.clockAheadSeconds : null,
  ].filter((seconds) => seconds !== null);
  if (ahead.length === 0) return notKnown("clock");
  const seconds = Math.max(...ahead.map((value) => Math.abs(value)));
  if (seconds > CLOCK_BROKEN_SECONDS)
    return fault("clock", { status: "broken", problem: "far_off", facts: { seconds } });
  if (seconds > CLOCK_WARNING_SECONDS)
    return fault("clock", { status: "warning", problem: "off", facts: { seconds } });
  return inOrder("clock");
}
