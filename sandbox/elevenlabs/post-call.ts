/** What the vendor works out when a conversation is over: the analysis, and who is told (elevenlabs.md §4.3, §5.2, §5.3). */
import type { Conversation } from "./conversation";
import type { JsonObject } from "../json";
import type { Agent, WebhookEndpoint, Workspace } from "./state";

const OUTCOMES: Record<string, { es: string; en: string }> = {
  confirmed: { es: "confirmó su cita", en: "confirmed the appointment" },
  rescheduled: { es: "cambió su cita", en: "rescheduled the appointment" },
  cancelled: { es: "canceló su cita", en: "cancelled the appointment" },
  booked: { es: "reservó una cita", en: "booked an appointment" },
  message_taken: { es: "dejó un recado", en: "left a message" },
  opted_out: { es: "pidió que no se le llame más", en: "asked not to be called again" },
  wrong_number: { es: "dijo que el número era equivocado", en: "said it was the wrong number" },
};

export function analyse(conversation: Conversation, agent: Agent): JsonObject {
  const settings = agent.platform_settings;
  const language = (settings.summary_language ?? conversation.language).startsWith("es") ? "es" : "en";
  const isSuccess = successOf(conversation);
  const criteria = settings.evaluation.criteria.map(({ id }) => ({
    criteria_id: id,
    result: isSuccess,
    rationale: RATIONALE[language],
  }));
  const collected = Object.entries(settings.data_collection).map(([id, schema]) => ({
    data_collection_id: id,
    value: id === "outcome" ? conversation.outcome : null,
    json_schema: schema,
    rationale: RATIONALE[language],
  }));
  return {
    call_successful: isSuccess,
    transcript_summary: summarise(conversation, language),
    call_summary_title: TITLES[language][conversation.outcome === null ? "other" : "appointment"],
    evaluation_criteria_results: Object.fromEntries(criteria.map((item) => [item.criteria_id, item])),
    data_collection_results: Object.fromEntries(collected.map((item) => [item.data_collection_id, item])),
    evaluation_criteria_results_list: criteria,
    data_collection_results_list: collected,
  };
}

const RATIONALE = {
  es: "Lo decide el agente de guion del entorno de prueba.",
  en: "Decided by the scripted agent of the sandbox.",
};

const TITLES = {
  es: { appointment: "Cita", other: "Conversación" },
  en: { appointment: "Appointment", other: "Conversation" },
};

/** A conversation that failed to start reads as a success at the vendor: only `metadata.error` tells (§5.3). */
function successOf(conversation: Conversation): "success" | "failure" | "unknown" {
  const userSpoke = conversation.turns.some((turn) => turn.role === "user");
  if (conversation.error !== null) return userSpoke ? "failure" : "success";
  return userSpoke ? "success" : "unknown";
}

function summarise(conversation: Conversation, language: "es" | "en"): string {
  const userTurns = conversation.turns.filter((turn) => turn.role === "user");
  const outcome = OUTCOMES[conversation.outcome ?? ""];
  const first = userTurns.find((turn) => turn.message)?.message ?? "";
  if (language === "es") {
    if (userTurns.length === 0) return "El agente saludó y nadie respondió con palabras.";
    return `El agente habló con una persona que ${outcome ? outcome.es : "no llegó a ningún acuerdo"}. Empezó diciendo: «${first}».`;
  }
  if (userTurns.length === 0) return "The agent greeted and nobody answered in words.";
  return `The agent spoke with a person who ${outcome ? outcome.en : "did not settle anything"}. They began with: "${first}".`;
}

/** The webhook that is to hear of it: the agent's own, else the workspace's. Undefined when none is attached. */
export function attachedWebhook(
  workspace: Workspace,
  agent: Agent | undefined,
  event: "transcript" | "audio" | "call_initiation_failure",
): WebhookEndpoint | undefined {
  const own = agent?.platform_settings.workspace_overrides.webhooks;
  const attachment = own && own.post_call_webhook_id !== null ? own : workspace.settings.webhooks;
  const events: readonly string[] = attachment.events;
  if (attachment.post_call_webhook_id === null || !events.includes(event)) return undefined;
  return workspace.webhooks.get(attachment.post_call_webhook_id);
}
