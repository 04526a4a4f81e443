/** Agents over REST (elevenlabs.md §6.1–§6.4). */
import { z } from "zod";
import { conversationConfig, platformSettings } from "./agent-config";
import { check, notFound } from "./errors";
import { type JsonObject, mergeDeep } from "../json";
import { numberView } from "./phone-numbers-routes";
import {
  ACCESS_INFO,
  type Answer,
  getAgent,
  pageOf,
  param,
  queryFlag,
  remove,
  type RestContext,
  type Route,
} from "./routing";
import { checkSecrets } from "./secrets";
import { addVersion, type Agent, createAgent, newId, type Workspace } from "./state";

const agentBody = z.looseObject({
  name: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  conversation_config: z.record(z.string(), z.unknown()).optional(),
  platform_settings: z.record(z.string(), z.unknown()).nullish(),
  version_description: z.string().nullish(),
});
const newAgentBody = agentBody.required({ conversation_config: true });

function settingsFrom(workspace: Workspace, config: JsonObject, platform: JsonObject) {
  const parsed = check(
    "body",
    z.object({ conversation_config: conversationConfig, platform_settings: platformSettings }),
    { conversation_config: config, platform_settings: platform },
  );
  for (const id of parsed.conversation_config.agent.prompt.tool_ids) {
    if (!workspace.tools.has(id)) throw notFound("tool", id);
  }
  checkSecrets(workspace, parsed);
  return parsed;
}

function createAgentRoute({ workspace, body }: RestContext): Answer {
  const { name, tags, conversation_config, platform_settings } = check("body", newAgentBody, body);
  const settings = settingsFrom(workspace, conversation_config, platform_settings ?? {});
  const agent = createAgent({ agent_id: newId("agent"), name: name ?? "", tags: tags ?? [], ...settings });
  workspace.agents.set(agent.agent_id, agent);
  return { json: { agent_id: agent.agent_id } };
}

function updateAgentRoute(context: RestContext): Answer {
  const { workspace, body } = context;
  const agent = getAgent(workspace, param(context, "agent_id"));
  const patch = check("body", agentBody, body);
  const settings = settingsFrom(
    workspace,
    mergeDeep(agent.conversation_config, patch.conversation_config ?? {}),
    mergeDeep(agent.platform_settings, patch.platform_settings ?? {}),
  );
  Object.assign(agent, settings);
  if (typeof patch.name === "string") agent.name = patch.name;
  if (patch.tags) agent.tags = patch.tags;
  addVersion(agent, patch.version_description ?? "");
  return { json: agentView(workspace, agent) };
}

function getAgentRoute(context: RestContext): Answer {
  const { workspace, query } = context;
  const agent = getAgent(workspace, param(context, "agent_id"));
  const [versionId, branchId] = [query.get("version_id"), query.get("branch_id")];
  if (branchId !== null && branchId !== agent.branchId) throw notFound("branch", branchId);
  if (versionId === null) return { json: agentView(workspace, agent) };
  const version = agent.versions.find((one) => one.versionId === versionId);
  if (!version) throw notFound("version", versionId);
  return { json: agentView(workspace, agent, version) };
}

function agentView(workspace: Workspace, agent: Agent, version = agent.versions.at(-1)): JsonObject {
  const { name, tags, conversation_config, platform_settings } = version ?? agent;
  const numbers = [...workspace.phoneNumbers.values()].filter(({ agentId }) => agentId === agent.agent_id);
  return {
    agent_id: agent.agent_id,
    name,
    conversation_config,
    metadata: {
      created_at_unix_secs: agent.createdAtUnixSeconds,
      updated_at_unix_secs: agent.updatedAtUnixSeconds,
    },
    platform_settings,
    phone_numbers: numbers.map((number) => numberView(workspace, number)),
    whatsapp_accounts: [],
    access_info: ACCESS_INFO,
    tags,
    version_id: version?.versionId ?? null,
    branch_id: agent.branchId,
    main_branch_id: agent.branchId,
  };
}

function listAgentsRoute({ workspace, query }: RestContext): Answer {
  const search = query.get("search")?.toLowerCase();
  const tags = query.getAll("tags");
  const isArchived = queryFlag(query, "archived") ?? false;
  const agents = [...workspace.agents.values()].filter(
    (agent) =>
      agent.platform_settings.archived === isArchived &&
      (search === undefined || agent.name.toLowerCase().includes(search)) &&
      tags.every((tag) => agent.tags.includes(tag)),
  );
  const isByName = query.get("sort_by") === "name";
  agents.sort((one, other) =>
    isByName ? one.name.localeCompare(other.name) : one.createdAtUnixSeconds - other.createdAtUnixSeconds,
  );
  if (query.get("sort_direction") !== "asc") agents.reverse();
  const page = pageOf(agents, query, { idOf: (agent) => agent.agent_id, size: 30 });
  return {
    json: {
      agents: page.items.map((agent) => ({
        agent_id: agent.agent_id,
        name: agent.name,
        voice_id: agent.conversation_config.tts.voice_id,
        tags: agent.tags,
        created_at_unix_secs: agent.createdAtUnixSeconds,
        last_call_time_unix_secs: lastCallOf(workspace, agent.agent_id),
        access_info: ACCESS_INFO,
        archived: agent.platform_settings.archived,
      })),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

function lastCallOf(workspace: Workspace, agentId: string): number | null {
  const starts = [...workspace.conversations.values()].flatMap((conversation) =>
    conversation.agentId === agentId ? conversation.startedAtUnixSeconds : [],
  );
  return starts.at(-1) ?? null;
}

const AGENT = "/v1/convai/agents/{agent_id}";

export const agentRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/agents/create", handle: createAgentRoute },
  { method: "GET", path: "/v1/convai/agents", handle: listAgentsRoute },
  { method: "GET", path: AGENT, handle: getAgentRoute },
  { method: "PATCH", path: AGENT, handle: updateAgentRoute },
  { method: "DELETE", path: AGENT, handle: remove(({ workspace }) => workspace.agents, "agent_id", "agent") },
];
