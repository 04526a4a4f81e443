import type { Scope } from "@/db/client";
import { listServices, listStaff } from "@/db/queries/agenda";
import type { Agent } from "@/db/schema/agents";
import type { Reply } from "@/db/schema/replies";
import type { Tenant } from "@/db/schema/tenants";
import { env } from "@/env";
import { askForSpeech, type Opening, type Twiml } from "@/lib/providers/twilio/twiml";
import { REPLY_PARTS, replyAddress } from "./reply-address";
import { speechLanguage } from "./speech-language";

/** Names the recogniser would not guess: bounds of the verb are 500 of 100 characters (twilio.md §4.5). */
const MOST_HINTS = 60;
const MAX_HINT = 100;
/** The agent's silence time-out is for all of the questions that silence is answered with. */
const QUESTIONS = 3;
const MIN_WAIT_SECONDS = 3;
const MAX_WAIT_SECONDS = 10;

interface Listening {
  agent: Agent;
  tenant: Tenant;
  reply: Reply;
  /** Absent: the sound of the reply itself, as it is made. */
  audioUrls?: string[];
  /** Of a recording that begins now. */
  opening?: Opening | null;
}

/** Says a reply, and listens for what the caller says to it. */
export async function listenAfter(
  scope: Scope,
  { agent, tenant, reply, audioUrls, opening = null }: Listening,
): Promise<Twiml> {
  const { tenantId } = scope;
  const { callId, position } = reply;
  const waitSeconds = Math.round(agent.silenceTimeoutSeconds / QUESTIONS);
  return askForSpeech({
    audioUrls: audioUrls ?? REPLY_PARTS.map((part) => replyAddress({ tenantId, callId, position, part })),
    action: `${env.PUBLIC_URL}/voice-calls/webhook/response/${callId}?reply=${position}`,
    language: speechLanguage(agent.language, tenant.country),
    waitSeconds: Math.min(MAX_WAIT_SECONDS, Math.max(MIN_WAIT_SECONDS, waitSeconds)),
    pauseSeconds: agent.speechTimeoutSeconds,
    hints: await hintsOf(scope, tenant),
    opening,
  });
}

async function hintsOf(scope: Scope, tenant: Tenant): Promise<string[]> {
  const [services, staff] = await Promise.all([listServices(scope), listStaff(scope)]);
  const names = [tenant.name, ...services.map(({ name }) => name), ...staff.map(({ name }) => name)];
  const plain = names.map((name) => name.replaceAll(/[,$]/gu, " ").trim().slice(0, MAX_HINT));
  return [...new Set(plain.filter((name) => name !== ""))].slice(0, MOST_HINTS);
}
