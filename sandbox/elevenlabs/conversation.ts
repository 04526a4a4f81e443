/** One conversation as the vendor keeps it, and its published forms (elevenlabs.md §5.1, §5.2). */
import { isObject, type JsonObject } from "../json";
import { type Agent, unixSeconds, versionIdOf } from "./state";

export interface TranscriptTurn {
  role: "user" | "agent";
  message: string | null;
  originalMessage: string | null;
  timeInCallSeconds: number;
  isInterrupted: boolean;
  medium: "audio" | "text" | "dtmf";
  toolCalls: JsonObject[];
  toolResults: JsonObject[];
}

/** A call of the vendor's own, over Twilio (elevenlabs.md §5.2); a socket opened by somebody else's bridge is none. */
export interface PhoneCall {
  direction: "inbound" | "outbound";
  /** Empty for a number that was not imported. */
  phoneNumberId: string;
  agentNumber: string;
  externalNumber: string;
  streamSid: string;
  callSid: string;
  result: "answered" | "voicemail" | "busy" | "no_answer" | "failed" | null;
}

export interface Conversation {
  conversationId: string;
  agentId: string;
  agentName: string;
  branchId: string | null;
  versionId: string | null;
  status: "initiated" | "in-progress" | "processing" | "done" | "failed";
  userId: string | null;
  authorizationMethod: "public" | "signed_url" | "authorization_header";
  source: string | null;
  startedAtUnixSeconds: number;
  acceptedAtUnixSeconds: number | null;
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
  phoneCall: PhoneCall | null;
}

/** What a conversation is before anything happened in it. */
export const NEW_CONVERSATION = {
  status: "initiated",
  branchId: null,
  versionId: null,
  userId: null,
  source: null,
  acceptedAtUnixSeconds: null,
  durationSeconds: 0,
  terminationReason: "",
  error: null,
  override: {},
  customLlmExtraBody: {},
  dynamicVariables: {},
  isTextOnly: false,
  hasAudio: false,
  analysis: null,
  outcome: null,
  phoneCall: null,
} as const;

export function createConversation(
  agent: Agent,
  given: Pick<Conversation, "conversationId" | "authorizationMethod"> &
    Partial<Pick<Conversation, "source" | "phoneCall">>,
): Conversation {
  return {
    ...NEW_CONVERSATION,
    agentId: agent.agent_id,
    agentName: agent.name,
    branchId: agent.branchId,
    versionId: versionIdOf(agent),
    startedAtUnixSeconds: unixSeconds(),
    language: agent.conversation_config.agent.language,
    turns: [],
    feedback: { likes: 0, dislikes: 0 },
    ...given,
  };
}

/** Those that take one of the plan's places. */
export function isLive({ status }: Conversation): boolean {
  return status === "initiated" || status === "in-progress";
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
    branch_id: conversation.branchId,
    version_id: conversation.versionId,
    environment: "production",
    has_audio: hasAudio,
    has_user_audio: hasUserAudio,
    has_response_audio: hasAudio,
    has_auxiliary_audio: false,
    tag_ids: [],
    visited_agents: [{ agent_id: conversation.agentId, branch_id: conversation.branchId }],
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
        ? { agent_id: conversation.agentId, branch_id: conversation.branchId, workflow_node_id: null }
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
    accepted_time_unix_secs: conversation.acceptedAtUnixSeconds,
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
    phone_call: conversation.phoneCall ? phoneCallView(conversation.phoneCall) : null,
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

function phoneCallView(call: PhoneCall): JsonObject {
  return {
    type: "twilio",
    direction: call.direction,
    phone_number_id: call.phoneNumberId,
    agent_number: call.agentNumber,
    external_number: call.externalNumber,
    stream_sid: call.streamSid,
    call_sid: call.callSid,
    call_result: call.result,
  };
}

/** `criteriaIds` and `dataIds` name the results that the row is to show (elevenlabs.md §5.1). */
export function conversationRow(
  conversation: Conversation,
  given: { withSummary: boolean; criteriaIds: string[]; dataIds: string[] },
): JsonObject {
  const { analysis } = conversation;
  return {
    agent_id: conversation.agentId,
    branch_id: conversation.branchId,
    version_id: conversation.versionId,
    agent_name: conversation.agentName,
    conversation_id: conversation.conversationId,
    start_time_unix_secs: conversation.startedAtUnixSeconds,
    call_duration_secs: conversation.durationSeconds,
    message_count: conversation.turns.filter((turn) => turn.message !== null).length,
    status: conversation.status,
    termination_reason: conversation.terminationReason,
    call_successful: analysis?.["call_successful"] ?? "unknown",
    transcript_summary: given.withSummary ? (analysis?.["transcript_summary"] ?? null) : null,
    call_summary_title: analysis?.["call_summary_title"] ?? null,
    main_language: conversation.language,
    conversation_initiation_source: conversation.source ?? "unknown",
    tool_names: toolNames(conversation),
    direction: conversation.phoneCall?.direction ?? null,
    rating: null,
    data_collection_results: pick(analysis?.["data_collection_results"], given.dataIds),
    evaluation_criteria_results: pick(analysis?.["evaluation_criteria_results"], given.criteriaIds),
    tag_ids: [],
  };
}

function pick(results: unknown, ids: string[]): JsonObject | null {
  if (ids.length === 0 || !isObject(results)) return null;
  return Object.fromEntries(Object.entries(results).filter(([id]) => ids.includes(id)));
}

export function toolNames(conversation: Conversation): string[] {
  return [
    ...new Set(conversation.turns.flatMap((turn) => turn.toolCalls.map((call) => String(call["tool_name"])))),
  ];
}
