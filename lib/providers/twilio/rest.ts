import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

export interface TwilioCredentials {
  accountSid: string;
  authToken: string;
}

export interface TwilioAccount {
  status: "active" | "suspended" | "closed";
  type: "Trial" | "Full";
}

export interface OwnedNumber {
  sid: string;
  phoneNumber: string;
  label: string;
}

export interface TwilioCall {
  status: string;
  durationSeconds: number | null;
  endedAt: Date | null;
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
async function ask<T>(
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

/** GET /Accounts/{sid}.json (twilio.md §9.3). The answer holds the auth token: only these two fields leave this function. */
export async function fetchTwilioAccount(credentials: TwilioCredentials): Promise<TwilioAccount> {
  const account = await ask(credentials, (client) =>
    client.api.v2010.accounts(credentials.accountSid).fetch(),
  );
  return { status: account.status, type: account.type === "Trial" ? "Trial" : "Full" };
}

/** GET /IncomingPhoneNumbers.json, every page (twilio.md §9.2). */
export async function listOwnedNumbers(credentials: TwilioCredentials): Promise<OwnedNumber[]> {
  const numbers = await ask(credentials, (client) => client.incomingPhoneNumbers.list({ pageSize: 200 }));
  return numbers.map((number) => ({
    sid: number.sid,
    phoneNumber: number.phoneNumber,
    label: number.friendlyName,
  }));
}

/** POST /IncomingPhoneNumbers/{sid}.json: where Twilio asks about calls to this number. */
export async function pointNumber(
  credentials: TwilioCredentials,
  numberSid: string,
  urls: { voiceUrl: string; voiceFallbackUrl: string; statusCallback: string },
): Promise<void> {
  await ask(credentials, (client) =>
    client.incomingPhoneNumbers(numberSid).update({
      voiceUrl: urls.voiceUrl,
      voiceMethod: "POST",
      voiceFallbackUrl: urls.voiceFallbackUrl,
      voiceFallbackMethod: "POST",
      statusCallback: urls.statusCallback,
      statusCallbackMethod: "POST",
    }),
  );
}

/** Ends a call in any state; one that has ended already is a success (21220, twilio.md §3.2). */
export async function endTwilioCall(credentials: TwilioCredentials, callSid: string): Promise<void> {
  try {
    await ask(credentials, (client) => client.calls(callSid).update({ status: "completed" }));
  } catch (error) {
    if (error instanceof ProviderError && error.vendorCode === "21220") return;
    throw error;
  }
}

/** Undefined when Twilio knows no such call. */
export async function fetchTwilioCall(
  credentials: TwilioCredentials,
  callSid: string,
): Promise<TwilioCall | undefined> {
  try {
    const call = await ask(credentials, (client) => client.calls(callSid).fetch());
    return {
      status: call.status,
      durationSeconds: call.duration === null ? null : Number(call.duration),
      endedAt: call.endTime,
    };
  } catch (error) {
    if (error instanceof ProviderError && error.httpStatus === 404) return undefined;
    throw error;
  }
}
