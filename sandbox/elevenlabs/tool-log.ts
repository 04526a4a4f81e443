/** What a conversation's agent did with its tools, for whoever tests them. */
import type { Conversation } from "./conversation";
import { isObject, type JsonObject } from "../json";

export interface LoggedUse {
  name: string;
  type: string;
  callId: string;
  /** What the agent gave. */
  arguments: unknown;
  /** As it went to the tool's server, variables and constants filled in; null for tools that are no server's. */
  requestBody: string | null;
  /** Null while there is no answer yet, and for a tool whose answer nobody waits for. */
  answer: string | null;
  isError: boolean;
  durationMs: number | null;
}

/** Oldest first. */
export function toolUses({ turns }: Conversation): LoggedUse[] {
  return turns.flatMap(({ toolCalls, toolResults }) =>
    toolCalls.map((call) => loggedUse(call, toolResults.find(isAnswerTo(call)))),
  );
}

const isAnswerTo = (call: JsonObject) => (result: JsonObject) => result["request_id"] === call["request_id"];

function loggedUse(call: JsonObject, result: JsonObject | undefined): LoggedUse {
  const details = isObject(call["tool_details"]) ? call["tool_details"] : {};
  const seconds = result?.["tool_latency_secs"];
  return {
    name: String(call["tool_name"]),
    type: String(call["type"]),
    callId: String(call["request_id"]),
    arguments: JSON.parse(String(call["params_as_json"])) as unknown,
    requestBody: typeof details["body"] === "string" ? details["body"] : null,
    answer: typeof result?.["result_value"] === "string" ? result["result_value"] : null,
    isError: result?.["is_error"] === true,
    durationMs: typeof seconds === "number" ? Math.round(seconds * 1000) : null,
  };
}
