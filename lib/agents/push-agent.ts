import type { Scope } from "@/db/client";
import type { AgentWithNumbers } from "@/db/queries/agents";
import { getTenant } from "@/db/queries/team";
import { env } from "@/env";
import { arrange, usualSetup, type VendorSetup } from "@/lib/accounts/vendor-setup";
import { AppError, ConflictError, ProviderError } from "@/lib/errors";
import {
  createVendorAgent,
  fetchVendorAgent,
  findVendorAgentByTag,
  patchVendorAgent,
  type VendorAgent,
} from "@/lib/providers/elevenlabs/agents";
import { OVERRIDES, readOverrideFlags } from "@/lib/providers/elevenlabs/overrides";
import { differencesOf, fieldsNotGiven, fieldsTaken, isSame, undecided } from "./differences";
import { publicationOf } from "./publication";
import { agentInput, type Difference, type Resolution, VENDOR_FIELDS } from "./schema";
import { readVendorConfig, vendorBody, type VendorConfig, vendorConfig } from "./vendor-config";

/** What is known before anything is changed at ElevenLabs. */
export interface Comparison {
  setup: VendorSetup;
  /** The agent as it stands there; undefined where there is none yet. */
  there: VendorAgent | undefined;
  differences: Difference[];
}

export interface Pushed {
  elevenLabsAgentId: string;
  allowedOverrides: string[];
  /** What the vendor has of our fields now. */
  vendor: VendorConfig;
}

/** The agent that this one became at ElevenLabs carries it, so that one whose making was not confirmed is found again. */
const tagOf = (agentId: string) => `centralita-${agentId}`;

/** The vendor's agent as we want it. */
export async function wantedConfig(
  scope: Scope,
  agent: AgentWithNumbers,
  setup: VendorSetup,
): Promise<VendorConfig> {
  const house = {
    publicUrl: env.PUBLIC_URL,
    maxDurationSeconds: env.MAX_CALL_DURATION_SECONDS,
    saveCallAudio: env.SAVE_CALL_AUDIO === "true",
  };
  return vendorConfig({ agent, tenant: await getTenant(scope), setup, house });
}

/**
 * Reads what stands at ElevenLabs. For use inside `atVendor`, unless the setup is given. Throws `invalid` for an id that the workspace does not know, `conflict`
 * `gone_at_vendor` for an agent that was deleted there after it was published.
 */
export async function compareWithVendor(
  scope: Scope,
  agent: AgentWithNumbers,
  known?: VendorSetup,
): Promise<Comparison> {
  const setup = known ?? (await usualSetup(scope));
  if (agent.elevenLabsAgentId === null) return { setup, there: undefined, differences: [] };
  const published = publicationOf(agent);
  const there = await fetchVendorAgent(setup.apiKey, agent.elevenLabsAgentId).catch((error: unknown) => {
    if (!(error instanceof ProviderError && error.httpStatus === 404)) throw error;
    if (published) throw new AppError("conflict", "gone_at_vendor");
    throw new AppError("invalid", "unknown at the vendor", { elevenLabsAgentId: "unknown_at_vendor" });
  });
  const ours = await wantedConfig(scope, agent, setup);
  const theirs = readVendorConfig(there, ours, setup);
  return { setup, there, differences: differencesOf({ ours, theirs, base: published?.vendor ?? null }) };
}

/**
 * The agent with what the request takes over from ElevenLabs. Throws `conflict` with the differences while somebody's work there would
 * be lost and nobody has said which side wins; `invalid` for a value that cannot be taken.
 */
export function settleDifferences(
  agent: AgentWithNumbers,
  differences: Difference[],
  resolve: Resolution,
): AgentWithNumbers {
  const isFirst = publicationOf(agent) === undefined;
  const open = undecided(differences, { resolve, isFirst });
  if (open.length > 0) {
    const reason = isFirst ? "link_changes_vendor" : "changed_at_vendor";
    const fields = Object.fromEntries(open.map(({ field }) => [field, "changed_at_vendor"]));
    throw new ConflictError(reason, { reason, differences }, fields);
  }
  const [kept] = fieldsNotGiven(resolve);
  if (kept) throw new AppError("invalid", "calls need it", { [`resolve.${kept}`]: "house_decides" });
  const taken: Record<string, unknown> = {};
  for (const field of fieldsTaken(differences, resolve)) {
    const theirs = differences.find((difference) => difference.field === field)?.theirs;
    const value = field === "variables" ? { ...agent.variables, ...(theirs as object) } : theirs;
    const parsed = agentInput.shape[field].safeParse(value);
    if (!parsed.success || parsed.data === undefined)
      throw new AppError("invalid", "cannot be had", { [`resolve.${field}`]: "cannot_be_taken" });
    taken[field] = parsed.data;
  }
  return { ...agent, ...taken };
}

/**
 * Makes ElevenLabs' agent what ours is, by the smallest PATCH, or makes it there. For use inside `atVendor`. What the workspace lacks
 * (deleted by somebody) is made again once.
 */
export async function pushAgent(
  scope: Scope,
  agent: AgentWithNumbers,
  { setup, there }: Pick<Comparison, "setup" | "there">,
): Promise<Pushed> {
  try {
    return await send(scope, agent, { setup, there });
  } catch (error) {
    const mayLackSomething =
      error instanceof ProviderError && [400, 404, 422].includes(error.httpStatus ?? 0);
    if (!mayLackSomething) throw error;
    const renewed = await arrange(scope);
    if (JSON.stringify(renewed) === JSON.stringify(setup)) throw error;
    return send(scope, agent, { setup: renewed, there });
  }
}

async function send(
  scope: Scope,
  agent: AgentWithNumbers,
  { setup, there }: Pick<Comparison, "setup" | "there">,
): Promise<Pushed> {
  const ours = await wantedConfig(scope, agent, setup);
  if (agent.elevenLabsAgentId !== null && there)
    return change(agent, { id: agent.elevenLabsAgentId, there, ours, setup });
  const { apiKey } = setup;
  // Made by an attempt whose answer was lost: it may hold older words.
  const known = await findVendorAgentByTag(apiKey, tagOf(agent.id));
  if (known) return change(agent, { id: known, there: await fetchVendorAgent(apiKey, known), ours, setup });
  const body = { ...vendorBody(ours, { agent: {}, setup, texts: textsOf(agent) }), tags: [tagOf(agent.id)] };
  const id = await createOnce(apiKey, { agentId: agent.id, body });
  // It is made: that it cannot be read now does not make it undone.
  const now = await fetchVendorAgent(apiKey, id).catch(() => undefined);
  return now
    ? report(id, now, { ours, setup })
    : { elevenLabsAgentId: id, allowedOverrides: [...OVERRIDES], vendor: ours };
}

const textsOf = ({ firstMessage, prompt }: AgentWithNumbers) => [firstMessage, prompt];

async function change(
  agent: AgentWithNumbers,
  { id, there, ours, setup }: { id: string; there: VendorAgent; ours: VendorConfig; setup: VendorSetup },
): Promise<Pushed> {
  const theirs = readVendorConfig(there, ours, setup);
  const fields = VENDOR_FIELDS.filter((field) => field in ours && !isSame(ours[field], theirs[field]));
  if (fields.length === 0) return report(id, there, { ours, setup });
  const changes: VendorConfig = Object.fromEntries(fields.map((field) => [field, ours[field]]));
  const patch = vendorBody(changes, { agent: there, setup, texts: textsOf(agent) });
  return report(id, await patchVendorAgent(setup.apiKey, id, patch), { ours, setup });
}

function report(
  elevenLabsAgentId: string,
  now: VendorAgent,
  { ours, setup }: { ours: VendorConfig; setup: VendorSetup },
): Pushed {
  const { overrides } = (now["platform_settings"] ?? {}) as {
    overrides?: { conversation_config_override?: unknown };
  };
  return {
    elevenLabsAgentId,
    allowedOverrides: readOverrideFlags(overrides?.conversation_config_override),
    vendor: readVendorConfig(now, ours, setup),
  };
}

/** One agent of ours is one of theirs, even when the answer to its making was lost. */
async function createOnce(
  apiKey: string,
  { agentId, body }: { agentId: string; body: VendorAgent },
): Promise<string> {
  try {
    return await createVendorAgent(apiKey, body);
  } catch (error) {
    if (!(error instanceof ProviderError && error.mayHaveHappened)) throw error;
    const made = await findVendorAgentByTag(apiKey, tagOf(agentId)).catch(() => {
      throw new UnconfirmedCreation(error);
    });
    if (made) return made;
    throw error;
  }
}

/** Whether ElevenLabs has made the agent is not known: it is looked for by its tag before it is asked for again. */
export class UnconfirmedCreation extends ProviderError {
  constructor({ vendor, message, permanent, httpStatus, vendorCode }: ProviderError) {
    super(vendor, message, { permanent, httpStatus, vendorCode });
  }
}
