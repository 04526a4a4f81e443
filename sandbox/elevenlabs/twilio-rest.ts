/** Twilio's REST API as its customer uses it, with credentials that were entrusted to the vendor (twilio.md §3.1, §9.2). */
import { isObject, type JsonObject } from "../json";
import type { TwilioCredentials } from "./state";

const TIMEOUT_MS = 10_000;

export interface TwilioAnswer {
  status: number;
  json: JsonObject;
}

export class TwilioRest {
  readonly #baseUrl: () => string;

  constructor(baseUrl: () => string) {
    this.#baseUrl = baseUrl;
  }

  /** Undefined when no answer came: whether Twilio obeyed is then not known. */
  async ask(
    credentials: TwilioCredentials,
    method: "GET" | "POST",
    path: string,
    form: [name: string, value: string][] = [],
  ): Promise<TwilioAnswer | undefined> {
    const { accountSid, authToken } = credentials;
    const url = new URL(`/2010-04-01/Accounts/${encodeURIComponent(accountSid)}${path}`, this.#baseUrl());
    const fields = new URLSearchParams(form);
    const init: RequestInit = {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    if (method === "GET") url.search = fields.toString();
    else init.body = fields;
    try {
      const answer = await fetch(url, init);
      const json: unknown = JSON.parse(await answer.text());
      return { status: answer.status, json: isObject(json) ? json : {} };
    } catch {
      return undefined;
    }
  }
}

/** Whether Twilio did not accept the credentials, or their account may do nothing (twilio.md §3.5). */
export function isAccountTrouble({ status, json }: TwilioAnswer): boolean {
  return status === 401 || status === 403 || json["code"] === 20_003 || json["code"] === 10_001;
}
