import { healthReport, type HealthReport, type MendInput } from "@/lib/health/schema";
import type { Business } from "../support/tenant";
import { atElevenLabs, atTwilio } from "../support/vendor-rest";

/** The checks of a business's line, and both vendors' sides of what they look at. */

export const check = (of: Business): Promise<HealthReport> =>
  of.client.ask("POST", "/api/health/check", healthReport, {});
export const mend = (of: Business, input: MendInput): Promise<HealthReport> =>
  of.client.ask("POST", "/api/health/mend", healthReport, input);
export const faultsOf = ({ findings }: HealthReport) =>
  findings
    .filter(({ status }) => status === "broken" || status === "warning")
    .map((finding) => `${finding.check}.${finding.problem}`);

/** A value deep in a vendor's answer. */
export function at(root: unknown, path: string): unknown {
  let here = root;
  for (const part of path.split(".")) here = (here as Record<string, unknown> | null | undefined)?.[part];
  return here;
}

export async function readNumber(of: Business): Promise<Record<string, unknown>> {
  const listed = await atTwilio(
    of,
    "GET",
    `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(of.number)}`,
  );
  return at(listed, "incoming_phone_numbers.0") as Record<string, unknown>;
}

export async function changeNumber(of: Business, fields: Record<string, string>): Promise<void> {
  const { sid } = await readNumber(of);
  await atTwilio(of, "POST", `/IncomingPhoneNumbers/${String(sid)}.json`, fields);
}

const agentPath = (of: Business) => `/v1/convai/agents/${of.vendorAgentId}`;
export const readAgent = (of: Business) => atElevenLabs(of, "GET", agentPath(of));
export const changeAgent = (of: Business, patch: Record<string, unknown>) =>
  atElevenLabs(of, "PATCH", agentPath(of), patch);

interface VendorWebhook {
  webhook_id: string;
  webhook_url: string;
  name: string;
  is_disabled: boolean;
  is_auto_disabled: boolean;
}

export async function readWebhooks(of: Business): Promise<VendorWebhook[]> {
  return (await atElevenLabs(of, "GET", "/v1/workspace/webhooks"))["webhooks"] as VendorWebhook[];
}

/** The one that the agent's calls are reported to. */
export async function readWebhook(of: Business): Promise<VendorWebhook> {
  const id = at(await readAgent(of), "platform_settings.workspace_overrides.webhooks.post_call_webhook_id");
  const webhook = (await readWebhooks(of)).find(({ webhook_id }) => webhook_id === id);
  if (!webhook) throw new Error("the agent reports to no webhook");
  return webhook;
}
