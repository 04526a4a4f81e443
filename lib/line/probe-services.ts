import type { Scope } from "@/db/client";
import { findAccount, listAgents } from "@/db/queries/agents";
import { findLineService } from "@/db/queries/line";
import { type ClaimedProbe, claimDueProbes, expectLineServices } from "@/db/queries/unscoped-line";
import { elevenLabsStanding } from "@/lib/accounts/ask-vendor";
import { findOpenAiCredentials, openElevenLabsAccount, openTwilioAccount } from "@/lib/accounts/credentials";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import { checkSpeech } from "@/lib/providers/elevenlabs/check-speech";
import { fetchSignedUrl } from "@/lib/providers/elevenlabs/rest";
import { fetchSubscription } from "@/lib/providers/elevenlabs/subscription";
import { checkOpenAiKey, reachOpenAi } from "@/lib/providers/openai/check-key";
import { fetchTwilioAccount } from "@/lib/providers/twilio/rest";
import type { LineService } from "@/lib/vocabulary";
import type { Outcome } from "./judge-service";
import { keepOutcome } from "./note-service";
import { isAnswer, isSpent, readFailure } from "./read-failure";

const AT_ONCE = 8;
/** Longer than any of the questions may take. */
const LEASE_SECONDS = 60;
const TIMEOUT_MS = 8000;

/** Asks the vendors whether they are there, for whichever business it is time. Answers whether there may be more of them. */
export async function probeServices(): Promise<boolean> {
  const claimed = await claimDueProbes(AT_ONCE, LEASE_SECONDS);
  await Promise.all(claimed.map(probe));
  return claimed.length === AT_ONCE;
}

/** Businesses that can be called since the last time are looked after from now on. */
export function expectServices(): Promise<void> {
  return expectLineServices();
}

async function probe({ tenantId, service }: ClaimedProbe): Promise<void> {
  const scope: Scope = { tenantId, actor: "system" };
  const beganAt = new Date();
  try {
    await keepOutcome(scope, service, await outcomeOf(scope, service), { beganAt, isProbe: true });
  } catch (error) {
    // The lease ends, and it is asked again.
    log.warn({ err: error, tenantId, service }, "a service of the line could not be asked about");
  }
}

/** Undefined: there is nobody to ask, or the answer says nothing of the service. */
async function outcomeOf(scope: Scope, service: LineService): Promise<Outcome | undefined> {
  try {
    return (await PROBES[service](scope)) ? { isOk: true } : undefined;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return readFailure(error);
  }
}

/** Free, but for the word that `probeModel` asks for while credit is why it is down. Each answers whether there was anybody to ask. */
const PROBES: Record<LineService, (scope: Scope) => Promise<boolean>> = {
  telephone: probeTelephone,
  agent: probeAgent,
  voice: probeVoice,
  model: probeModel,
};

async function probeTelephone(scope: Scope): Promise<boolean> {
  const account = await findAccount(scope, "twilio");
  if (!account) return false;
  const { status } = await fetchTwilioAccount(openTwilioAccount(account));
  // A suspended account answers questions and carries no calls.
  if (status !== "active")
    throw new ProviderError("twilio", `the account is ${status}`, { permanent: true, httpStatus: 401 });
  return true;
}

/** What every call of an agent begins with (elevenlabs.md §1.1); that nothing is left to pay with is said by the plan only. */
async function probeAgent(scope: Scope): Promise<boolean> {
  const account = await findAccount(scope, "elevenlabs");
  const agents = account ? await listAgents(scope) : [];
  const vendorAgentId = agents.find(
    ({ status, elevenLabsAgentId }) => status === "active" && elevenLabsAgentId !== null,
  )?.elevenLabsAgentId;
  if (!account || !vendorAgentId) return false;
  const { apiKey } = openElevenLabsAccount(account);
  // One that was deleted there says nothing of the others.
  await orAnswered(fetchSignedUrl(apiKey, vendorAgentId, TIMEOUT_MS));
  await requireCredit(apiKey);
  return true;
}

/** That there are credits to speak with, and that whoever speaks answers: no word is spoken, which would cost it. */
async function probeVoice(scope: Scope): Promise<boolean> {
  const account = await findAccount(scope, "elevenlabs");
  if (!account) return false;
  const { apiKey } = openElevenLabsAccount(account);
  await requireCredit(apiKey);
  const agents = await listAgents(scope);
  const voiceId = agents.find((agent) => agent.status === "active" && agent.voiceId !== null)?.voiceId;
  if (voiceId) await orAnswered(checkSpeech(apiKey, voiceId));
  return true;
}

/** Throws `quota_exceeded` where nothing is left. A key that may not read the plan is answered as well, and says no more. */
async function requireCredit(apiKey: string): Promise<void> {
  const plan = await fetchSubscription(apiKey).catch((error: unknown) => {
    if (isAnswer(error)) return null;
    throw error;
  });
  if (elevenLabsStanding(plan).status !== "suspended") return;
  throw new ProviderError("elevenlabs", `no credits are left (${plan?.status ?? ""})`, {
    permanent: true,
    vendorCode: "quota_exceeded",
  });
}

/** The list of models is free, and is also given to whoever has nothing left to pay with: whether they have is asked while that is why it is down. */
async function probeModel(scope: Scope): Promise<boolean> {
  const credentials = await findOpenAiCredentials(scope);
  if (!credentials) return false;
  const known = await findLineService(scope, "model");
  const { apiKey } = credentials;
  const isPaymentAsked = known?.state === "down" && isSpent(known.error);
  // A restricted key may be refused the list, and be good for calls.
  await orAnswered(isPaymentAsked ? checkOpenAiKey(apiKey) : reachOpenAi(apiKey));
  return true;
}

/** For whom it is enough that somebody is there: whoever refuses just this one thing has answered, and nobody else asks while it is down. */
async function orAnswered(request: Promise<unknown>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!isAnswer(error)) throw error;
  });
}
