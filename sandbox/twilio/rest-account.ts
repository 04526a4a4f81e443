/** The account, its balance and its verified numbers: twilio.md §9.3; OutgoingCallerIds as in the published schema. */
import { createHash } from "node:crypto";
import { rfc2822 } from "./fields";
import { notFound } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { accountJson, pageJson } from "./rest-shapes";

export const accountOperations: readonly Operation[] = [
  {
    method: "GET",
    path: ".json",
    parameters: [],
    run: ({ account }) => ({ status: 200, body: accountJson(account) }),
  },
  { method: "GET", path: "/Balance.json", parameters: [], run: balance },
  {
    method: "GET",
    path: "/OutgoingCallerIds.json",
    parameters: ["PhoneNumber", "FriendlyName", "PageSize", "Page", "PageToken"],
    run: listCallerIds,
  },
];

/** The owner pays for its subaccounts: they have no balance of their own. */
function balance({ account, url }: Request): Answer {
  if (account.ownerAccountSid !== undefined) throw notFound(url.pathname);
  const { accountSid, balance: dollars } = account;
  return { status: 200, body: { account_sid: accountSid, balance: dollars, currency: "USD" } };
}

function listCallerIds({ account, url }: Request): Answer {
  const wanted = url.searchParams.get("PhoneNumber") ?? url.searchParams.get("FriendlyName");
  const numbers = account.verifiedCallerIds.filter((number) => wanted === null || number === wanted);
  const date = rfc2822(account.dateCreated);
  const body = pageJson("outgoing_caller_ids", numbers, url, (phoneNumber) => {
    const hash = createHash("sha256").update(`${account.accountSid} ${phoneNumber}`).digest("hex");
    const sid = `PN${hash.slice(0, 32)}`;
    return {
      sid,
      account_sid: account.accountSid,
      friendly_name: phoneNumber,
      phone_number: phoneNumber,
      date_created: date,
      date_updated: date,
      uri: `/2010-04-01/Accounts/${account.accountSid}/OutgoingCallerIds/${sid}.json`,
    };
  });
  return { status: 200, body };
}
