/** The webhook that is asked who calls, while the caller hears the ringing (elevenlabs.md §3, read November 2026). */
import { initiation as initiationMessage, type Initiation } from "./client-messages";
import { isObject } from "../json";
import type { Outgoing } from "./outgoing";
import { resolveHeaders } from "./secrets";
import type { Agent, Workspace } from "./state";

/** The vendor names no number; the docs only say that the answer has to be quick. */
const TIMEOUT_MS = 5000;

export interface IncomingCall {
  callerId: string;
  calledNumber: string;
  callSid: string;
}

export type Personalization = { initiation: Initiation } | { failure: string };

/** What the call begins with, or why it cannot; nothing at all when nobody is to be asked. */
export async function personalize(
  { workspace, agent }: { workspace: Workspace; agent: Agent },
  call: IncomingCall,
  outgoing: Outgoing,
): Promise<Personalization> {
  const { overrides, workspace_overrides } = agent.platform_settings;
  const webhook =
    workspace_overrides.conversation_initiation_client_data_webhook ??
    workspace.settings.conversation_initiation_client_data_webhook;
  if (!webhook || !overrides.enable_conversation_initiation_client_data_from_webhook)
    return { initiation: {} };
  const { status, text } = await outgoing.ask({
    target: "elevenlabs.personalization",
    name: agent.agent_id,
    url: String(webhook["url"]),
    method: "POST",
    headers: { ...resolveHeaders(workspace, webhook["request_headers"]), "content-type": "application/json" },
    body: JSON.stringify({
      caller_id: call.callerId,
      agent_id: agent.agent_id,
      called_number: call.calledNumber,
      call_sid: call.callSid,
    }),
    timeoutMs: TIMEOUT_MS,
  });
  if (status === null) return { failure: `Conversation initiation webhook failed: ${text}` };
  if (status !== 200) return { failure: `Conversation initiation webhook answered with status ${status}` };
  return read(text);
}

function read(text: string): Personalization {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return { failure: "Conversation initiation webhook did not answer with JSON" };
  }
  if (isObject(answer) && answer["type"] === undefined)
    return { failure: "Conversation initiation webhook answered without a type" };
  const parsed = initiationMessage.safeParse(answer);
  if (parsed.success) return { initiation: parsed.data };
  return { failure: `Conversation initiation webhook answered with invalid data: ${parsed.error.message}` };
}
