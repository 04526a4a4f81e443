import type OpenAI from "openai";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

/** Where nobody asks, nothing is loaded. Never repeats a request by itself: whoever waits on the telephone waits once (elevenlabs.md §11.4). */
export async function connectOpenAi(apiKey: string): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  const base = env.OPENAI_API_URL ?? "https://api.openai.com";
  return new Client({ apiKey, baseURL: `${base}/v1`, maxRetries: 0 });
}

/** What the SDK throws holds the request and its key; this holds what the vendor said. */
export function toOpenAiError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown };
  const httpStatus = typeof status === "number" ? status : undefined;
  // Broken JSON surfaces as a SyntaxError, which has no status either (elevenlabs.md §11.1).
  const words = error instanceof SyntaxError ? "the answer cannot be read" : message;
  return new ProviderError("openai", typeof words === "string" ? words.slice(0, 500) : "unreachable", {
    permanent: httpStatus !== undefined && httpStatus < 500 && httpStatus !== 429 && httpStatus !== 408,
    httpStatus,
    vendorCode: typeof code === "string" ? code : undefined,
  });
}
