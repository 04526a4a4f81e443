import { ProviderError } from "@/lib/errors";

/** The JSON object of an answer; throws ProviderError for anything else, and for an answer that was cut off. */
export async function readObject(answer: Response): Promise<Record<string, unknown>> {
  const body: unknown = await answer.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new ProviderError("elevenlabs", "the answer cannot be read", { permanent: false });
}
