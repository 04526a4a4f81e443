/** What the vendor answers: a response and its output items (platform.openai.com/docs/api-reference/responses/object). */
import { randomBytes } from "node:crypto";
import { answerFor } from "./brain";
import { userWordsIn, wordsOf, outputOf } from "./input-items";
import { type Thought, thinkOf } from "./mind";
import { formatOf, itemsOf, type ResponseOrder } from "./order";

export type OutputPart =
  | { type: "output_text"; annotations: never[]; logprobs: never[]; text: string }
  | { type: "refusal"; refusal: string };

export type OutputItem =
  | {
      id: string;
      type: "message";
      status: "in_progress" | "completed" | "incomplete";
      role: "assistant";
      content: OutputPart[];
    }
  | {
      id: string;
      type: "function_call";
      status: "in_progress" | "completed";
      call_id: string;
      name: string;
      arguments: string;
    };

export interface Manner {
  /** The model refuses. */
  isDeclined: boolean;
  /** What it writes as JSON is none. */
  isGarbled: boolean;
}

interface Written {
  output: OutputItem[];
  isIncomplete: boolean;
}

const REFUSAL = "I'm sorry, but I can't help with that.";
const CHARACTERS_PER_TOKEN = 4;
const tokensOf = (words: string) => Math.ceil(words.length / CHARACTERS_PER_TOKEN);
const idOf = (prefix: string) => `${prefix}_${randomBytes(24).toString("hex")}`;

/** What the model makes of the order, whole. */
export function write(order: ResponseOrder, manner: Manner): Written {
  if (manner.isDeclined)
    return { output: [messageOf({ type: "refusal", refusal: REFUSAL })], isIncomplete: false };
  const format = formatOf(order);
  if (format.type === "text") return spoken(order, thinkOf(order), manner);
  const text = JSON.stringify(
    answerFor(format.schema, userWordsIn(itemsOf(order)), order.instructions ?? ""),
  );
  return bounded(order, { text: manner.isGarbled ? text.slice(0, -5) : text, calls: [] });
}

function spoken(order: ResponseOrder, thought: Thought, { isGarbled }: Manner): Written {
  const calls = thought.calls.map(({ name, arguments: values }): OutputItem => {
    const json = JSON.stringify(values);
    return {
      id: idOf("fc"),
      type: "function_call",
      status: "completed",
      call_id: `call_${randomBytes(12).toString("hex")}`,
      name,
      // Cut in the middle, and never JSON: "{}" would lose its end alone.
      arguments: isGarbled ? json.slice(0, Math.ceil(json.length / 2)) : json,
    };
  });
  return bounded(order, { text: thought.text, calls });
}

/** Within the tokens that were ordered. */
function bounded(
  { max_output_tokens: mostTokens }: ResponseOrder,
  { text, calls }: { text: string; calls: OutputItem[] },
): Written {
  const isIncomplete = typeof mostTokens === "number" && tokensOf(text) > mostTokens;
  const kept = isIncomplete ? text.slice(0, mostTokens * CHARACTERS_PER_TOKEN) : text;
  const part: OutputPart = { type: "output_text", annotations: [], logprobs: [], text: kept };
  const messages = kept === "" ? [] : [messageOf(part, isIncomplete ? "incomplete" : "completed")];
  return { output: [...messages, ...(isIncomplete ? [] : calls)], isIncomplete };
}

function messageOf(part: OutputPart, status: "completed" | "incomplete" = "completed"): OutputItem {
  return { id: idOf("msg"), type: "message", status, role: "assistant", content: [part] };
}

/** The response before its first word. */
export function beginResponse(order: ResponseOrder) {
  return {
    id: idOf("resp"),
    object: "response",
    created_at: Math.floor(Date.now() / 1000),
    status: "in_progress",
    background: false,
    completed_at: null as number | null,
    error: null as { code: string; message: string } | null,
    incomplete_details: null as { reason: "max_output_tokens" } | null,
    instructions: order.instructions ?? null,
    max_output_tokens: order.max_output_tokens ?? null,
    metadata: order.metadata ?? {},
    model: order.model,
    output: [] as OutputItem[],
    parallel_tool_calls: order.parallel_tool_calls ?? true,
    previous_response_id: null,
    prompt_cache_key: order.prompt_cache_key ?? null,
    reasoning: { effort: order.reasoning?.effort ?? null, summary: order.reasoning?.summary ?? null },
    safety_identifier: order.safety_identifier ?? null,
    service_tier: order.service_tier ?? "auto",
    store: order.store ?? true,
    temperature: order.temperature ?? 1,
    text: { format: order.text?.format ?? { type: "text" }, verbosity: order.text?.verbosity ?? "medium" },
    tool_choice: order.tool_choice ?? "auto",
    tools: order.tools ?? [],
    top_p: order.top_p ?? 1,
    truncation: order.truncation ?? "disabled",
    usage: null as object | null,
    user: null,
  };
}
export type Response = ReturnType<typeof beginResponse>;

/** The response after its last word. */
export function endResponse(
  begun: Response,
  order: ResponseOrder,
  { output, isIncomplete }: Written,
): Response {
  return {
    ...begun,
    status: isIncomplete ? "incomplete" : "completed",
    completed_at: isIncomplete ? null : Math.floor(Date.now() / 1000),
    incomplete_details: isIncomplete ? { reason: "max_output_tokens" } : null,
    output,
    usage: usageOf(order, output),
  };
}

/** Tokens as if each were four characters; the order's own and what it repeats of before. */
function usageOf(order: ResponseOrder, output: readonly OutputItem[]): object {
  const given = itemsOf(order).map((item) => {
    if (item.type === "message") return wordsOf(item);
    return item.type === "function_call" ? `${item.name}${item.arguments}` : outputOf(item);
  });
  const tools = order.tools === undefined ? "" : JSON.stringify(order.tools);
  const inputTokens = tokensOf([order.instructions ?? "", tools, ...given].join(""));
  const outputTokens = tokensOf(output.map(textOfItem).join(""));
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
}

function textOfItem(item: OutputItem): string {
  if (item.type === "function_call") return `${item.name}${item.arguments}`;
  return item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
}
