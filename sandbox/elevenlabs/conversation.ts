/** One conversation as the vendor keeps it, and its published forms (elevenlabs.md §5.1, §5.2). */
import type { JsonObject } from "./json";
import type { Agent } from "./state";

export interface TranscriptTurn {
  role: "user" | "agent";
  message: string | null;
  originalMessage: string | null;
  timeInCallSeconds: number;
  isInterrupted: boolean;
  medium: "audio" | "text";
  toolCalls: JsonObject[];
  toolResults: JsonObject[];
}

export interface Conversation {
  conversationId: string;
  agentId: string;
  agentName: string;
  status: "initiated" | "in-progress" | "processing" | "done" | "failed";
  userId: string | null;
  authorizationMethod: "public" | "signed_url";
  source: string | null;
  startedAtUnixSeconds: number;
  durationSeconds: number;
  language: string;
  terminationReason: string;
  error: { code: number; reason: string } | null;
  override: JsonObject;
  customLlmExtraBody: JsonObject;
  dynamicVariables: JsonObject;
  isTextOnly: boolean;
  hasAudio: boolean;
  turns: TranscriptTurn[];
  feedback: { likes: number; dislikes: number };
  analysis: JsonObject | null;
  /** What the agent believes was settled, for the analysis. */
  outcome: string | null;
}

/** Credits and dollars of the voice minute and of the language model (elevenlabs.md §10.3), for a believable bill. */
const CREDITS_PER_MINUTE = 400;
const USD_PER_MINUTE = 0.08;
const LLM_CREDITS_PER_MINUTE = 16;

export function conversationView(conversation: Conversation, agent: Agent | undefined): JsonObject {
  const { conversationId, hasAudio, userId } = conversation;
  const hasUserAudio = hasAudio && conversation.turns.some((turn) => turn.role === "user");
  return {
    agent_id: conversation.agentId,
    agent_name: agent?.name ?? conversation.agentName,
    conversation_product: "agent",
    conversation_id: conversationId,
    status: conversation.status,
    user_id: userId,
    branch_id: null,
    version_id: null,
    environment: "production",
    has_audio: hasAudio,
    has_user_audio: hasUserAudio,
    has_response_audio: hasAudio,
    has_auxiliary_audio: false,
    tag_ids: [],
    visited_agents: [{ agent_id: conversation.agentId, branch_id: null }],
    transcript: conversation.turns.map((turn, index) => turnView(turn, index, conversation)),
    metadata: metadataView(conversation),
    analysis: conversation.analysis,
    conversation_initiation_client_data: {
      conversation_config_override: conversation.override,
      custom_llm_extra_body: conversation.customLlmExtraBody,
      user_id: userId,
      source_info: { source: conversation.source, version: null },
      branch_id: null,
      environment: null,
      starting_workflow_node_id: null,
      procedure_ids: null,
      dynamic_variables: conversation.dynamicVariables,
    },
  };
}

function turnView(turn: TranscriptTurn, index: number, conversation: Conversation): JsonObject {
  return {
    role: turn.role,
    agent_metadata:
      turn.role === "agent"
        ? { agent_id: conversation.agentId, branch_id: null, workflow_node_id: null }
        : null,
    message: turn.message,
    original_message: turn.originalMessage,
    multivoice_message: null,
    tool_calls: turn.toolCalls,
    tool_results: turn.toolResults,
    feedback: null,
    llm_override: null,
    time_in_call_secs: turn.timeInCallSeconds,
    conversation_turn_metrics: null,
    rag_retrieval_info: null,
    llm_usage: null,
    interrupted: turn.isInterrupted,
    ignored_as_backchannel: false,
    source_medium: turn.medium,
    id: `${conversation.conversationId}_${index}`,
  };
}

function metadataView(conversation: Conversation): JsonObject {
  const minutes = conversation.durationSeconds / 60;
  const isFinal = conversation.status === "done" || conversation.status === "failed";
  const callCredits = Math.round(minutes * CREDITS_PER_MINUTE);
  const llmCredits = Math.round(minutes * LLM_CREDITS_PER_MINUTE);
  return {
    start_time_unix_secs: conversation.startedAtUnixSeconds,
    accepted_time_unix_secs: conversation.startedAtUnixSeconds,
    call_duration_secs: conversation.durationSeconds,
    cost: isFinal ? callCredits + llmCredits : null,
    cost_fiat: isFinal ? Math.round(minutes * USD_PER_MINUTE * 10_000) / 10_000 : null,
    deletion_settings: { delete_transcript_and_pii: false, delete_audio: false },
    feedback: { overall_score: null, ...conversation.feedback },
    authorization_method: conversation.authorizationMethod,
    charging: {
      dev_discount: false,
      is_burst: false,
      tier: "creator",
      call_charge: isFinal ? callCredits : null,
      llm_charge: isFinal ? llmCredits : null,
      llm_price: isFinal ? llmCredits / 4545 : null,
    },
    // A phone call of the vendor's own; a socket opened by somebody else's bridge is none.
    phone_call: null,
    batch_call: null,
    termination_reason: conversation.terminationReason,
    error: conversation.error,
    warnings: [],
    main_language: conversation.language,
    text_only: conversation.isTextOnly,
    conversation_initiation_source: conversation.source ?? "unknown",
    timezone: null,
  };
}

export function conversationRow(conversation: Conversation, withSummary: boolean): JsonObject {
  const { analysis } = conversation;
  return {
    agent_id: conversation.agentId,
    branch_id: null,
    version_id: null,
    agent_name: conversation.agentName,
    conversation_id: conversation.conversationId,
    start_time_unix_secs: conversation.startedAtUnixSeconds,
    call_duration_secs: conversation.durationSeconds,
    message_count: conversation.turns.filter((turn) => turn.message !== null).length,
    status: conversation.status,
    termination_reason: conversation.terminationReason,
    call_successful: analysis?.["call_successful"] ?? "unknown",
    transcript_summary: withSummary ? (analysis?.["transcript_summary"] ?? null) : null,
    call_summary_title: analysis?.["call_summary_title"] ?? null,
    main_language: conversation.language,
    conversation_initiation_source: conversation.source ?? "unknown",
    tool_names: toolNames(conversation),
    direction: null,
    rating: null,
    tag_ids: [],
  };
}

export function toolNames(conversation: Conversation): string[] {
  return [
    ...new Set(conversation.turns.flatMap((turn) => turn.toolCalls.map((call) => String(call["tool_name"])))),
  ];
}
