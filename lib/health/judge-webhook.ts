import type { VendorWebhook } from "@/lib/providers/elevenlabs/workspace";
import type { ElevenLabsFacts, HealthFacts } from "./facts";
import { fault, inOrder, notKnown, orInOrder } from "./finding";
import { agentSubject, differs, FIELDS_OF_CHECK } from "./judge-agents";
import type { HealthFinding } from "./schema";

/** An older refusal may have been cured since; the vendor does not say. */
const RECENT_MS = 24 * 3600 * 1000;
/** Both addresses lead to the same door. */
const PATHS = ["/api/webhooks/elevenlabs", "/api/elevenlabs/post-call"];

/** How the results of calls reach us (elevenlabs.md §4.3, §4.4). What is lost there is fetched later, so no call fails of it. */
export function judgePostCall(facts: HealthFacts): HealthFinding[] {
  const { elevenLabs } = facts;
  if (!elevenLabs) return [notKnown("post_call_webhook"), notKnown("webhook_secret")];
  const { webhooks } = elevenLabs;
  if (webhooks.state !== "known")
    return [notKnown("post_call_webhook", webhooks.said), notKnown("webhook_secret", webhooks.said)];
  const webhook = webhooks.value.find(({ id }) => id === elevenLabs.ownWebhookId);
  return [...judgeWebhook(webhook, facts), judgeSecrets(webhook, elevenLabs, facts)];
}

function judgeWebhook(
  webhook: VendorWebhook | undefined,
  { publicUrl, agents }: HealthFacts,
): HealthFinding[] {
  const check = "post_call_webhook";
  if (!webhook) return [fault(check, { status: "warning", problem: "missing", mendable: true })];
  const subject = { type: "webhook" as const, id: webhook.id, name: webhook.name };
  const found = (problem: "elsewhere" | "disabled" | "auto_disabled", said: string | null = null) => [
    fault(check, { status: "warning", problem, subject, said, mendable: true }),
  ];
  if (!leadsHere(webhook.url, publicUrl)) return found("elsewhere", webhook.url);
  if (webhook.isAutoDisabled) return found("auto_disabled", lastFailure(webhook));
  if (webhook.isDisabled) return found("disabled");
  const detached = agents.flatMap((agent) =>
    agent.theirs?.state === "known" && differs(agent, agent.theirs.value, FIELDS_OF_CHECK.post_call_webhook)
      ? [
          fault(check, {
            status: "warning",
            problem: "detached",
            subject: agentSubject(agent),
            mendable: true,
          }),
        ]
      : [],
  );
  return orInOrder(check, detached);
}

function leadsHere(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return PATHS.some((path) => origin + pathname === publicUrl + path);
}

/** Nobody tells us whether a secret is right: a missing one cannot be, and one that we refused lately was not. */
function judgeSecrets(
  webhook: VendorWebhook | undefined,
  { hasWebhookSecret, ownSecretId, secretIds }: ElevenLabsFacts,
  { now }: HealthFacts,
): HealthFinding {
  const check = "webhook_secret";
  const found = (problem: "missing" | "refused" | "callback_missing", said: string | null = null) =>
    fault(check, { status: "warning", problem, said, mendable: true });
  if (!hasWebhookSecret) return found("missing");
  const isRefused =
    webhook?.lastFailureCode === 401 &&
    webhook.lastFailureAt !== null &&
    now.getTime() - webhook.lastFailureAt.getTime() < RECENT_MS;
  if (webhook && isRefused) return found("refused", lastFailure(webhook));
  const isKept = secretIds.state !== "known" || secretIds.value.includes(ownSecretId);
  return ownSecretId === "" || !isKept ? found("callback_missing") : inOrder(check);
}

function lastFailure({ lastFailureCode, lastFailureAt }: VendorWebhook): string | null {
  if (lastFailureCode === null) return null;
  return `HTTP ${lastFailureCode}${lastFailureAt ? `, ${lastFailureAt.toISOString()}` : ""}`;
}
