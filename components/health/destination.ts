import type { Route } from "next";
import type { HealthFinding } from "@/lib/health/schema";

export type Destination = { href: Route; label: "accounts" | "numbers" | "agent" };

/** Where a person puts right what no button can; undefined where only the server's keeper can. */
export function destinationOf({
  check,
  subject,
}: Pick<HealthFinding, "check" | "subject">): Destination | undefined {
  switch (check) {
    case "twilio_account":
    case "twilio_trial":
    case "twilio_balance":
    case "elevenlabs_account":
    case "elevenlabs_credit":
    case "elevenlabs_concurrency":
    case "openai_account":
      return { href: "/settings/accounts", label: "accounts" };
    case "number_assigned":
    case "number_webhooks":
      return { href: "/numbers", label: "numbers" };
    case "agent_linked":
    case "agent_audio":
    case "agent_overrides":
    case "agent_tools":
    case "agent_drift":
    case "personalization":
      return subject ? { href: `/agents/${subject.id}` as Route, label: "agent" } : undefined;
    case "public_url":
    case "clock":
    case "post_call_webhook":
    case "webhook_secret":
      return undefined;
  }
}
