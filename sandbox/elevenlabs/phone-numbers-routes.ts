/** Telephone numbers imported from Twilio, over REST (elevenlabs.md §2.3). */
import { z } from "zod";
import { check, notFound, refusal } from "./errors";
import type { JsonObject } from "./json";
import { type Answer, getAgent, param, remove, type RestContext, type Route } from "./routing";
import { newId, type PhoneNumber, type Workspace } from "./state";

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

/** The credentials are checked as the vendor does; the number's voice address at Twilio is left as it is. */
function createNumberRoute({ workspace, body, isTwilioAccount }: RestContext): Answer {
  const given = check("body", newNumberBody, body);
  if (given.sid.startsWith("AC") && !isTwilioAccount(given.sid, given.token)) {
    throw refusal(400, "invalid_provider_config", "The Twilio credentials are not valid.");
  }
  if (given.agent_id) getAgent(workspace, given.agent_id);
  const number: PhoneNumber = {
    phone_number_id: newId("phnum"),
    phone_number: given.phone_number,
    label: given.label,
    agentId: given.agent_id ?? null,
  };
  workspace.phoneNumbers.set(number.phone_number_id, number);
  return { json: { phone_number_id: number.phone_number_id } };
}

function getNumber(context: RestContext): PhoneNumber {
  const id = param(context, "phone_number_id");
  const number = context.workspace.phoneNumbers.get(id);
  if (!number) throw notFound("phone_number", id);
  return number;
}

export function numberView(workspace: Workspace, number: PhoneNumber): JsonObject {
  const agent = number.agentId === null ? undefined : workspace.agents.get(number.agentId);
  return {
    phone_number: number.phone_number,
    label: number.label,
    supports_inbound: true,
    supports_outbound: true,
    phone_number_id: number.phone_number_id,
    assigned_agent: agent
      ? { agent_id: agent.agent_id, agent_name: agent.name, environment: null, branch_id: null }
      : null,
    provider: "twilio",
  };
}

function listNumbersRoute({ workspace, query }: RestContext): Answer {
  const agentId = query.get("agent_id");
  const numbers = [...workspace.phoneNumbers.values()].filter(
    (number) => agentId === null || number.agentId === agentId,
  );
  return { json: numbers.map((number) => numberView(workspace, number)) };
}

const numberPatch = z.looseObject({ agent_id: z.string().nullish(), label: z.string().nullish() });

function updateNumberRoute(context: RestContext): Answer {
  const number = getNumber(context);
  const patch = check("body", numberPatch, context.body);
  if (patch.agent_id) getAgent(context.workspace, patch.agent_id);
  // Whether null unassigns is not published (elevenlabs.md §2.3); here it does.
  if (patch.agent_id !== undefined) number.agentId = patch.agent_id;
  if (typeof patch.label === "string") number.label = patch.label;
  return { json: numberView(context.workspace, number) };
}

const NUMBER = "/v1/convai/phone-numbers/{phone_number_id}";

export const phoneNumberRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/phone-numbers", handle: createNumberRoute },
  { method: "GET", path: "/v1/convai/phone-numbers", handle: listNumbersRoute },
  {
    method: "GET",
    path: NUMBER,
    handle: (context) => ({ json: numberView(context.workspace, getNumber(context)) }),
  },
  { method: "PATCH", path: NUMBER, handle: updateNumberRoute },
  {
    method: "DELETE",
    path: NUMBER,
    handle: remove(({ workspace }) => workspace.phoneNumbers, "phone_number_id", "phone_number"),
  },
];
