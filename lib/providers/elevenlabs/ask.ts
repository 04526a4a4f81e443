import type { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

const TIMEOUT_SECONDS = 12;

export const elevenLabsBase = () => env.ELEVENLABS_API_URL ?? "https://api.elevenlabs.io";

/** The SDK costs a second and 100 MB to load (elevenlabs.md §9.1): only processes that ask for something pay it. */
async function connect(apiKey: string): Promise<ElevenLabsClient> {
  if (!apiKey) throw new ProviderError("elevenlabs", "credentials are empty", { permanent: true });
  const { ElevenLabsClient } = await import("@elevenlabs/elevenlabs-js");
  return new ElevenLabsClient({ apiKey, baseUrl: elevenLabsBase(), timeoutInSeconds: TIMEOUT_SECONDS });
}

/** Runs one request; every failure becomes a ProviderError that holds nothing of the request. */
export async function ask<T>(apiKey: string, request: (client: ElevenLabsClient) => Promise<T>): Promise<T> {
  const client = await connect(apiKey);
  try {
    return await request(client);
  } catch (error) {
    const { statusCode, body, message } = error as {
      statusCode?: unknown;
      body?: unknown;
      message?: unknown;
    };
    throw toProviderError(typeof statusCode === "number" ? statusCode : undefined, body, String(message));
  }
}

/** The vendor has four shapes of error (elevenlabs.md §10.2); whatever it said is kept. */
export function toProviderError(
  httpStatus: number | undefined,
  body: unknown,
  fallback: string,
): ProviderError {
  const detail = (body as { detail?: unknown } | undefined)?.detail ?? body;
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  const facts = (typeof first === "object" && first !== null ? first : {}) as Record<string, unknown>;
  const said = [facts["message"], facts["msg"], typeof first === "string" ? first : undefined, fallback];
  const code = [facts["code"], facts["status"], facts["type"]].find((value) => typeof value === "string");
  const text =
    said.find((value): value is string => typeof value === "string" && value !== "") ?? "unreachable";
  return new ProviderError("elevenlabs", text.slice(0, 500), {
    permanent: httpStatus !== undefined && httpStatus < 500 && httpStatus !== 429 && httpStatus !== 408,
    httpStatus,
    vendorCode: typeof code === "string" ? code : undefined,
  });
}

/**
 * One request without the SDK, which is slow to load and drops what it does not know (elevenlabs.md §9.1, §9.4). Never repeated.
 * Throws ProviderError; one that never reached the vendor has a network code such as `ECONNREFUSED`.
 */
export async function askPlainly(
  apiKey: string,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  { timeoutMs, body }: { timeoutMs: number; body?: unknown },
): Promise<Response> {
  if (!apiKey) throw new ProviderError("elevenlabs", "credentials are empty", { permanent: true });
  let answer: Response;
  try {
    answer = await fetch(elevenLabsBase() + path, {
      method,
      headers: {
        "xi-api-key": apiKey,
        // A form brings its own, with the boundary between its parts.
        ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    const { name, cause } = error as Error;
    const code = (cause as { code?: unknown } | undefined)?.code;
    const vendorCode = typeof code === "string" ? code : name;
    throw new ProviderError("elevenlabs", `unreachable (${vendorCode})`, { permanent: false, vendorCode });
  }
  if (answer.ok) return answer;
  const text = await answer.text().catch(() => "");
  throw toProviderError(answer.status, parsed(text), text || `HTTP ${answer.status}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
