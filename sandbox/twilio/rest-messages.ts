/**
 * The Messages resource: twilio.com/docs/messaging/api/message-resource. Codes are those of twilio.com/docs/errors: 21602 no body, 21603 no
 * sender, 21604 no recipient, 21211 invalid recipient, 21266 to itself, 21606 sender that cannot send, 21612 not from this sender to this recipient, 21608 unverified on trial, 21609 status
 * callback, 21610 unsubscribed, 21408 region, 21617 longer than 1,600 characters, 21701 unknown messaging service.
 */
import { countryOf, kindOf } from "./countries";
import { rfc2822 } from "./fields";
import { isCountryAllowed } from "./permissions";
import { type Form, notFound, RestError } from "./rest-form";
import type { Answer, Operation, Request } from "./rest-operation";
import { isWithin } from "./rest-orders";
import { pageJson } from "./rest-shapes";
import { createSid, nowIso } from "./store";
import type { TextRecord } from "./texts";

const MAX_BODY_CHARACTERS = 1600;
const CREATE = [
  "To",
  "From",
  "MessagingServiceSid",
  "Body",
  "StatusCallback",
  "SmartEncoded",
  "ValidityPeriod",
];
const LIST = ["To", "From", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page", "PageToken"];

export const messageOperations: readonly Operation[] = [
  { method: "POST", path: "/Messages.json", parameters: CREATE, run: create },
  { method: "GET", path: "/Messages.json", parameters: LIST, run: list },
  { method: "GET", path: "/Messages/:sid.json", parameters: [], run: fetchOne },
];

function create(request: Request): Answer {
  const { form, account, platform } = request;
  const { to, from } = partiesOf(request);
  const body = bodyOf(form);
  const statusCallback = form.url("StatusCallback", 21_609);
  const dateCreated = nowIso();
  const record: TextRecord = {
    sid: createSid("SM"),
    accountSid: account.accountSid,
    from,
    to,
    body,
    segments: segmentsOf(body),
    status: "queued",
    errorCode: null,
    errorMessage: null,
    dateCreated,
    dateUpdated: dateCreated,
    dateSent: null,
  };
  const answer = messageJson(record);
  void platform.store.texts
    .carry(record, {
      account,
      webhooks: platform.webhooks,
      statusCallback,
      changed: () => platform.changed(),
    })
    // The vendor is being stopped: nobody hears of the rest.
    .catch(() => undefined);
  return { status: 201, body: answer };
}

function partiesOf({ form, account, platform }: Request): { to: string; from: string } {
  const to = form.required("To", 21_604);
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new RestError(400, 21_211, `Invalid 'To' Phone Number: ${to}`);
  if (form.has("MessagingServiceSid"))
    throw new RestError(400, 21_701, "The Messaging Service does not exist");
  const from = form.required("From", 21_603);
  const owned = platform.store.findNumber(account.accountSid, from);
  const sender = kindOf(from);
  if (!owned || sender?.kind.hasSms !== true)
    throw new RestError(
      400,
      21_606,
      `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination/account`,
    );
  if (to === from) throw new RestError(400, 21_266, "'To' and 'From' number cannot be the same");
  // Numbers free of charge to the caller send at home only.
  if (sender.kind.type === "TollFree" && countryOf(to) !== sender.country.iso)
    throw new RestError(
      400,
      21_612,
      `Message cannot be sent with the current combination of 'To' (${to}) and/or 'From' (${from}) parameters`,
    );
  if (account.type === "Trial" && !account.verifiedCallerIds.includes(to))
    throw new RestError(400, 21_608, `The number ${to} is unverified`);
  if (!isCountryAllowed(account, to))
    throw new RestError(400, 21_408, `Permission to send an SMS has not been enabled for the region: ${to}`);
  if (platform.store.texts.outcomes.get(to) === "unsubscribed")
    throw new RestError(400, 21_610, "Attempt to send to unsubscribed recipient");
  return { to, from };
}

function bodyOf(form: Form): string {
  const body = form.required("Body", 21_602);
  if (body.length > MAX_BODY_CHARACTERS)
    throw new RestError(400, 21_617, "The concatenated message body exceeds the 1600 character limit");
  return body;
}

function list({ url, account, platform }: Request): Answer {
  const query = url.searchParams;
  const equals = (name: string, value: string) => !query.has(name) || query.get(name) === value;
  const texts = [...platform.store.texts.records.values()]
    .filter((text) => text.accountSid === account.accountSid)
    .filter((text) => equals("To", text.to) && equals("From", text.from))
    .filter((text) => isWithin(query, "DateSent", text.dateSent))
    .toReversed();
  return { status: 200, body: pageJson("messages", texts, url, messageJson) };
}

function fetchOne({ params, account, platform, url }: Request): Answer {
  const text = platform.store.texts.records.get(params["sid"] ?? "");
  if (text?.accountSid !== account.accountSid) throw notFound(url.pathname);
  return { status: 200, body: messageJson(text) };
}

function messageJson(text: TextRecord): unknown {
  const uri = `/2010-04-01/Accounts/${text.accountSid}/Messages/${text.sid}`;
  return {
    sid: text.sid,
    account_sid: text.accountSid,
    messaging_service_sid: null,
    to: text.to,
    from: text.from,
    body: text.body,
    status: text.status,
    direction: "outbound-api",
    num_segments: String(text.segments),
    num_media: "0",
    price: null,
    price_unit: "USD",
    error_code: text.errorCode,
    error_message: text.errorMessage,
    api_version: "2010-04-01",
    date_created: rfc2822(text.dateCreated),
    date_updated: rfc2822(text.dateUpdated),
    date_sent: text.dateSent === null ? null : rfc2822(text.dateSent),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

// 3GPP TS 23.038: the basic alphabet, and what takes an escape.
const BASIC =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/;

function segmentsOf(body: string): number {
  if (!BASIC.test(body)) return body.length <= 70 ? 1 : Math.ceil(body.length / 67);
  const septets = body.length + (body.match(/[\f^{}\\[~\]|€]/g)?.length ?? 0);
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
