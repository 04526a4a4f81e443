/** Uses an agent's tools on the socket: its messages, its row in the transcript, its waiting (elevenlabs.md §1.4, §6.5). */
import type { TranscriptTurn } from "./conversation";
import type { Start } from "./conversation-start";
import type { JsonObject } from "./json";
import { createToolRun, PendingResults, type ToolResult, toolCallView, toolResultView } from "./tool-calls";

export interface ToolUseOptions {
  start: Start;
  send: (type: string, payload: JsonObject) => void;
  addTurn: () => TranscriptTurn;
}

export class ToolUse {
  readonly #options: ToolUseOptions;
  readonly #results = new PendingResults();

  constructor(options: ToolUseOptions) {
    this.#options = options;
  }

  settle(callId: string, result: ToolResult): void {
    this.#results.settle(callId, result);
  }

  close(): void {
    this.#results.close();
  }

  /** Undefined at once when the agent does not wait for the result, as by default (§6.5). */
  async useClientTool(
    name: string,
    parameters: JsonObject,
    event_id: number,
  ): Promise<ToolResult | undefined> {
    const { start, send, addTurn } = this.#options;
    const tool = start.clientTools.get(name);
    if (!tool) return undefined;
    const run = createToolRun(name, "client", parameters);
    const ids = { tool_name: name, tool_call_id: run.callId, event_id };
    const turn = addTurn();
    turn.toolCalls = [toolCallView(run)];
    // A call that the agent's list of events keeps from the client can only time out.
    const isDelivered = start.config.conversation.client_events.includes("client_tool_call");
    const timeoutMs = isDelivered ? Number(tool["response_timeout_secs"] ?? 20) * 1000 : 0;
    const waiting = this.#results.wait(run.callId, timeoutMs);
    send("agent_tool_request", { agent_tool_request: { ...ids, tool_type: "client" } });
    send("client_tool_call", { client_tool_call: { ...ids, parameters } });
    const settled = waiting.then((result) => {
      turn.toolResults = [toolResultView(run, result)];
      send("agent_tool_response", {
        agent_tool_response: { ...ids, tool_type: "client", is_error: result.isError, is_called: true },
      });
      return result;
    });
    return tool["expects_response"] === true ? settled : undefined;
  }

  useEndCall(reason: string, event_id: number): void {
    const { send, addTurn } = this.#options;
    const run = createToolRun("end_call", "system", { reason });
    const turn = addTurn();
    turn.toolCalls = [toolCallView(run)];
    turn.toolResults = [toolResultView(run, { value: "", isError: false })];
    const ids = { tool_name: run.name, tool_call_id: run.callId, tool_type: run.type, event_id };
    send("agent_tool_request", { agent_tool_request: ids });
    send("agent_tool_response", { agent_tool_response: { ...ids, is_error: false, is_called: true } });
  }
}
