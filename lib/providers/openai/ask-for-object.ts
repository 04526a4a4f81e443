import type { Response } from "openai/resources/responses/responses";
import type { z } from "zod";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";
import { connectOpenAi, toOpenAiError } from "./client";
import type { ModelUsage } from "./prices";

interface Question<Shape extends z.ZodObject> {
  apiKey: string;
  /** Absent: the house's (OPENAI_MODEL). */
  model?: string | undefined;
  instructions: string;
  input: string;
  /** Names the shape for the model. */
  name: string;
  shape: Shape;
  timeoutMs: number;
}

/** The vendor answered, and what it answered is not such an object: a refusal, broken JSON, an answer that was cut off. It is paid for. */
export class UnusableAnswerError extends ProviderError {
  readonly usage: ModelUsage;

  constructor(message: string, usage: ModelUsage) {
    super("openai", message, { permanent: false });
    this.name = "UnusableAnswerError";
    this.usage = usage;
  }
}

/**
 * Asks the language model once for an object of this shape; nothing is kept at the vendor (elevenlabs.md §11: Responses, `store: false`).
 * Throws UnusableAnswerError for everything else than such an object, ProviderError where there was no answer in time.
 */
export async function askForObject<Shape extends z.ZodObject>(
  question: Question<Shape>,
): Promise<{ value: z.output<Shape>; usage: ModelUsage }> {
  const answer = await ask(question);
  const usage = usageOf(answer, question);
  const parsed = question.shape.safeParse(readJson(answer.output_text));
  if (parsed.success) return { value: parsed.data, usage };
  throw new UnusableAnswerError(`no such object (${faultOf(answer)})`, usage);
}

async function ask<Shape extends z.ZodObject>(question: Question<Shape>): Promise<Response> {
  const { apiKey, model = env.OPENAI_MODEL, instructions, input, name, shape, timeoutMs } = question;
  const [client, { zodTextFormat }] = await Promise.all([
    connectOpenAi(apiKey),
    import("openai/helpers/zod"),
  ]);
  const { type, schema } = zodTextFormat(shape, name);
  try {
    return await client.responses.create(
      // The parser of the helper is left out: it throws away an answer that was cut off, and with it what it cost.
      { model, instructions, input, store: false, text: { format: { type, name, schema, strict: true } } },
      { timeout: timeoutMs },
    );
  } catch (error) {
    throw toOpenAiError(error);
  }
}

const usageOf = ({ model, usage }: Partial<Response>, asked: { model?: string | undefined }): ModelUsage => ({
  // A stand-in for the vendor may leave it out; what was paid for is on record all the same.
  model: model ?? asked.model ?? env.OPENAI_MODEL,
  inputTokens: usage?.input_tokens ?? 0,
  outputTokens: usage?.output_tokens ?? 0,
});

/** Why there is no object, as far as the vendor says it. */
function faultOf(answer: Response): string {
  const isRefused = answer.output.some(
    (item) => item.type === "message" && item.content.some(({ type }) => type === "refusal"),
  );
  return isRefused ? "refused" : (answer.incomplete_details?.reason ?? answer.status ?? "unreadable");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
