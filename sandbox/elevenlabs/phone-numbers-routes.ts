/** Telephone numbers imported from Twilio, over REST (elevenlabs.md §2.3; twilio.md §9.2). */
import { z } from "zod";
import { check, refusal } from "./errors";
import { isObject, type JsonObject } from "../json";
import { INBOUND_PATH, invalidProvider, STATUS_PATH } from "./phone-calls";
import {
  type Answer,
  getAgent,
  getNumber,
  pageOf,
  param,
  queryFlag,
  remove,
  type RestContext,
  type Route,
} from "./routing";
import { newId, type PhoneNumber, type TwilioCredentials, type Workspace } from "./state";
import { isAccountTrouble, type TwilioAnswer } from "./twilio-rest";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);
const newNumberBody = z.looseObject({
  provider: z.literal("twilio").default("twilio"),
  phone_number: e164,
  label: z.string(),
  sid: z.string().regex(/^(AC|SK)/),
  token: z.string(),
  account_auth_token: z.string().nullish(),
  agent_id: z.string().nullish(),
});

/** Keeps the credentials, and sets the number's addresses at Twilio to the vendor's own. */
async function createNumberRoute(context: RestContext): Promise<Answer> {
  const { workspace } = context;
  const given = check("body", newNumberBody, context.body);
  // The stand-in for Twilio has accounts and no API keys.
  if (given.sid.startsWith("SK")) throw invalidProvider("The Twilio API key is not valid.");
  if (given.agent_id) getAgent(workspace, given.agent_id);
  const phoneNumber = given.phone_number;
  if ([...workspace.phoneNumbers.values()].some(({ phone_number }) => phone_number === phoneNumber))
    throw refusal(409, "conflict", `The phone number ${phoneNumber} has been imported before.`);
  const credentials = { accountSid: given.sid, authToken: given.token };
  const number: PhoneNumber = {
    phone_number_id: newId("phnum"),
    phone_number: phoneNumber,
    label: given.label,
    agentId: given.agent_id ?? null,
    supportsInbound: await takeOver(context, credentials, phoneNumber),
    credentials,
  };
  workspace.phoneNumbers.set(number.phone_number_id, number);
  return { json: { phone_number_id: number.phone_number_id } };
}

/** Resolves with false for a verified caller id, which can only call (§2.3). Throws when the account has neither. */
async function takeOver(
  { twilio, calls }: RestContext,
  credentials: TwilioCredentials,
  phoneNumber: string,
): Promise<boolean> {
  const wanted: [string, string][] = [["PhoneNumber", phoneNumber]];
  const owned = answered(await twilio.ask(credentials, "GET", "/IncomingPhoneNumbers.json", wanted));
  const [sid] = sidsIn(owned.json["incoming_phone_numbers"], phoneNumber);
  if (sid !== undefined) {
    const updated = await twilio.ask(credentials, "POST", `/IncomingPhoneNumbers/${sid}.json`, [
      ["VoiceUrl", calls.addressOf(INBOUND_PATH)],
      ["VoiceMethod", "POST"],
      ["StatusCallback", calls.addressOf(STATUS_PATH)],
      ["StatusCallbackMethod", "POST"],
    ]);
    answered(updated);
    return true;
  }
  const verified = await twilio.ask(credentials, "GET", "/OutgoingCallerIds.json", wanted);
  if (sidsIn(verified?.json["outgoing_caller_ids"], phoneNumber).length > 0) return false;
  throw refusal(400, "invalid_parameters", `The Twilio account does not own ${phoneNumber}.`);
}

function answered(answer: TwilioAnswer | undefined): TwilioAnswer {
  if (!answer || answer.status >= 500) throw refusal(503, "service_unavailable", "Twilio did not answer.");
  if (isAccountTrouble(answer)) throw invalidProvider("The Twilio credentials are not valid.");
  if (answer.status === 429) throw refusal(429, "rate_limit_exceeded", "Twilio is busy.");
  if (answer.status >= 400) throw invalidProvider(`Twilio: ${String(answer.json["message"])}`);
  return answer;
}

/** Twilio takes the number for a pattern; only the very one counts. */
function sidsIn(list: unknown, phoneNumber: string): string[] {
  const items: unknown[] = Array.isArray(list) ? list : [];
  return items.flatMap((item) =>
    isObject(item) && item["phone_number"] === phoneNumber && typeof item["sid"] === "string"
      ? [item["sid"]]
      : [],
  );
}

export function numberView(workspace: Workspace, number: PhoneNumber): JsonObject {
  const agent = number.agentId === null ? undefined : workspace.agents.get(number.agentId);
  return {
    phone_number: number.phone_number,
    label: number.label,
    supports_inbound: number.supportsInbound,
    supports_outbound: true,
    phone_number_id: number.phone_number_id,
    assigned_agent: agent
      ? {
          agent_id: agent.agent_id,
          agent_name: agent.name,
          environment: null,
          branch_id: agent.branchId,
        }
      : null,
    provider: "twilio",
  };
}

function selected({ workspace, query }: RestContext): PhoneNumber[] {
  const [agentId, provider] = [query.get("agent_id"), query.get("provider")];
  return [...workspace.phoneNumbers.values()].filter(
    (number) =>
      (agentId === null || number.agentId === agentId) && (provider === null || provider === "twilio"),
  );
}

function listNumbersRoute(context: RestContext): Answer {
  return { json: selected(context).map((number) => numberView(context.workspace, number)) };
}

function pageNumbersRoute(context: RestContext): Answer {
  const { workspace, query } = context;
  const has = (text: string, name: string) =>
    text.toLowerCase().includes(query.get(name)?.toLowerCase() ?? "");
  const numbers = selected(context).filter(
    ({ label, phone_number }) =>
      has(`${label} ${phone_number}`, "search") && has(label, "label") && has(phone_number, "phone_number"),
  );
  const isOutbound = queryFlag(query, "supports_outbound") ?? true;
  const page = pageOf(isOutbound ? numbers : [], query, {
    idOf: (number) => number.phone_number_id,
    size: 30,
  });
  return {
    json: {
      phone_numbers: page.items.map((number) => numberView(workspace, number)),
      next_cursor: page.nextCursor,
      has_more: page.nextCursor !== null,
    },
  };
}

const numberPatch = z.looseObject({ agent_id: z.string().nullish(), label: z.string().nullish() });

function updateNumberRoute(context: RestContext): Answer {
  const { workspace } = context;
  const number = getNumber(workspace, param(context, "phone_number_id"));
  const patch = check("body", numberPatch, context.body);
  if (patch.agent_id) getAgent(workspace, patch.agent_id);
  // Whether null unassigns is not published (elevenlabs.md §2.3); here it does.
  if (patch.agent_id !== undefined) number.agentId = patch.agent_id;
  if (typeof patch.label === "string") number.label = patch.label;
  return { json: numberView(workspace, number) };
}

const NUMBER = "/v1/convai/phone-numbers/{phone_number_id}";

export const phoneNumberRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/phone-numbers", handle: createNumberRoute },
  { method: "GET", path: "/v1/convai/phone-numbers", handle: listNumbersRoute },
  { method: "GET", path: "/v1/convai/v2/phone-numbers", handle: pageNumbersRoute },
  {
    method: "GET",
    path: NUMBER,
    handle: (context) => ({
      json: numberView(context.workspace, getNumber(context.workspace, param(context, "phone_number_id"))),
    }),
  },
  { method: "PATCH", path: NUMBER, handle: updateNumberRoute },
  {
    // Twilio keeps asking at the vendor's address, which then knows nothing of the number.
    method: "DELETE",
    path: NUMBER,
    handle: remove(({ workspace }) => workspace.phoneNumbers, "phone_number_id", "phone_number"),
  },
];
