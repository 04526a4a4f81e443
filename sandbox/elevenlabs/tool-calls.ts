/** Tools that an agent uses during a conversation, and the answers it waits for (elevenlabs.md §1.2, §6.5). */
import { randomBytes } from "node:crypto";
import type { JsonObject } from "../json";

export interface ToolResult {
  value: string;
  isError: boolean;
}

export interface ToolRun {
  callId: string;
  name: string;
  type: "client" | "webhook" | "system";
  parameters: JsonObject;
  startedAtMs: number;
}

export function createToolRun(name: string, type: ToolRun["type"], parameters: JsonObject): ToolRun {
  return {
    callId: `call_${randomBytes(10).toString("hex")}`,
    name,
    type,
    parameters,
    startedAtMs: Date.now(),
  };
}

/** Waits for a client's answers by tool call id; a late or unknown one is nobody's. */
export class PendingResults {
  readonly #waiting = new Map<string, (result: ToolResult) => void>();

  wait(callId: string, timeoutMs: number): Promise<ToolResult> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.settle(callId, { value: "Tool call timed out", isError: true });
      }, timeoutMs);
      timer.unref();
      this.#waiting.set(callId, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  settle(callId: string, result: ToolResult): void {
    const resolve = this.#waiting.get(callId);
    this.#waiting.delete(callId);
    resolve?.(result);
  }

  close(): void {
    for (const callId of this.#waiting.keys()) {
      this.settle(callId, { value: "The conversation ended", isError: true });
    }
  }
}

/** `details` of a webhook: what was asked of whom (elevenlabs.md §5.2). */
export function toolCallView(
  { callId, name, type, parameters }: ToolRun,
  details: JsonObject | null = null,
): JsonObject {
  const asJson = JSON.stringify(parameters);
  return {
    type,
    request_id: callId,
    tool_name: name,
    params_as_json: asJson,
    tool_has_been_called: true,
    tool_details: type === "client" ? { type: "client", parameters: asJson } : details,
  };
}

export function toolResultView(run: ToolRun, result: ToolResult): JsonObject {
  const shared = {
    type: run.type,
    request_id: run.callId,
    tool_name: run.name,
    result_value: result.value,
    is_error: result.isError,
    is_blocked: false,
    tool_has_been_called: true,
    tool_latency_secs: (Date.now() - run.startedAtMs) / 1000,
    error_type: "",
    raw_error_message: result.isError ? result.value : "",
    dynamic_variable_updates: [],
  };
  if (run.type !== "system") return shared;
  const { reason = null } = run.parameters;
  return { ...shared, result: { result_type: "end_call_success", status: "success", reason, message: null } };
}
