import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

export interface TwilioCredentials {
  accountSid: string;
  authToken: string;
}

const TIMEOUT_MS = 8000;

async function connect({ accountSid, authToken }: TwilioCredentials) {
  // The SDK would fall back to TWILIO_* of the environment, that is to another business (twilio.md §11.2).
  if (!accountSid || !authToken)
    throw new ProviderError("twilio", "credentials are empty", { permanent: true });
  const { default: twilio } = await import("twilio");
  const base = env.TWILIO_API_URL;

  class Client extends twilio.RequestClient {
    override request<TData>(options: RequestOptions<TData>) {
      if (!base) return super.request(options);
      const target = new URL(options.uri);
      const { protocol, host } = new URL(base);
      target.protocol = protocol;
      target.host = host;
      return super.request({ ...options, uri: target.href });
    }
  }
  return twilio(accountSid, authToken, { httpClient: new Client({ timeout: TIMEOUT_MS, autoRetry: true }) });
}

/** Runs one request; every failure becomes a ProviderError that holds nothing of the request (twilio.md §11.4). */
export async function ask<T>(
  credentials: TwilioCredentials,
  request: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>,
): Promise<T> {
  const client = await connect(credentials);
  try {
    return await request(client);
  } catch (error) {
    const facts = error as { status?: unknown; code?: unknown; message?: unknown };
    const httpStatus = typeof facts.status === "number" ? facts.status : undefined;
    const { code } = facts;
    const vendorCode = typeof code === "number" || typeof code === "string" ? String(code) : undefined;
    throw new ProviderError(
      "twilio",
      httpStatus === undefined ? `unreachable (${vendorCode ?? "?"})` : String(facts.message),
      {
        permanent: httpStatus !== undefined && httpStatus < 500 && httpStatus !== 429,
        httpStatus,
        vendorCode,
      },
    );
  }
}
