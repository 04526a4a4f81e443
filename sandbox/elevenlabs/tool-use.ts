/** Uses an agent's tools: messages on the line, requests to servers, rows of the transcript, waiting (elevenlabs.md §1.4, §6.5). */
import type { Conversation, TranscriptTurn } from "./conversation";
import type { Start } from "./conversation-start";
import type { JsonObject } from "../json";
import type { Outgoing } from "./outgoing";
import type { Workspace } from "./state";
import {
  createToolRun,
  PendingResults,
  type ToolResult,
  type ToolRun,
  toolCallView,
  toolResultView,
} from "./tool-calls";
import { createToolRequest } from "./tool-request";
import { fillObject } from "./tool-schema";

export interface ToolUseOptions {
  start: Start;
  conversation: Conversation;
  workspace: Workspace;
  outgoing: Outgoing;
  carries: (type: string) => boolean;
  send: (type: string, payload: JsonObject) => void;
  addTurn: () => TranscriptTurn;
}

export class ToolUse {
  readonly #options: ToolUseOptions;
  readonly #results = new PendingResults();
  readonly #startedAtMs = Date.now();

  constructor(options: ToolUseOptions) {
    this.#options = options;
  }

  settle(callId: string, result: ToolResult): void {
    this.#results.settle(callId, result);
  }

  close(): void {
    this.#results.close();
  }

  /** Undefined at once when there is no such tool, or when the agent does not wait for its result. */
  async use(name: string, parameters: JsonObject, eventId: number): Promise<ToolResult | undefined> {
    const tool = this.#options.start.tools.get(name);
    switch (tool?.["type"]) {
      case "client":
        return this.#useClientTool(
          tool,
          createToolRun(name, "client", fillObject(tool["parameters"], parameters, this.#variablesNow())),
          eventId,
        );
      case "webhook":
        return this.#useWebhookTool(tool, createToolRun(name, "webhook", parameters), eventId);
      default:
        return undefined;
    }
  }

  useEndCall(reason: string, eventId: number): void {
    const run = createToolRun("end_call", "system", { reason });
    const turn = this.#begin(run, eventId);
    this.#conclude(run, { turn, eventId, result: { value: "", isError: false } });
  }

  /** By default the agent goes on without the client's answer (§6.5). */
  #useClientTool(tool: JsonObject, run: ToolRun, event_id: number): Promise<ToolResult> | undefined {
    const { start, send, carries } = this.#options;
    // A call that the agent's list of events or the line keeps from the client can only time out.
    const isListed = start.config.conversation.client_events.includes("client_tool_call");
    const isDelivered = isListed && carries("client_tool_call");
    const timeoutMs = isDelivered ? Number(tool["response_timeout_secs"] ?? 20) * 1000 : 0;
    const waiting = this.#results.wait(run.callId, timeoutMs);
    const turn = this.#begin(run, event_id);
    const { name: tool_name, callId: tool_call_id, parameters } = run;
    send("client_tool_call", { client_tool_call: { tool_name, tool_call_id, event_id, parameters } });
    const settled = waiting.then((result) => this.#conclude(run, { turn, eventId: event_id, result }));
    return tool["expects_response"] === true ? settled : undefined;
  }

  /** Its server is asked even when the caller hangs up meanwhile. */
  #useWebhookTool(tool: JsonObject, run: ToolRun, eventId: number): Promise<ToolResult> | undefined {
    const { workspace, outgoing } = this.#options;
    const variables = this.#variablesNow();
    const { parameters } = run;
    const { request, details } = createToolRequest(tool, {
      parameters,
      variables,
      secrets: workspace.secrets,
    });
    const turn = this.#begin(run, eventId, details);
    const settled = outgoing.ask(request).then(({ status, text }) => {
      const isError = status === null || status < 200 || status > 299;
      const value = isError && status !== null ? `HTTP ${status}${text === "" ? "" : `: ${text}`}` : text;
      return this.#conclude(run, { turn, eventId, result: { value, isError } });
    });
    return tool["execution_mode"] === "async" ? undefined : settled;
  }

  #begin(run: ToolRun, event_id: number, details: JsonObject | null = null): TranscriptTurn {
    const { send, addTurn } = this.#options;
    const turn = addTurn();
    turn.toolCalls = [toolCallView(run, details)];
    const { name: tool_name, callId: tool_call_id, type: tool_type } = run;
    send("agent_tool_request", { agent_tool_request: { tool_name, tool_call_id, tool_type, event_id } });
    return turn;
  }

  #conclude(
    run: ToolRun,
    { turn, eventId: event_id, result }: { turn: TranscriptTurn; eventId: number; result: ToolResult },
  ): ToolResult {
    turn.toolResults = [toolResultView(run, result)];
    const { name: tool_name, callId: tool_call_id, type: tool_type } = run;
    const agent_tool_response = { tool_name, tool_call_id, tool_type, event_id };
    this.#options.send("agent_tool_response", {
      agent_tool_response: { ...agent_tool_response, is_error: result.isError, is_called: true },
    });
    return result;
  }

  /** In tools the system's variables are read when the tool is used (§6.7). */
  #variablesNow(): JsonObject {
    const { start, conversation } = this.#options;
    const { turns } = conversation;
    const spoken = turns.flatMap(({ role, message }) => (message === null ? [] : [{ role, message }]));
    const agentTurns = turns.filter(({ role }) => role === "agent").length;
    return {
      ...start.variables,
      system__call_duration_secs: Math.round((Date.now() - this.#startedAtMs) / 1000),
      system__time_utc: new Date().toISOString(),
      system__agent_turns: agentTurns,
      system__current_agent_turns: agentTurns,
      system__conversation_history: JSON.stringify(spoken),
    };
  }
}
