import type { z } from "zod";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

interface Question<Shape extends z.ZodObject> {
  instructions: string;
  input: string;
  /** Names the shape for the model. */
  name: string;
  shape: Shape;
  timeoutMs: number;
}

/** Without a key no model is asked anything. */
export const hasLanguageModel = () => env.OPENAI_API_KEY !== undefined;

/**
 * Asks the language model once for an object of this shape; nothing is kept at the vendor (elevenlabs.md §11: Responses, `store: false`).
 * Throws ProviderError for everything else than such an object: a refusal, broken JSON, no answer in time.
 */
export async function askForObject<Shape extends z.ZodObject>(
  question: Question<Shape>,
): Promise<z.output<Shape>> {
  const { instructions, input, name, shape, timeoutMs } = question;
  if (!env.OPENAI_API_KEY) throw failure("no key is set", true);
  // Where nobody asks, nothing is loaded.
  const [{ default: OpenAI, APIError }, { zodTextFormat }] = await Promise.all([
    import("openai"),
    import("openai/helpers/zod"),
  ]);
  const base = env.OPENAI_API_URL ?? "https://api.openai.com";
  const client = new OpenAI({ apiKey: env.OPENAI_API_KEY, baseURL: `${base}/v1`, maxRetries: 0 });
  try {
    const answer = await client.responses.parse(
      {
        model: env.OPENAI_MODEL,
        instructions,
        input,
        store: false,
        text: { format: zodTextFormat(shape, name) },
      },
      { timeout: timeoutMs },
    );
    // Parsed by the SDK already; what it makes of a refusal or of an answer that was cut off is null.
    const parsed = shape.safeParse(answer.output_parsed);
    if (parsed.success) return parsed.data;
    throw failure(`no such object (${answer.status ?? "refused"})`, false);
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    // Broken JSON surfaces as a SyntaxError or as zod's own (elevenlabs.md §11.1).
    if (!(error instanceof APIError)) throw failure("the answer cannot be read", false);
    const { status, code } = error as { status: number | undefined; code: string | null | undefined };
    throw new ProviderError("openai", error.message, {
      permanent: status !== undefined && status < 500 && status !== 429 && status !== 408,
      httpStatus: status,
      vendorCode: code ?? undefined,
    });
  }
}

function failure(message: string, permanent: boolean): ProviderError {
  return new ProviderError("openai", message, { permanent });
}
