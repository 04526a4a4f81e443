/** Tools of agents over REST (elevenlabs.md §6.5). */
import { z } from "zod";
import { check, notFound } from "./errors";
import { isObject, type JsonObject, mergeDeep } from "./json";
import { ACCESS_INFO, type Answer, pageOf, param, remove, type RestContext, type Route } from "./routing";
import { newId, type Tool } from "./state";

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
  api_schema: z.looseObject({ url: z.string(), method: z.string().default("GET") }),
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

function createToolRoute({ workspace, body }: RestContext): Answer {
  const tool: Tool = { id: newId("tool"), tool_config: check("body", toolBody, body).tool_config };
  workspace.tools.set(tool.id, tool);
  return { json: toolView(tool) };
}

function updateToolRoute(context: RestContext): Answer {
  const tool = getTool(context);
  const patch = isObject(context.body) ? context.body : {};
  tool.tool_config = check("body", toolBody, mergeDeep({ tool_config: tool.tool_config }, patch)).tool_config;
  return { json: toolView(tool) };
}

function listToolsRoute({ workspace, query }: RestContext): Answer {
  const types = query.getAll("types");
  const tools = [...workspace.tools.values()].filter(
    ({ tool_config }) => types.length === 0 || types.includes(String(tool_config["type"])),
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

const TOOL = "/v1/convai/tools/{tool_id}";

export const toolRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/tools", handle: createToolRoute },
  { method: "GET", path: "/v1/convai/tools", handle: listToolsRoute },
  { method: "GET", path: TOOL, handle: (context) => ({ json: toolView(getTool(context)) }) },
  { method: "PATCH", path: TOOL, handle: updateToolRoute },
  { method: "DELETE", path: TOOL, handle: remove(({ workspace }) => workspace.tools, "tool_id", "tool") },
];
