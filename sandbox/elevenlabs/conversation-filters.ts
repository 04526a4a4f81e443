/** What a list of conversations can be narrowed down by (elevenlabs.md §5.1). */
import { z } from "zod";
import { type Conversation, toolNames } from "./conversation";
import { invalid } from "./errors";
import { isObject, type JsonObject } from "../json";
import { queryFlag, queryInteger, queryValue } from "./routing";

type Test = (conversation: Conversation) => boolean;

/** All of them have to hold. */
export function conversationTests(query: URLSearchParams): Test[] {
  return [
    ...rangeTests(query),
    ...equalityTests(query),
    ...listTests(query),
    ...absenceTests(query),
    ...parameterTests(query, "dynamic_variable_params", ({ dynamicVariables }) => dynamicVariables),
    ...parameterTests(query, "data_collection_params", collectedOf),
    ...criteriaTests(query),
  ];
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
  const isTextOnly = queryFlag(query, "text_only");
  queryValue(query, "call_successful", z.enum(["success", "failure", "unknown"]));
  const search = query.get("search")?.toLowerCase();
  return [
    ...one("agent_id", ({ agentId }) => agentId),
    ...one("user_id", ({ userId }) => userId),
    ...one("branch_id", ({ branchId }) => branchId),
    ...one("version_id", ({ versionId }) => versionId),
    ...one("call_successful", ({ analysis }) => analysis?.["call_successful"] ?? "unknown"),
    ...one("conversation_initiation_source", ({ source }) => source ?? "unknown"),
    (conversation) => isTextOnly === undefined || conversation.isTextOnly === isTextOnly,
    (conversation) => search === undefined || textOf(conversation).includes(search),
  ];
}

function listTests(query: URLSearchParams): Test[] {
  const any = (name: string, of: (conversation: Conversation) => string[]): Test[] => {
    const wanted = query.getAll(name);
    return wanted.length === 0
      ? []
      : [(conversation) => of(conversation).some((value) => wanted.includes(value))];
  };
  const status = z.enum(["initiated", "in-progress", "processing", "done", "failed"]);
  queryValue(query, "exclude_statuses", status);
  const excluded = query.getAll("exclude_statuses");
  return [
    ...any("tool_names", toolNames),
    ...any("tool_names_successful", (conversation) => toolsBy(conversation, false)),
    ...any("tool_names_errored", (conversation) => toolsBy(conversation, true)),
    ...any("main_languages", ({ language }) => [language]),
    ...any("termination_reasons", ({ terminationReason }) => [terminationReason]),
    ...any("visited_agent_ids", ({ agentId }) => [agentId]),
    ({ status: own }) => !excluded.includes(own),
  ];
}

/** Nobody rates, tags or guards a conversation here: whoever asks for such a one finds none. */
const NEVER_THERE = [
  "rating_min",
  "rating_max",
  "has_feedback_comment",
  "tag_ids",
  "topic_ids",
  "guardrail_types",
  "triggered_procedure_ids",
];

function absenceTests(query: URLSearchParams): Test[] {
  const isAsked = NEVER_THERE.some((name) => query.has(name) && query.get(name) !== "false");
  return isAsked ? [() => false] : [];
}

/** `name:op:value`, with the values of `in` joined by a pipe. */
function parameterTests(
  query: URLSearchParams,
  parameter: string,
  of: (conversation: Conversation) => JsonObject,
): Test[] {
  return query.getAll(parameter).map((given) => {
    const [, name = "", operator = "", wanted = ""] =
      /^([^:]+):(eq|neq|gt|gte|lt|lte|in):(.*)$/s.exec(given) ?? [];
    if (name === "") throw invalidFilter(parameter);
    return (conversation: Conversation) => {
      const value = of(conversation)[name];
      if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return false;
      return matches(String(value), operator, wanted);
    };
  });
}

/** `criteria_id:result`. */
function criteriaTests(query: URLSearchParams): Test[] {
  return query.getAll("evaluation_params").map((given) => {
    const [, id = "", result = ""] = /^(.+):(success|failure|unknown)$/.exec(given) ?? [];
    if (id === "") throw invalidFilter("evaluation_params");
    return ({ analysis }: Conversation) => {
      const results = analysis?.["evaluation_criteria_results"];
      const found = isObject(results) ? results[id] : undefined;
      return isObject(found) && found["result"] === result;
    };
  });
}

function invalidFilter(parameter: string) {
  return invalid({ loc: ["query", parameter], msg: "Invalid filter", type: "value_error" });
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

function collectedOf({ analysis }: Conversation): JsonObject {
  const results = analysis?.["data_collection_results"];
  return Object.fromEntries(
    Object.entries(isObject(results) ? results : {}).map(([id, result]) => [
      id,
      isObject(result) ? result["value"] : null,
    ]),
  );
}

function toolsBy({ turns }: Conversation, isError: boolean): string[] {
  return turns.flatMap(({ toolResults }) =>
    toolResults.flatMap((result) => (result["is_error"] === isError ? [String(result["tool_name"])] : [])),
  );
}

function textOf({ turns, analysis }: Conversation): string {
  const spoken = turns.flatMap(({ message }) => message ?? []);
  const summary = analysis?.["transcript_summary"];
  return [...spoken, typeof summary === "string" ? summary : ""].join(" ").toLowerCase();
}
