import type { useTranslations } from "next-intl";
import type { CallEventView } from "@/lib/calls/schema";
import { ANSWERED_BY, CALL_OUTCOMES, CALL_STATUSES } from "@/lib/vocabulary";

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

/** A verdict, and what came of it; one that was contradicted says so. */
function machineSentence(
  payload: CallEventView["payload"],
  t: ReturnType<typeof useTranslations<"calls">>,
): string {
  const answeredBy = ANSWERED_BY.find((one) => one === payload["answeredBy"]);
  if (!answeredBy) return t("events.machine_detected");
  const why = textOf(payload, "why") ?? "";
  if (t.has(`machineDoubted.${why}`)) return t(`machineDoubted.${why}`);
  const action = textOf(payload, "action") ?? "";
  const sentence = t(`answeredBy.${answeredBy}`);
  return t.has(`machineActions.${action}`)
    ? t("machineThen", { sentence, action: t(`machineActions.${action}`) })
    : sentence;
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
    case "machine_detected":
      return machineSentence(payload, t);
    case "stepped_down": {
      const next = textOf(payload, "next");
      return next && t.has(`rungs.${next}`) ? t(`rungs.${next}`) : t(`events.${type}`);
    }
    case "sentence_replaced": {
      const reason = textOf(payload, "reason") ?? "";
      const said = textOf(payload, "said") ?? "";
      if (!t.has(`replacedReasons.${reason}`)) return t(`events.${type}`);
      return t("sentenceReplaced", { reason: t(`replacedReasons.${reason}`), said });
    }
    case "reply_failed": {
      const reason = textOf(payload, "message");
      return reason ? t("replyFailed", { reason }) : t(`events.${type}`);
    }
    case "recording_announced": {
      const notice = textOf(payload, "notice");
      return notice && t.has(`recordingAnnounced.${notice}`)
        ? t(`recordingAnnounced.${notice}`)
        : t(`events.${type}`);
    }
    case "recording_declined": {
      const reason = textOf(payload, "reason");
      return reason && t.has(`recordingDeclined.${reason}`)
        ? t(`recordingDeclined.${reason}`)
        : t(`events.${type}`);
    }
    case "recording_deleted": {
      const { reason, days } = payload;
      if (reason === "retention" && typeof days === "number")
        return t("recordingDeleted.retention", { days });
      return reason === "by_hand" ? t("recordingDeleted.by_hand") : t(`events.${type}`);
    }
    case "call_requested":
    case "dial_accepted":
    case "dial_unknown":
    case "personalized":
    case "recording_started":
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
    case "analysed":
      return t(`events.${type}`);
  }
}
