import { ask, type TwilioCredentials } from "./ask";

export interface TwilioAccount {
  status: "active" | "suspended" | "closed";
  type: "Trial" | "Full";
  name: string;
  /** A subaccount has no balance of its own (twilio.md §9.3). */
  isSubaccount: boolean;
  /** How far Twilio's clock is ahead of ours, by the `Date` of its answer. */
  clockAheadSeconds: number | null;
}

/** GET /Accounts/{sid}.json (twilio.md §9.3). The answer holds the auth token: only these fields leave this function. */
export async function fetchTwilioAccount(credentials: TwilioCredentials): Promise<TwilioAccount> {
  const { body, headers } = await ask(credentials, (client) =>
    client.api.v2010.accounts(credentials.accountSid).fetchWithHttpInfo(),
  );
  const said: unknown = (headers as Record<string, unknown> | undefined)?.["date"];
  return {
    status: body.status,
    type: body.type === "Trial" ? "Trial" : "Full",
    name: body.friendlyName,
    isSubaccount: body.ownerAccountSid !== credentials.accountSid,
    clockAheadSeconds: clockAheadSeconds(typeof said === "string" ? said : null),
  };
}

export interface Balance {
  /** Decimal text; negative when the account owes. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

/** GET /Balance.json (twilio.md §9.3). */
export async function fetchBalance(credentials: TwilioCredentials): Promise<Balance> {
  const { balance, currency } = await ask(credentials, (client) => client.balance.fetch());
  return { amount: balance, currency };
}

function clockAheadSeconds(date: string | null): number | null {
  const theirs = Date.parse(date ?? "");
  return Number.isNaN(theirs) ? null : Math.round((theirs - Date.now()) / 1000);
}
