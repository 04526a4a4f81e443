/** From the first message to a conversation's settings, or the reason why it cannot start (elevenlabs.md §1.3, §1.8, §6.4, §12). */
import {
  type ConversationConfig,
  conversationConfig,
  fillVariables,
  findForbiddenOverride,
  variablesIn,
  variablesInTools,
} from "./agent-config";
import type { Initiation } from "./client-messages";
import { isObject, type JsonObject, mergeDeep } from "../json";
import type { Conversation } from "./conversation";
import type { Agent, Workspace } from "./state";

interface StartFailure {
  errorType: "override_error" | "missing_dynamic_variable" | "value_error";
  message: string;
}

export interface Start {
  config: ConversationConfig;
  variables: JsonObject;
  firstMessage: string;
  prompt: string;
  /** Client and webhook tools by name. */
  tools: Map<string, JsonObject>;
  failure?: StartFailure;
}

export function startConversation(
  { workspace, agent, conversation }: { workspace: Workspace; agent: Agent; conversation: Conversation },
  initiation: Initiation,
): Start {
  const override = initiation.conversation_config_override ?? {};
  const config = configFor(agent, override);
  const tools = toolsOf(workspace, config ?? agent.conversation_config);
  const variables = {
    ...agent.conversation_config.agent.dynamic_variables.dynamic_variable_placeholders,
    ...initiation.dynamic_variables,
    ...systemVariables(agent, conversation),
  };
  const used = config ?? agent.conversation_config;
  const failure =
    findForbidden(agent, initiation) ??
    (config
      ? findMissing(used, tools, variables)
      : { errorType: "value_error" as const, message: "Invalid override value" });
  return {
    config: used,
    variables,
    firstMessage: fillVariables(used.agent.first_message, variables),
    prompt: fillVariables(used.agent.prompt.prompt, variables),
    tools: new Map(tools.map((tool) => [String(tool["name"]), tool])),
    ...(failure ? { failure } : {}),
  };
}

/** Undefined when an overridden value is not one of the configuration's. */
function configFor(agent: Agent, override: JsonObject): ConversationConfig | undefined {
  const base = agent.conversation_config;
  const wanted = isObject(override["agent"]) ? override["agent"]["language"] : undefined;
  const preset = typeof wanted === "string" ? base.language_presets[wanted] : undefined;
  const translated = preset && isObject(preset["overrides"]) ? mergeDeep(base, preset["overrides"]) : base;
  const parsed = conversationConfig.safeParse(mergeDeep(translated, override));
  return parsed.success ? parsed.data : undefined;
}

function toolsOf(workspace: Workspace, config: ConversationConfig): JsonObject[] {
  const attached = config.agent.prompt.tool_ids.map((id) => workspace.tools.get(id)?.tool_config);
  return [...attached, ...config.agent.prompt.tools].filter((tool) => tool !== undefined);
}

/** The first field that the agent does not let a call set (§6.4). Undefined when all are allowed. */
export function findForbidden(agent: Agent, initiation: Initiation): StartFailure | undefined {
  const flags = agent.platform_settings.overrides;
  const body = initiation.custom_llm_extra_body ?? {};
  const field =
    findForbiddenOverride(initiation.conversation_config_override ?? {}, agent.platform_settings) ??
    (Object.keys(body).length > 0 && !flags.custom_llm_extra_body ? "custom_llm_extra_body" : undefined) ??
    (initiation.starting_workflow_node_id && !flags.enable_starting_workflow_node_id_from_client
      ? "starting_workflow_node_id"
      : undefined) ??
    (initiation.procedure_ids && !flags.enable_procedure_ids_from_client ? "procedure_ids" : undefined);
  if (field === undefined) return undefined;
  return { errorType: "override_error", message: `Override for field '${field}' is not allowed by config` };
}

function findMissing(
  config: ConversationConfig,
  tools: JsonObject[],
  variables: JsonObject,
): StartFailure | undefined {
  const places: [string, string[]][] = [
    ["tools", variablesInTools(tools)],
    ["first message", variablesIn(config.agent.first_message)],
    ["prompt", variablesIn(config.agent.prompt.prompt)],
  ];
  for (const [place, names] of places) {
    const missing = [...new Set(names)].filter((name) => (variables[name] ?? null) === null);
    if (missing.length === 0) continue;
    const list = missing.map((name) => `'${name}'`).join(", ");
    return {
      errorType: "missing_dynamic_variable",
      message: `Missing required dynamic variables in ${place}: {${list}}`,
    };
  }
  return undefined;
}

/** The telephone's are empty on a socket, because the bridge is not the vendor's (elevenlabs.md §6.7). */
function systemVariables(agent: Agent, { conversationId, phoneCall }: Conversation): JsonObject {
  const isInbound = phoneCall?.direction === "inbound";
  const timezone = agent.conversation_config.agent.prompt.timezone ?? "UTC";
  const now = new Date();
  return {
    system__agent_id: agent.agent_id,
    system__current_agent_id: agent.agent_id,
    system__conversation_id: conversationId,
    system__caller_id: (isInbound ? phoneCall?.externalNumber : phoneCall?.agentNumber) ?? "",
    system__called_number: (isInbound ? phoneCall?.agentNumber : phoneCall?.externalNumber) ?? "",
    system__call_sid: phoneCall?.callSid ?? "",
    system__call_id: phoneCall?.callSid ?? "",
    system__call_duration_secs: 0,
    system__time_utc: now.toISOString(),
    system__time: localTime(now, timezone),
    system__timezone: timezone,
    system__agent_turns: 0,
    system__current_agent_turns: 0,
    system__current_subagent_turns: 0,
    system__conversation_history: "[]",
    system__is_text_only: agent.conversation_config.conversation.text_only,
  };
}

function localTime(now: Date, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone }).format(now);
  } catch {
    return now.toUTCString();
  }
}
