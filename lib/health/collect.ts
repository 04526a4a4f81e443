import { randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { type AgentWithNumbers, findAccount, listAgents, listNumbers } from "@/db/queries/agents";
import type { Account } from "@/db/schema/agents";
import { env } from "@/env";
import { openElevenLabsAccount, openOpenAiAccount, openTwilioAccount } from "@/lib/accounts/credentials";
import { knownSetup, type VendorSetup } from "@/lib/accounts/vendor-setup";
import { wantedConfig } from "@/lib/agents/push-agent";
import { readVendorConfig } from "@/lib/agents/vendor-config";
import { ProviderError } from "@/lib/errors";
import { fetchVendorAgent } from "@/lib/providers/elevenlabs/agents";
import { listImportedNumbers } from "@/lib/providers/elevenlabs/phone-numbers";
import { checkWorkspace } from "@/lib/providers/elevenlabs/settings";
import { fetchSubscription } from "@/lib/providers/elevenlabs/subscription";
import { listSecrets, listWebhooks } from "@/lib/providers/elevenlabs/workspace";
import { checkOpenAiKey } from "@/lib/providers/openai/check-key";
import { listOwnedNumbers } from "@/lib/providers/twilio/numbers";
import { fetchBalance, fetchTwilioAccount } from "@/lib/providers/twilio/rest";
import { hasVendorAgent } from "@/lib/vocabulary";
import type { AgentFacts, Answer, ElevenLabsFacts, HealthFacts, OpenAiFacts, TwilioFacts } from "./facts";

const REACH_TIMEOUT_MS = 8000;
const VENDOR_URLS = { twilio: "https://api.twilio.com", elevenlabs: "https://api.elevenlabs.io" };

/** Asks both vendors and our own public address at once, each thing once; whoever is silent costs its time limit, not the rest. */
export async function collectFacts(scope: Scope): Promise<HealthFacts> {
  const [twilio, elevenLabs, openAi, numbers, agents] = await Promise.all([
    findAccount(scope, "twilio"),
    findAccount(scope, "elevenlabs"),
    findAccount(scope, "openai"),
    listNumbers(scope),
    listAgents(scope),
  ]);
  const active = agents.filter(({ status }) => status === "active");
  const needsOpenAi = active.some(({ mode }) => !hasVendorAgent(mode));
  const [reachable, twilioFacts, elevenLabsFacts, openAiFacts, agentFacts] = await Promise.all([
    answerTo(reachOurselves),
    twilio ? askTwilio(twilio) : null,
    elevenLabs ? askElevenLabs(elevenLabs) : null,
    openAi || needsOpenAi ? askOpenAi(openAi, needsOpenAi) : null,
    elevenLabs ? Promise.all(active.map((agent) => askAgent(scope, agent, elevenLabs))) : [],
  ]);
  return {
    publicUrl: env.PUBLIC_URL,
    vendorUrls: [
      ...(twilio ? [env.TWILIO_API_URL ?? VENDOR_URLS.twilio] : []),
      ...(elevenLabs ? [env.ELEVENLABS_API_URL ?? VENDOR_URLS.elevenlabs] : []),
    ],
    reachable,
    twilio: twilioFacts,
    elevenLabs: elevenLabsFacts,
    openAi: openAiFacts,
    numbers: numbers.filter(({ owned }) => owned),
    agents: agentFacts,
    now: new Date(),
  };
}

async function askTwilio(account: Account): Promise<TwilioFacts> {
  const credentials = openTwilioAccount(account);
  const [standing, balance, numbers] = await Promise.all([
    answerTo(() => fetchTwilioAccount(credentials)),
    answerTo(() => fetchBalance(credentials)),
    answerTo(() => listOwnedNumbers(credentials)),
  ]);
  return { account: standing, balance, numbers };
}

async function askElevenLabs(account: Account): Promise<ElevenLabsFacts> {
  const { apiKey, webhookSecret } = openElevenLabsAccount(account);
  const [workspace, plan, webhooks, secretIds, imported] = await Promise.all([
    answerTo(() => checkWorkspace(apiKey)),
    answerTo(() => fetchSubscription(apiKey)),
    answerTo(() => listWebhooks(apiKey)),
    answerTo(async () => (await listSecrets(apiKey)).map(({ id }) => id)),
    answerTo(() => listImportedNumbers(apiKey)),
  ]);
  const setup = setupOf(account);
  return {
    workspace,
    plan,
    webhooks,
    secretIds,
    imported,
    ownWebhookId: setup.postCallWebhookId,
    ownSecretId: setup.callbackSecretId,
    hasWebhookSecret: webhookSecret !== "",
  };
}

/** With the business's own key, else with the one of the house. */
async function askOpenAi(account: Account | undefined, isNeeded: boolean): Promise<OpenAiFacts> {
  const apiKey = account ? openOpenAiAccount(account).apiKey : env.OPENAI_API_KEY;
  const key = apiKey === undefined ? null : await answerTo(() => checkKey(apiKey));
  return { isNeeded, key, isOwnKey: account !== undefined };
}

async function checkKey(apiKey: string): Promise<null> {
  await checkOpenAiKey(apiKey);
  return null;
}

async function askAgent(scope: Scope, agent: AgentWithNumbers, account: Account): Promise<AgentFacts> {
  // Nothing of it stands there.
  if (!hasVendorAgent(agent.mode)) return { agent, ours: {}, theirs: null };
  const { apiKey } = openElevenLabsAccount(account);
  const setup = setupOf(account);
  const ours = await wantedConfig(scope, agent, setup);
  const { elevenLabsAgentId } = agent;
  if (elevenLabsAgentId === null) return { agent, ours, theirs: null };
  const theirs = await answerTo(async () =>
    readVendorConfig(await fetchVendorAgent(apiKey, elevenLabsAgentId), ours, setup),
  );
  return { agent, ours, theirs };
}

/** What was set up, even if it has to be gone over again since: missing is what was never made. */
function setupOf(account: Account): VendorSetup {
  const known = knownSetup(account);
  if (known) return known;
  const { setup } = account;
  const idsOf = (kind: string) =>
    Object.entries(setup).flatMap(([key, id]) => (key.startsWith(`${kind}:`) ? [id] : []));
  return {
    apiKey: "",
    postCallWebhookId: setup["postCallWebhookId"] ?? "",
    callbackSecretId: setup["callbackSecretId"] ?? "",
    tools: { bridge: idsOf("client"), native: idsOf("webhook") },
    namesakes: [],
  };
}

/** From the server itself, by the address the vendors use; the random part keeps caches out of it. */
async function reachOurselves(): Promise<null> {
  const address = `${env.PUBLIC_URL}/healthz?nonce=${randomUUID()}`;
  let answer: Response;
  try {
    answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(REACH_TIMEOUT_MS) });
  } catch (error) {
    const { name, cause } = error as Error;
    const code = (cause as { code?: unknown } | undefined)?.code;
    throw new ProviderError("internet", typeof code === "string" ? code : name, { permanent: false });
  }
  const said: unknown = await answer.json().catch(() => undefined);
  // A router's or a tunnel's own page answers too, and with 200.
  const isOurs = answer.ok && (said as { success?: unknown } | undefined)?.success === true;
  if (isOurs) return null;
  throw new ProviderError("internet", `HTTP ${answer.status}`, {
    permanent: false,
    httpStatus: answer.status,
  });
}

async function answerTo<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { state: "known", value: await ask() };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const said = error.vendorCode ? `${error.message} (${error.vendorCode})` : error.message;
    return error.permanent && error.httpStatus !== undefined
      ? { state: "refused", httpStatus: error.httpStatus, said }
      : { state: "silent", said };
  }
}
