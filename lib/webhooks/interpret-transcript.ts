import type { TurnRole } from "@/lib/vocabulary";
import type { Conversation, ConversationTurn } from "./post-call-shapes";

/** One statement has at most 65,535 parameters, ten for each turn. */
const MAX_TURNS = 5000;
/** Of what a tool was given, and of what it answered. */
const MAX_WORDS = 2000;

export interface ReportedTurn {
  position: number;
  role: TurnRole;
  text: string;
  originalText: string | null;
  interrupted: boolean;
  offsetMs: number;
}

/** What was said and done, in order; tools are written as the bridge writes them: `name {given} → answer`. Pure. */
export function turnsOf(said: Conversation): ReportedTurn[] {
  const results = resultsOf(said);
  return said.transcript
    .flatMap((turn) => [...spoken(turn), ...tools(turn, results)])
    .slice(0, MAX_TURNS)
    .map((turn, position) => ({ ...turn, position }));
}

type Unplaced = Omit<ReportedTurn, "position">;

const offsetOf = ({ time_in_call_secs }: ConversationTurn) => Math.round((time_in_call_secs ?? 0) * 1000);

function spoken(turn: ConversationTurn): Unplaced[] {
  const { role, message } = turn;
  if (!message || (role !== "agent" && role !== "user")) return [];
  const original = turn.original_message;
  return [
    {
      role: role === "agent" ? "agent" : "caller",
      text: message,
      originalText: original && original !== message ? original : null,
      interrupted: turn.interrupted === true,
      offsetMs: offsetOf(turn),
    },
  ];
}

function tools(turn: ConversationTurn, results: ResultsById): Unplaced[] {
  return usesOf(turn, results).map(({ name, given, answer, offsetMs }) => ({
    role: "tool",
    text: `${name} ${given}${answer === null ? "" : ` → ${answer}`}`,
    originalText: null,
    interrupted: false,
    offsetMs,
  }));
}

interface ToolUse {
  /** The vendor's id of this use, or one made of its place. */
  key: string;
  name: string;
  type: string | null;
  given: string;
  answer: string | null;
  isError: boolean;
  offsetMs: number;
  latencyMs: number | null;
}

export function toolUsesOf(said: Conversation): ToolUse[] {
  const results = resultsOf(said);
  return said.transcript
    .flatMap((turn) => usesOf(turn, results))
    .slice(0, MAX_TURNS)
    .map(({ requestId, ...use }, index) => ({
      ...use,
      key: requestId ?? `${said.conversation_id}:${index}`,
    }));
}

type ToolResult = ConversationTurn["tool_results"][number];
type ResultsById = Map<string, ToolResult>;

/** The result of a tool that takes its time stands in a later turn than its call. */
function resultsOf({ transcript }: Conversation): ResultsById {
  return new Map(
    transcript
      .flatMap((turn) => turn.tool_results)
      .flatMap((result) => (result.request_id ? [[result.request_id, result] as const] : [])),
  );
}

function usesOf(
  turn: ConversationTurn,
  results: ResultsById,
): (Omit<ToolUse, "key"> & { requestId: string | null })[] {
  return turn.tool_calls.map(({ request_id, tool_name, type, params_as_json }) => {
    const result = request_id
      ? results.get(request_id)
      : turn.tool_results.find((candidate) => candidate.tool_name === tool_name);
    const latencySeconds = result?.tool_latency_secs;
    return {
      requestId: request_id ?? null,
      name: tool_name,
      type: type ?? null,
      given: (params_as_json ?? "{}").slice(0, MAX_WORDS),
      answer: result?.result_value?.slice(0, MAX_WORDS) ?? null,
      isError: result?.is_error === true,
      offsetMs: offsetOf(turn),
      latencyMs: latencySeconds == null ? null : Math.round(latencySeconds * 1000),
    };
  });
}
