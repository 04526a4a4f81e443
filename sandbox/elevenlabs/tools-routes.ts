/** Tools of agents over REST (elevenlabs.md §6.5). */
import { z } from "zod";
import { check, notFound, refusal } from "./errors";
import { isObject, type JsonObject } from "../json";
import { ACCESS_INFO, type Answer, pageOf, param, queryFlag, type RestContext, type Route } from "./routing";
import { checkSecrets } from "./secrets";
import { addVersion, type Agent, newId, type Tool, type Workspace } from "./state";
import { checkParameters } from "./tool-schema";

const toolName = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const clientTool = z.looseObject({
  type: z.literal("client"),
  name: toolName,
  description: z.string(),
  response_timeout_secs: z.int().min(1).max(120).default(20),
  expects_response: z.boolean().default(false),
});
const webhookTool = z.looseObject({
  type: z.literal("webhook"),
  name: toolName,
  description: z.string(),
  response_timeout_secs: z.int().min(5).max(300).default(20),
  api_schema: z.looseObject({
    url: z.string().regex(/^https?:\/\/[^/]/, "Invalid URL"),
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
    content_type: z
      .enum(["application/json", "application/x-www-form-urlencoded"])
      .default("application/json"),
    request_headers: z.record(z.string(), z.unknown()).default({}),
  }),
});
const toolBody = z.looseObject({ tool_config: z.discriminatedUnion("type", [clientTool, webhookTool]) });

function toolView({ id, tool_config }: Tool): JsonObject {
  return {
    id,
    tool_config,
    access_info: ACCESS_INFO,
    usage_stats: { total_calls: 0, avg_latency_secs: 0 },
    response_mocks: [],
  };
}

function getTool(context: RestContext): Tool {
  const id = param(context, "tool_id");
  const tool = context.workspace.tools.get(id);
  if (!tool) throw notFound("tool", id);
  return tool;
}

/** A tool as it was sent, if its values have one source each and its headers name secrets that exist. */
function configFrom(workspace: Workspace, body: unknown): JsonObject {
  const config: JsonObject = check("body", toolBody, body).tool_config;
  const schema = isObject(config["api_schema"]) ? config["api_schema"] : {};
  const at = ["body", "tool_config"];
  checkParameters(config["parameters"], [...at, "parameters"]);
  for (const name of ["request_body_schema", "query_params_schema"]) {
    const part = isObject(schema[name]) ? { ...schema[name], type: "object" } : undefined;
    checkParameters(part, [...at, "api_schema", name]);
  }
  const path = { type: "object", properties: schema["path_params_schema"] };
  checkParameters(path, [...at, "api_schema", "path_params_schema"]);
  checkSecrets(workspace, schema["request_headers"]);
  return config;
}

function createToolRoute({ workspace, body }: RestContext): Answer {
  const tool: Tool = { id: newId("tool"), tool_config: configFrom(workspace, body) };
  workspace.tools.set(tool.id, tool);
  return { json: toolView(tool) };
}

/** Unlike an agent, a tool is sent whole: its name and schema are required in the published document. */
function updateToolRoute(context: RestContext): Answer {
  const tool = getTool(context);
  tool.tool_config = configFrom(context.workspace, context.body);
  return { json: toolView(tool) };
}

function listToolsRoute({ workspace, query }: RestContext): Answer {
  const types = query.getAll("types");
  const search = query.get("search")?.toLowerCase() ?? "";
  const user = query.get("used_by_agent_id");
  const used =
    user === null ? undefined : workspace.agents.get(user)?.conversation_config.agent.prompt.tool_ids;
  const tools = [...workspace.tools.values()].filter(
    ({ id, tool_config }) =>
      (types.length === 0 || types.includes(String(tool_config["type"]))) &&
      String(tool_config["name"]).toLowerCase().includes(search) &&
      (user === null || used?.includes(id)),
  );
  const page = pageOf(tools, query, { idOf: (tool) => tool.id, size: 30 });
  return {
    json: {
      tools: page.items.map(toolView),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

function dependentsOf(workspace: Workspace, toolId: string): Agent[] {
  return [...workspace.agents.values()].filter((agent) =>
    agent.conversation_config.agent.prompt.tool_ids.includes(toolId),
  );
}

function dependentAgentsRoute(context: RestContext): Answer {
  const { id } = getTool(context);
  const agents = dependentsOf(context.workspace, id);
  const page = pageOf(agents, context.query, { idOf: (agent) => agent.agent_id, size: 30 });
  return {
    json: {
      agents: page.items.map((agent) => ({
        type: "available",
        id: agent.agent_id,
        name: agent.name,
        created_at_unix_secs: agent.createdAtUnixSeconds,
        access_level: "admin",
        referenced_resource_ids: [],
      })),
      branches: page.items.map((agent) => ({
        agent_id: agent.agent_id,
        agent_name: agent.name,
        branch_id: agent.branchId,
        branch_name: "Main",
        is_main: true,
      })),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

/** One that agents use goes only by force, and then from them too; the body of the refusal is not published. */
function deleteToolRoute(context: RestContext): Answer {
  const { workspace, query } = context;
  const { id } = getTool(context);
  const dependents = dependentsOf(workspace, id);
  if (dependents.length > 0 && queryFlag(query, "force") !== true)
    throw refusal(409, "tool_in_use", `Tool ${id} is used by ${dependents.length} agents.`);
  for (const agent of dependents) {
    const { prompt } = agent.conversation_config.agent;
    prompt.tool_ids = prompt.tool_ids.filter((one) => one !== id);
    addVersion(agent, "");
  }
  workspace.tools.delete(id);
  return { json: {} };
}

const TOOL = "/v1/convai/tools/{tool_id}";

export const toolRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/tools", handle: createToolRoute },
  { method: "GET", path: "/v1/convai/tools", handle: listToolsRoute },
  { method: "GET", path: TOOL, handle: (context) => ({ json: toolView(getTool(context)) }) },
  { method: "PATCH", path: TOOL, handle: updateToolRoute },
  { method: "DELETE", path: TOOL, handle: deleteToolRoute },
  { method: "GET", path: `${TOOL}/dependent-agents`, handle: dependentAgentsRoute },
];
