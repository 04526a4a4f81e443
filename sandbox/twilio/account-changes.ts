/**
 * What only time, the vendor or somebody in the vendor's console changes about an account: twilio.md §3.6 (limits), §3.7
 * (trial), §9.3 (status, balance). Asked for by the control API.
 */
import { z } from "zod";
import { worldAccount } from "../world";
import type { AccountChange, Store } from "./store";

const { shape } = worldAccount;
/** `null` lifts a limit. */
export const accountChangeInput = z.strictObject({
  accountSid: shape.accountSid,
  balance: shape.balance.unwrap().optional(),
  status: shape.status.unwrap().optional(),
  type: shape.type.unwrap().optional(),
  authToken: shape.authToken.optional(),
  verifiedCallerIds: shape.verifiedCallerIds.unwrap().optional(),
  allowedCountries: shape.allowedCountries.nullable(),
  maxConcurrentCalls: shape.maxConcurrentCalls.nullable(),
  callsPerSecond: shape.callsPerSecond.nullable(),
});

/** The account as it is from now on, without its token; undefined when there is none. */
export function changeAccount(store: Store, input: unknown): unknown {
  const { accountSid, ...asked } = accountChangeInput.parse(input);
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const change: AccountChange = Object.fromEntries(given.map(([name, value]) => [name, value ?? undefined]));
  const account = store.changeAccount(accountSid, change);
  if (!account) return undefined;
  const { authToken: _token, ...shown } = account;
  return shown;
}
