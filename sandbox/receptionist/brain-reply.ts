/** What a tool's answer says. */
import type { Option } from "./brain-state";
import { isObject, type JsonObject } from "../json";

const STATUSES = ["done", "ask", "options", "failed"] as const;

export type Reply =
  | {
      status: (typeof STATUSES)[number];
      /** For the caller, in the caller's language. */
      say: string;
      ask: string | null;
      options: readonly Option[];
      appointmentId: string | null;
    }
  /** An answer in words for the agent, not for the caller. */
  | { status: "plain"; text: string }
  /** No answer, or the word that it went wrong. */
  | { status: "lost" };

/** `value` is null when no answer was waited for. */
export function replyIn(value: string | null, isError: boolean): Reply {
  if (value === null) return { status: "plain", text: "" };
  const json = objectIn(value);
  const reply = json && structuredReply(json);
  if (reply) return reply;
  // A server may wrap what it has to say for the agent.
  const inner = json?.["result"];
  if (typeof inner === "string" || isObject(inner)) {
    const text = typeof inner === "string" ? inner : JSON.stringify(inner);
    const wrapped = objectIn(text);
    const found = wrapped && structuredReply(wrapped);
    if (found) return found;
    if (json?.["is_error"] !== true && !isError) return { status: "plain", text };
  }
  return isError || json?.["is_error"] === true ? { status: "lost" } : { status: "plain", text: value };
}

function structuredReply(json: JsonObject): Reply | undefined {
  const status = STATUSES.find((known) => known === json["status"]);
  const { say, ask, options, appointment } = json;
  if (status === undefined || typeof say !== "string") return undefined;
  const id = isObject(appointment) ? appointment["appointment_id"] : undefined;
  return {
    status,
    say: say.trim(),
    ask: typeof ask === "string" ? ask : null,
    options: (Array.isArray(options) ? options : []).flatMap(optionIn),
    appointmentId: typeof id === "string" ? id : null,
  };
}

function optionIn(option: unknown): Option[] {
  if (!isObject(option)) return [];
  const words = typeof option["say"] === "string" ? option["say"] : "";
  const parameter = (["slot_id", "appointment_id"] as const).find((name) => typeof option[name] === "string");
  return parameter ? [{ parameter, id: String(option[parameter]), words }] : [];
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^HTTP \d{3}: /, ""));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
