import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import {
  addVendorSetup,
  claimVendorSetup,
  releaseVendorSetup,
  replaceSecrets,
} from "@/db/queries/vendor-setup";
import type { Account } from "@/db/schema/agents";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import {
  clientToolConfig,
  createTool,
  includesConfig,
  listTools,
  updateTool,
  type VendorTool,
  webhookToolConfig,
} from "@/lib/providers/elevenlabs/tools";
import {
  createSecret,
  createWebhook,
  deleteWebhook,
  enableWebhook,
  listSecrets,
  listWebhooks,
} from "@/lib/providers/elevenlabs/workspace";
import { describeTools } from "@/lib/tools/run-tool";
import type { VendorAgentMode } from "@/lib/vocabulary";
import { CALLBACK_KEY_HEADER, newCallbackKey } from "@/lib/webhooks/callback-key";
import { openElevenLabsAccount, sealSecrets } from "./credentials";

/** What the agents of a tenant refer to in its ElevenLabs workspace. */
export interface VendorSetup {
  apiKey: string;
  postCallWebhookId: string;
  /** Holds the value of the header by which ElevenLabs is recognised. */
  callbackSecretId: string;
  /** Ids of our tools, by the mode of the agents that use them. */
  tools: Record<VendorAgentMode, string[]>;
  /** Tools of the workspace that bear the name of one of ours and would be taken for it. */
  namesakes: string[];
}

const WAIT_MS = 15_000;
const POLL_MS = 250;
/** Longer than every request of one arrangement together. */
const HELD_SECONDS = 180;

/** The addresses at which post-call webhooks are received; the first is the one we give. */
const POST_CALL_PATHS = ["/api/webhooks/elevenlabs", "/api/elevenlabs/post-call"];
/** Before the tenant's id, in the names of what we make in a workspace. */
const OUR_NAME = "centralita-";
/** What the conversation fills in of a webhook tool's body (elevenlabs.md §6.5, §6.7). */
const TOOL_VARIABLES = { call_id: "call_id", conversation_id: "system__conversation_id" };
const TOOL_KEYS = { bridge: "client", native: "webhook" } as const;

/**
 * Makes what is missing in the tenant's workspace: post-call webhook with its secret and with retries, the secret that holds our
 * callback key, our tools in both kinds. Looks before it makes, so it may be run again, and twice at once. Throws `conflict` without an
 * account or while another arrangement takes too long, ProviderError when ElevenLabs does not do it.
 */
export function ensureVendorSetup(scope: Scope): Promise<VendorSetup> {
  return atVendor(scope, () => arrange(scope));
}

/** One at a time per tenant: whoever arranges something at ElevenLabs reads first what is there, and acts on it. */
export async function atVendor<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
  await getElevenLabsAccount(scope);
  const holder = randomUUID();
  for (let waitedMs = 0; !(await claimVendorSetup(scope, { holder, seconds: HELD_SECONDS }));) {
    if (waitedMs >= WAIT_MS) throw new AppError("conflict", "vendor_busy");
    await wait(POLL_MS);
    waitedMs += POLL_MS;
  }
  try {
    return await work();
  } finally {
    await releaseVendorSetup(scope, holder);
  }
}

/** For use inside `atVendor`: what was arranged before, without asking, where nothing of ours has changed since. */
export async function usualSetup(scope: Scope): Promise<VendorSetup> {
  return knownSetup(await getElevenLabsAccount(scope)) ?? arrange(scope);
}

/** What was arranged before, without asking and without making anything; ids are empty where nothing was. */
export async function readVendorSetup(scope: Scope): Promise<VendorSetup> {
  const account = await getElevenLabsAccount(scope);
  const { apiKey } = openElevenLabsAccount(account);
  const nothing = { postCallWebhookId: "", callbackSecretId: "", tools: { bridge: [], native: [] } };
  return knownSetup(account) ?? { apiKey, ...nothing, namesakes: [] };
}

/** For use inside `atVendor`: looks at everything. */
export async function arrange(scope: Scope): Promise<VendorSetup> {
  await arrangeCallbackKey(scope);
  await arrangeWebhook(scope);
  await arrangeSecret(scope);
  await arrangeTools(scope);
  const account = await getElevenLabsAccount(scope);
  await addVendorSetup(scope, { arranged: fingerprint(account) });
  const setup = knownSetup(await getElevenLabsAccount(scope));
  // Somebody entered another account while this one was arranged.
  if (!setup) throw new AppError("conflict", "vendor_busy");
  return setup;
}

/** Undefined when the account, our address or our tools have changed since it was arranged, or it never was. */
export function knownSetup(account: Account): VendorSetup | undefined {
  const { setup } = account;
  const { postCallWebhookId, callbackSecretId, namesakes = "" } = setup;
  if (!postCallWebhookId || !callbackSecretId || setup["arranged"] !== fingerprint(account)) return undefined;
  const toolsOf = (mode: VendorAgentMode) =>
    describeTools().map(({ name }) => setup[`${TOOL_KEYS[mode]}:${name}`] ?? "");
  const tools = { bridge: toolsOf("bridge"), native: toolsOf("native") };
  if ([...tools.bridge, ...tools.native].includes("")) return undefined;
  return {
    apiKey: openElevenLabsAccount(account).apiKey,
    postCallWebhookId,
    callbackSecretId,
    tools,
    namesakes: namesakes.split(",").filter(Boolean),
  };
}

async function getElevenLabsAccount(scope: Scope): Promise<Account> {
  const account = await findAccount(scope, "elevenlabs");
  if (!account) throw new AppError("conflict", "no_elevenlabs_account");
  return account;
}

const mark = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Of all that the arrangement depends on. */
function fingerprint(account: Account): string {
  const { apiKey, webhookSecret, callbackKey } = openElevenLabsAccount(account);
  return mark(JSON.stringify([apiKey, webhookSecret, callbackKey, env.PUBLIC_URL, describeTools()]));
}

/** Accounts of the time before ElevenLabs asked us anything have no key. */
async function arrangeCallbackKey(scope: Scope): Promise<void> {
  const account = await getElevenLabsAccount(scope);
  const secrets = openElevenLabsAccount(account);
  if (secrets.callbackKey !== "") return;
  await keepSecrets(scope, account, {
    secrets: { ...secrets, callbackKey: newCallbackKey(scope.tenantId) },
    ids: {},
  });
}

async function arrangeWebhook(scope: Scope): Promise<void> {
  const account = await getElevenLabsAccount(scope);
  const secrets = openElevenLabsAccount(account);
  const { apiKey, webhookSecret } = secrets;
  const name = OUR_NAME + scope.tenantId;
  const isKnown = webhookSecret !== "" && account.setup["webhookSecretMark"] === mark(webhookSecret);
  const listed = await listWebhooks(apiKey);
  const here = listed.filter(({ url }) => leadsHere(url));
  // A secret that a person entered belongs to a webhook of theirs: which one, only a single one tells. What bears our name another
  // business of this house has made, which has the same workspace.
  const isEntered = webhookSecret !== "" && !isKnown;
  const theirs = isEntered ? here.filter((webhook) => !webhook.name.startsWith(OUR_NAME)) : [];
  const known = isKnown ? here.find(({ id }) => id === account.setup["postCallWebhookId"]) : undefined;
  const chosen = known ?? (theirs.length === 1 ? theirs[0] : undefined);
  // Ours, but its secret was never learnt (the answer was lost) or it leads elsewhere: nothing it says can be read.
  for (const lost of listed)
    if (lost.name === name && lost.id !== chosen?.id) await deleteWebhook(apiKey, lost.id);
  if (chosen) {
    await addVendorSetup(scope, {
      postCallWebhookId: chosen.id,
      webhookSecretMark: mark(webhookSecret),
    });
    await enableWebhook(apiKey, chosen);
    return;
  }
  const made = await createWebhook(apiKey, { name, url: env.PUBLIC_URL + POST_CALL_PATHS[0] });
  await keepSecrets(scope, account, {
    secrets: { ...secrets, webhookSecret: made.secret },
    ids: { postCallWebhookId: made.id, webhookSecretMark: mark(made.secret) },
  });
  await enableWebhook(apiKey, { id: made.id, name });
}

function leadsHere(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return POST_CALL_PATHS.some((path) => origin + pathname === env.PUBLIC_URL + path);
}

/**
 * Its name says which key it holds: the vendor never tells the value. A key that another workspace was given is replaced, because
 * whoever has that one can have its secrets sent anywhere.
 */
async function arrangeSecret(scope: Scope): Promise<void> {
  const account = await getElevenLabsAccount(scope);
  const secrets = openElevenLabsAccount(account);
  const { apiKey } = secrets;
  const nameOf = (key: string) => `${OUR_NAME}${scope.tenantId}-${mark(key)}`;
  const known = (await listSecrets(apiKey)).find(({ name }) => name === nameOf(secrets.callbackKey));
  if (known) return addVendorSetup(scope, { callbackSecretId: known.id });
  const isElsewhere = (account.setup["callbackSecretId"] ?? "") !== "";
  const callbackKey = isElsewhere ? newCallbackKey(scope.tenantId) : secrets.callbackKey;
  if (isElsewhere) {
    const change = { secrets: { ...secrets, callbackKey }, ids: { callbackSecretId: "" } };
    await keepSecrets(scope, account, change);
  }
  const id = await createSecret(apiKey, { name: nameOf(callbackKey), value: callbackKey });
  await addVendorSetup(scope, { callbackSecretId: id });
}

async function arrangeTools(scope: Scope): Promise<void> {
  const account = await getElevenLabsAccount(scope);
  const { apiKey } = openElevenLabsAccount(account);
  const header = { name: CALLBACK_KEY_HEADER, secretId: account.setup["callbackSecretId"] ?? "" };
  const listed = await listTools(apiKey);
  const ours: Record<string, string> = {};
  for (const tool of describeTools()) {
    const url = `${env.PUBLIC_URL}/api/tools/${tool.name}`;
    const configs = {
      client: clientToolConfig(tool),
      webhook: webhookToolConfig(tool, { url, header, fromVariables: TOOL_VARIABLES }),
    };
    for (const [kind, wanted] of Object.entries(configs)) {
      const key = `${kind}:${tool.name}`;
      const id = await arrangeTool(apiKey, { listed, wanted, knownId: account.setup[key] });
      ours[key] = id;
      await addVendorSetup(scope, { [key]: id });
    }
  }
  const names = new Set<unknown>(describeTools().map(({ name }) => name));
  const ids = Object.values(ours);
  const namesakes = listed.filter(({ id, config }) => names.has(config["name"]) && !ids.includes(id));
  await addVendorSetup(scope, { namesakes: namesakes.map(({ id }) => id).join(",") });
}

async function arrangeTool(
  apiKey: string,
  order: { listed: VendorTool[]; wanted: Record<string, unknown>; knownId: string | undefined },
): Promise<string> {
  const { listed, wanted, knownId } = order;
  const known = listed.find(({ id }) => id === knownId);
  const found = known ?? listed.find(({ config }) => includesConfig(config, wanted));
  if (!found) return createTool(apiKey, wanted);
  if (!includesConfig(found.config, wanted)) await updateTool(apiKey, found.id, wanted);
  return found.id;
}

async function keepSecrets(
  scope: Scope,
  account: Account,
  change: {
    secrets: { apiKey: string; webhookSecret: string; callbackKey: string };
    ids: Record<string, string>;
  },
): Promise<void> {
  const { apiKey, webhookSecret, callbackKey } = change.secrets;
  const kept = await replaceSecrets(scope, {
    before: account.sealedSecrets,
    sealedSecrets: sealSecrets(scope.tenantId, "elevenlabs", { apiKey, webhookSecret, callbackKey }),
    hints: {
      apiKey: apiKey.slice(-4),
      ...(webhookSecret === "" ? {} : { webhookSecret: webhookSecret.slice(-4) }),
    },
    ids: change.ids,
  });
  if (!kept) throw new AppError("conflict", "vendor_busy");
}
