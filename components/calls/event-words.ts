import type { useTranslations } from "next-intl";
import type { CallEventView } from "@/lib/calls/schema";
import { CALL_OUTCOMES, CALL_STATUSES } from "@/lib/vocabulary";

/** The telephone company's words for a state, where they differ from ours only in the hyphen. */
function statusOf(payload: CallEventView["payload"]) {
  const word = typeof payload["status"] === "string" ? payload["status"].replaceAll("-", "_") : "";
  return CALL_STATUSES.find((status) => status === word);
}

function outcomeOf(payload: CallEventView["payload"]) {
  return CALL_OUTCOMES.find((outcome) => outcome === payload["outcome"]);
}

function textOf(payload: CallEventView["payload"], ...names: string[]): string | undefined {
  for (const name of names) {
    const value = payload[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

/** What happened, in a sentence; `t` speaks from `calls`. */
export function sentenceOf(
  { type, payload }: Pick<CallEventView, "type" | "payload">,
  t: ReturnType<typeof useTranslations<"calls">>,
): string {
  switch (type) {
    case "status_reported": {
      const status = statusOf(payload);
      return status ? t("statusReported", { status: t(`status.${status}`) }) : t(`events.${type}`);
    }
    case "dtmf": {
      const key = textOf(payload, "digit", "key", "digits");
      return key ? t("keyPressed", { key }) : t(`events.${type}`);
    }
    case "tool_used": {
      const name = textOf(payload, "name", "tool");
      if (!name) return t(`events.${type}`);
      return t("toolUsed", { tool: t.has(`tools.${name}`) ? t(`tools.${name}`) : name });
    }
    case "result_reported": {
      const outcome = outcomeOf(payload);
      return outcome ? t("resultReported", { outcome: t(`outcome.${outcome}`) }) : t(`events.${type}`);
    }
    case "stream_ended": {
      const reason = textOf(payload, "reason");
      return reason && t.has(`ends.${reason}`) ? t(`ends.${reason}`) : t(`events.${type}`);
    }
    case "answer_given": {
      const reason = textOf(payload, "reason");
      return reason && t.has(`answers.${reason}`) ? t(`answers.${reason}`) : t(`events.${type}`);
    }
    case "dial_refused": {
      const reason = textOf(payload, "message");
      return reason ? t("dialRefused", { reason }) : t(`events.${type}`);
    }
    case "call_requested":
    case "dial_accepted":
    case "dial_unknown":
    case "personalized":
    case "recording_kept":
    case "report_missing":
    case "call_received":
    case "stream_reported":
    case "stream_started":
    case "agent_connected":
    case "agent_reconnecting":
    case "agent_error":
    case "interruption":
    case "hang_up_requested":
    case "conversation_reported":
    case "call_lost":
    case "attention_needed":
    case "transfer_requested":
    case "transfer_moved":
    case "transfer_ended":
    case "message_left":
      return t(`events.${type}`);
  }
}
