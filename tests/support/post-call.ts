import { createHmac, randomUUID } from "node:crypto";
import type { Answer } from "./client";
import type { Business } from "./tenant";

export const newConversationId = () => `conv_${randomUUID().replaceAll("-", "")}`;

/** Posts as ElevenLabs does, signed with the business's own secret, worked out here so that it cannot share a misreading. */
export async function postPostCall(business: Business, webhook: object): Promise<Answer> {
  const body = JSON.stringify(webhook);
  const stamp = Math.floor(Date.now() / 1000);
  const hmac = createHmac("sha256", business.webhookSecret).update(`${stamp}.`).update(body).digest("hex");
  const response = await fetch(`${business.house.webUrl}/api/webhooks/elevenlabs`, {
    method: "POST",
    headers: { "elevenlabs-signature": `t=${stamp},v0=${hmac}`, "content-type": "application/json" },
    body,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The envelope, with the agent that says whose it is. */
export function postCall(business: Business, type: string, data: object): object {
  return {
    type,
    event_timestamp: Math.floor(Date.now() / 1000),
    data: { agent_id: business.vendorAgentId, ...data },
  };
}
