import { env } from "@/env";
import { connectOpenAi, toOpenAiError } from "./client";

const TIMEOUT_MS = 8000;
/** The least the vendor accepts. */
const FEWEST_TOKENS = 16;

/**
 * Asks for one word of the model that calls use: a key may be right and still not be allowed it, or have nothing left to pay with. Costs
 * a few millionths of a dollar. Throws ProviderError: 401 and 403 for a key that is not accepted, `insufficient_quota` without credit.
 */
export async function checkOpenAiKey(apiKey: string): Promise<void> {
  try {
    const client = await connectOpenAi(apiKey);
    await client.responses.create(
      { model: env.OPENAI_MODEL, input: "1", max_output_tokens: FEWEST_TOKENS, store: false },
      { timeout: TIMEOUT_MS },
    );
  } catch (error) {
    throw toOpenAiError(error);
  }
}

/** GET /v1/models: whether the interface answers this key. Costs nothing; says nothing of credit. Throws ProviderError. */
export async function reachOpenAi(apiKey: string): Promise<void> {
  try {
    const client = await connectOpenAi(apiKey);
    await client.models.list({ timeout: TIMEOUT_MS });
  } catch (error) {
    throw toOpenAiError(error);
  }
}
