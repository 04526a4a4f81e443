/** Signed addresses and past conversations over REST (elevenlabs.md §1.1, §5). */
import { z } from "zod";
import { type Conversation, conversationRow, conversationView, toolNames } from "./conversation";
import { invalid, notFound, refusal } from "./errors";
import {
  type Answer,
  getAgent,
  pageOf,
  param,
  queryFlag,
  queryInteger,
  queryValue,
  type RestContext,
  type Route,
} from "./routing";

function signedUrlRoute({ workspace, query, signUrl }: RestContext): Answer {
  const agentId = query.get("agent_id");
  if (agentId === null) throw invalid({ loc: ["query", "agent_id"], msg: "Field required", type: "missing" });
  const agent = getAgent(workspace, agentId);
  const withConversationId = queryFlag(query, "include_conversation_id") ?? false;
  return { json: { signed_url: signUrl(workspace, agent.agent_id, withConversationId) } };
}

function getConversation(context: RestContext): Conversation {
  const id = param(context, "conversation_id");
  const conversation = context.workspace.conversations.get(id);
  if (!conversation) throw notFound("conversation", id);
  return conversation;
}

type Test = (conversation: Conversation) => boolean;

function listConversationsRoute({ workspace, query }: RestContext): Answer {
  const tests = [...rangeTests(query), ...equalityTests(query), ...variableTests(query)];
  const found = [...workspace.conversations.values()].filter((conversation) =>
    tests.every((test) => test(conversation)),
  );
  found.sort((one, other) => one.startedAtUnixSeconds - other.startedAtUnixSeconds);
  if (query.get("sort_direction") !== "asc") found.reverse();
  const withSummary = queryValue(query, "summary_mode", z.enum(["exclude", "include"])) === "include";
  const page = pageOf(found, query, { idOf: (conversation) => conversation.conversationId, size: 30 });
  return {
    json: {
      conversations: page.items.map((conversation) => conversationRow(conversation, withSummary)),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

function rangeTests(query: URLSearchParams): Test[] {
  const after = queryInteger(query, "call_start_after_unix") ?? -Infinity;
  const before = queryInteger(query, "call_start_before_unix") ?? Infinity;
  const shortest = queryInteger(query, "call_duration_min_secs") ?? -Infinity;
  const longest = queryInteger(query, "call_duration_max_secs") ?? Infinity;
  return [
    ({ startedAtUnixSeconds: start }) => start >= after && start <= before,
    ({ durationSeconds: duration }) => duration >= shortest && duration <= longest,
  ];
}

function equalityTests(query: URLSearchParams): Test[] {
  const one = (name: string, of: (conversation: Conversation) => unknown): Test[] => {
    const wanted = query.get(name);
    return wanted === null ? [] : [(conversation) => of(conversation) === wanted];
  };
  const any = (name: string, of: (conversation: Conversation) => string[]): Test[] => {
    const wanted = query.getAll(name);
    return wanted.length === 0
      ? []
      : [(conversation) => of(conversation).some((value) => wanted.includes(value))];
  };
  const excluded = query.getAll("exclude_statuses");
  const isTextOnly = queryFlag(query, "text_only");
  return [
    ...one("agent_id", ({ agentId }) => agentId),
    ...one("user_id", ({ userId }) => userId),
    ...one("call_successful", ({ analysis }) => analysis?.["call_successful"] ?? "unknown"),
    ...one("conversation_initiation_source", ({ source }) => source ?? "unknown"),
    ...any("tool_names", toolNames),
    ...any("main_languages", ({ language }) => [language]),
    ...any("termination_reasons", ({ terminationReason }) => [terminationReason]),
    ({ status }) => !excluded.includes(status),
    (conversation) => isTextOnly === undefined || conversation.isTextOnly === isTextOnly,
  ];
}

/** `name:op:value`, with the values of `in` joined by a pipe (elevenlabs.md §5.1). */
function variableTests(query: URLSearchParams): Test[] {
  return query.getAll("dynamic_variable_params").map((given) => {
    const [, name = "", operator = "", wanted = ""] =
      /^([^:]+):(eq|neq|gt|gte|lt|lte|in):(.*)$/s.exec(given) ?? [];
    if (name === "") {
      throw invalid({
        loc: ["query", "dynamic_variable_params"],
        msg: "Invalid filter",
        type: "value_error",
      });
    }
    return ({ dynamicVariables }: Conversation) => {
      const value = dynamicVariables[name];
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return false;
      return matches(String(value), operator, wanted);
    };
  });
}

function matches(value: string, operator: string, wanted: string): boolean {
  const [left, right] = [Number(value), Number(wanted)];
  if (operator === "eq") return value === wanted;
  if (operator === "neq") return value !== wanted;
  if (operator === "gt") return left > right;
  if (operator === "gte") return left >= right;
  if (operator === "lt") return left < right;
  if (operator === "lte") return left <= right;
  return wanted.split("|").includes(value);
}

function getConversationRoute(context: RestContext): Answer {
  const conversation = getConversation(context);
  return { json: conversationView(conversation, context.workspace.agents.get(conversation.agentId)) };
}

function deleteConversationRoute(context: RestContext): Answer {
  const { conversationId } = getConversation(context);
  context.workspace.conversations.delete(conversationId);
  return { json: {} };
}

/** The vendor's file is MP3. The stand-in has no such encoder and does not pretend: WAV, and named so. */
function audioRoute(context: RestContext): Answer {
  const { conversationId, hasAudio } = getConversation(context);
  const recording = hasAudio ? context.findRecording(conversationId) : undefined;
  if (!recording) {
    throw refusal(404, "missing_conversation_audio", `Conversation ${conversationId} has no audio.`);
  }
  return { chunks: [recording.toWav()], contentType: "audio/wav" };
}

function liveCountRoute({ workspace, query }: RestContext): Answer {
  const agentId = query.get("agent_id");
  const live = [...workspace.conversations.values()].filter(
    (conversation) =>
      conversation.status === "in-progress" && (agentId === null || conversation.agentId === agentId),
  );
  return { json: { count: live.length } };
}

const CONVERSATION = "/v1/convai/conversations/{conversation_id}";

export const conversationRoutes: Route[] = [
  { method: "GET", path: "/v1/convai/conversation/get-signed-url", handle: signedUrlRoute },
  { method: "GET", path: "/v1/convai/conversation/get_signed_url", handle: signedUrlRoute },
  { method: "GET", path: "/v1/convai/conversations", handle: listConversationsRoute },
  { method: "GET", path: CONVERSATION, handle: getConversationRoute },
  { method: "DELETE", path: CONVERSATION, handle: deleteConversationRoute },
  { method: "GET", path: `${CONVERSATION}/audio`, handle: audioRoute },
  { method: "GET", path: "/v1/convai/analytics/live-count", handle: liveCountRoute },
];
