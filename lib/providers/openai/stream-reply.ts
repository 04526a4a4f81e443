import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseInputItem,
} from "openai/resources/responses/responses";
import { ProviderError } from "@/lib/errors";
import { connectOpenAi, toOpenAiError } from "./client";
import { estimateUsage } from "./estimate-usage";
import { PieceQueue } from "./piece-queue";
import type { ModelUsage } from "./prices";

/** What was said and done so far, oldest first (elevenlabs.md §11: the history is ours, `store: false`). */
export type ReplyItem =
  | { type: "said"; role: "user" | "assistant"; text: string }
  | { type: "call"; callId: string; name: string; arguments: string; output: string };

export interface ReplyRequest {
  apiKey: string;
  model: string;
  instructions: string;
  items: readonly ReplyItem[];
  tools: readonly Pick<FunctionTool, "name" | "description" | "parameters" | "strict">[];
  /** Nothing came within that time: somebody is waiting on the telephone. */
  firstPieceTimeoutMs: number;
  /** For all of it. */
  timeoutMs: number;
  signal: AbortSignal;
  /** Called once for every answer that the vendor began, also one that nobody reads to its end: it is paid for. */
  onUsage: (usage: ModelUsage) => void;
}

/** A piece of what the model says, or a function it wants used. */
export type ReplyPiece =
  | { type: "text"; text: string }
  | { type: "call"; callId: string; name: string; arguments: string };

/** Longer than anybody says in one go on the telephone. */
const MAX_OUTPUT_TOKENS = 600;

/**
 * POST /v1/responses, streamed. Throws ProviderError for a refusal, an answer that broke off, one that came too late, and everything the
 * vendor called an error; `signal` ends it without one.
 */
export function streamReply(request: ReplyRequest): AsyncGenerator<ReplyPiece, void> {
  const queue = new PieceQueue<ReplyPiece>();
  void pump(request, queue);
  return queue.read(request.signal);
}

async function pump(request: ReplyRequest, queue: PieceQueue<ReplyPiece>): Promise<void> {
  const late = new AbortController();
  const patience = (timeoutMs: number) => setTimeout(() => late.abort(), timeoutMs);
  const whole = patience(request.timeoutMs);
  const first = patience(request.firstPieceTimeoutMs);
  const body = bodyOf(request);
  let written = 0;
  let told: ModelUsage | undefined;
  let hasBegun = false;
  try {
    const client = await connectOpenAi(request.apiKey);
    const events = await client.responses.create(body, {
      signal: AbortSignal.any([request.signal, late.signal]),
    });
    hasBegun = true;
    for await (const event of events) {
      switch (event.type) {
        case "response.output_text.delta":
          clearTimeout(first);
          written += event.delta.length;
          queue.push({ type: "text", text: event.delta });
          break;
        case "response.function_call_arguments.delta":
          written += event.delta.length;
          break;
        case "response.output_item.done":
          if (event.item.type !== "function_call") break;
          clearTimeout(first);
          queue.push({
            type: "call",
            callId: event.item.call_id,
            name: event.item.name,
            arguments: event.item.arguments,
          });
          break;
        case "response.refusal.done":
          throw failure("refused", event.refusal);
        case "response.incomplete":
          told = usageOf(event.response);
          throw failure("incomplete", event.response.incomplete_details?.reason ?? "incomplete");
        case "response.failed":
          told = usageOf(event.response);
          throw failure(event.response.error?.code, event.response.error?.message ?? "failed");
        case "error":
          throw failure(event.code ?? undefined, event.message);
        case "response.completed":
          told = usageOf(event.response);
          queue.end();
          return;
        default:
          break;
      }
    }
    throw failure("cut", "the answer broke off");
  } catch (error) {
    queue.end(late.signal.aborted ? failure("timeout", "no answer in time") : toOpenAiError(error));
  } finally {
    clearTimeout(whole);
    clearTimeout(first);
    if (hasBegun) request.onUsage(told ?? estimateUsage(body, written));
  }
}

function bodyOf({ model, instructions, items, tools }: ReplyRequest): ResponseCreateParamsStreaming {
  return {
    model,
    instructions,
    input: items.flatMap(inputOf),
    tools: tools.map((tool) => ({ type: "function", ...tool })),
    // One after the other: what one did, the next has to know.
    parallel_tool_calls: false,
    max_output_tokens: MAX_OUTPUT_TOKENS,
    // Whoever thinks is silent (elevenlabs.md §11.2); others do not know the setting.
    ...(model.startsWith("gpt-6") ? { reasoning: { effort: "none" } } : {}),
    store: false,
    stream: true,
  };
}

function inputOf(item: ReplyItem): ResponseInputItem[] {
  if (item.type === "said") return [{ role: item.role, content: item.text }];
  const { callId, name, arguments: given, output } = item;
  return [
    { type: "function_call", call_id: callId, name, arguments: given },
    { type: "function_call_output", call_id: callId, output },
  ];
}

function usageOf({
  model,
  usage,
}: {
  model: string;
  usage?: { input_tokens: number; output_tokens: number } | null | undefined;
}): ModelUsage {
  return { model, inputTokens: usage?.input_tokens ?? 0, outputTokens: usage?.output_tokens ?? 0 };
}

function failure(code: string | undefined, message: string): ProviderError {
  return new ProviderError("openai", message.slice(0, 500), { permanent: false, vendorCode: code });
}
