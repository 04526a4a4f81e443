/** The vendor's memory across a restart of the sandbox. */
import type { World } from "../world";
import { type Conversation, NEW_CONVERSATION } from "./conversation";
import { isObject } from "../json";
import {
  addVersion,
  type Agent,
  createWorkspace,
  newId,
  type PhoneNumber,
  type Settings,
  type Subscription,
  type Tool,
  type WebhookEndpoint,
  type Workspace,
} from "./state";

interface WorkspaceDump {
  apiKey: string;
  /** Missing in what was saved before workspaces had plans. */
  subscription?: Subscription;
  agents: Agent[];
  tools: Tool[];
  secrets: [string, { name: string; value: string }][];
  phoneNumbers: PhoneNumber[];
  webhooks: WebhookEndpoint[];
  settings: Settings;
  conversations: Conversation[];
}

export function dumpWorkspaces(workspaces: Workspace[]): { workspaces: WorkspaceDump[] } {
  return {
    workspaces: workspaces.map((workspace) => ({
      apiKey: workspace.apiKey,
      subscription: workspace.subscription,
      agents: [...workspace.agents.values()],
      tools: [...workspace.tools.values()],
      secrets: [...workspace.secrets],
      phoneNumbers: [...workspace.phoneNumbers.values()],
      webhooks: [...workspace.webhooks.values()],
      settings: workspace.settings,
      conversations: [...workspace.conversations.values()],
    })),
  };
}

/** Only our own dump is ever given back, through a file that nobody else writes: hence the cast. */
function readDump(restored: unknown): WorkspaceDump[] {
  if (!isObject(restored) || !Array.isArray(restored["workspaces"])) return [];
  return restored["workspaces"] as WorkspaceDump[];
}

/** Those of the world, with what was created and what happened before the restart. */
export function createWorkspaces(world: World, restored: unknown): Workspace[] {
  const kept = readDump(restored);
  return world.elevenlabs.workspaces.map((seed) => {
    const workspace = createWorkspace(seed);
    const dump = kept.find((candidate) => candidate.apiKey === seed.apiKey);
    if (dump) restoreInto(workspace, dump);
    return workspace;
  });
}

function restoreInto(workspace: Workspace, dump: WorkspaceDump): void {
  for (const agent of dump.agents) workspace.agents.set(agent.agent_id, completed(agent));
  for (const tool of dump.tools) workspace.tools.set(tool.id, tool);
  for (const [id, secret] of dump.secrets) workspace.secrets.set(id, secret);
  for (const number of dump.phoneNumbers)
    workspace.phoneNumbers.set(number.phone_number_id, { ...SAVED_WITHOUT, ...number });
  for (const webhook of dump.webhooks) {
    const seeded = workspace.webhooks.get(webhook.id);
    // The address may move between two runs; the world file knows the current one.
    workspace.webhooks.set(
      webhook.id,
      seeded ? { ...webhook, url: seeded.url, secret: seeded.secret } : webhook,
    );
  }
  workspace.settings = dump.settings;
  workspace.subscription = { ...workspace.subscription, ...dump.subscription };
  for (const saved of dump.conversations) {
    const conversation: Conversation = { ...NEW_CONVERSATION, ...saved };
    const isOver = conversation.status === "done" || conversation.status === "failed";
    if (!isOver) {
      conversation.status = "failed";
      conversation.terminationReason = "The service was restarted.";
    }
    // Recordings are kept in memory only.
    conversation.hasAudio = false;
    workspace.conversations.set(conversation.conversationId, conversation);
  }
}

/** What numbers of an earlier state of the file lack. */
const SAVED_WITHOUT = { supportsInbound: true, credentials: null };

/** Agents of an earlier state of the file have no versions yet. */
function completed(saved: Agent): Agent {
  const missing = { branchId: newId("agtbrch"), versions: [] };
  const agent: Agent = { ...missing, ...saved };
  if (agent.versions.length === 0) addVersion(agent, "");
  return agent;
}
