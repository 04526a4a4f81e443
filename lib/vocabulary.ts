/** The words of the house: imported by every layer, imports nothing. */

export type TenantId = string & { readonly __brand: "TenantId" };

export const TENANT_KINDS = ["clinic", "salon", "other"] as const;
export type TenantKind = (typeof TENANT_KINDS)[number];

export const LANGUAGES = ["es", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** ISO 3166-1 alpha-2 codes of the countries a business may choose, most frequent first. */
export const COUNTRIES = ["ES", "MX", "CO", "AR", "CL", "PE", "US", "GB"] as const;
export type Country = (typeof COUNTRIES)[number];

/** From most to least entitled. */
export const ROLES = ["owner", "admin", "operator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** True when `role` is entitled to everything `needed` is. */
export function roleAllows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(needed);
}

/** Whose accounts a business cannot do without. */
export const REQUIRED_VENDORS = ["twilio", "elevenlabs"] as const;
export type RequiredVendor = (typeof REQUIRED_VENDORS)[number];

export const VENDORS = [...REQUIRED_VENDORS, "openai"] as const;
export type Vendor = (typeof VENDORS)[number];

/** What the vendor said of an account when it was last asked. */
export const ACCOUNT_STATUSES = ["active", "trial", "suspended", "invalid"] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export const AGENT_TYPES = ["inbound", "outbound"] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

export const AGENT_STATUSES = ["active", "inactive"] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** How a voice sounds: `stability` and `similarityBoost` from 0 to 1, `speed` from 0.7 to 1.2 (elevenlabs.md §6.2). */
export interface VoiceSettings {
  stability: number;
  similarityBoost: number;
  speed: number;
}

/** Those of the earlier system (documented-api.md). */
export const DEFAULT_VOICE_SETTINGS: VoiceSettings = { stability: 0.5, similarityBoost: 0.75, speed: 1 };

/** How the audio of a call flows (DESIGN §5). */
export const MODES = ["bridge", "native", "turns"] as const;
export type Mode = (typeof MODES)[number];

/** Modes in which an agent of ours is an agent of ElevenLabs' too; in the others the house itself listens, thinks and speaks. */
export const VENDOR_AGENT_MODES = ["bridge", "native"] as const satisfies readonly Mode[];
export type VendorAgentMode = (typeof VENDOR_AGENT_MODES)[number];

export function hasVendorAgent(mode: Mode): mode is VendorAgentMode {
  return VENDOR_AGENT_MODES.some((known) => known === mode);
}

export const CALL_DIRECTIONS = ["inbound", "outbound"] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

export const CALL_STATUSES = [
  "queued",
  "initiated",
  "ringing",
  "in_progress",
  "completed",
  "no_answer",
  "busy",
  "canceled",
  "failed",
  "ended_manually",
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** Who picked up a call that we placed (twilio.md §8). Whoever is `unknown` is spoken with as a human. */
export const ANSWERED_BY = ["human", "machine", "fax", "unknown"] as const;
export type AnsweredBy = (typeof ANSWERED_BY)[number];

/** What an agent does when a machine answers. */
export const MACHINE_ACTIONS = ["hang_up", "leave_message"] as const;
export type MachineAction = (typeof MACHINE_ACTIONS)[number];

export const SENTIMENTS = ["positive", "neutral", "negative"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** What a caller wanted, whatever became of it. */
export const CALL_INTENTS = [
  "book",
  "confirm",
  "reschedule",
  "cancel",
  "information",
  "billing",
  "complaint",
  "speak_with_person",
  "sales",
  "other",
] as const;
export type CallIntent = (typeof CALL_INTENTS)[number];

export const ANALYSIS_STATES = ["pending", "done", "failed"] as const;
export type AnalysisState = (typeof ANALYSIS_STATES)[number];

/** Who made an analysis. */
export const ANALYSIS_SOURCES = ["openai", "elevenlabs"] as const;
export type AnalysisSource = (typeof ANALYSIS_SOURCES)[number];

/** What a business may ask to be found in every call. */
export const ANALYSIS_FIELD_TYPES = ["text", "number", "boolean", "choice"] as const;
export type AnalysisFieldType = (typeof ANALYSIS_FIELD_TYPES)[number];

/** How far a reply of a turn-based call has come. */
export const REPLY_STATES = ["pending", "speaking", "done", "failed"] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** What follows a reply once it has been heard. */
export const REPLY_ENDS = ["listen", "hang_up", "wait", "voicemail"] as const;
export type ReplyEnd = (typeof REPLY_ENDS)[number];

/** Language models whose price is known, the cheapest first (elevenlabs.md §11.2). */
export const LANGUAGE_MODELS = ["gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol"] as const;
export type LanguageModel = (typeof LANGUAGE_MODELS)[number];

/** What a language model was asked for. */
export const MODEL_PURPOSES = ["reply", "analysis", "message_summary"] as const;
export type ModelPurpose = (typeof MODEL_PURPOSES)[number];

/** What a call was good for; independent of how it ended. */
export const CALL_OUTCOMES = [
  "confirmed",
  "rescheduled",
  "cancelled",
  "booked",
  "booked_demo",
  "qualified",
  "not_interested",
  "callback",
  "message_taken",
  "transferred",
  "voicemail",
  "wrong_number",
  "opted_out",
  "no_outcome",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Why a business calls somebody. */
export const CALL_PURPOSES = [
  "confirmation",
  "reminder",
  "rescheduling",
  "follow_up",
  "sales",
  "other",
] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

/** What is known of an order to dial, from least to most certain; sent once, never repeated blindly (twilio.md §13.2). */
export const DIAL_STATES = ["pending", "unknown", "refused", "accepted"] as const;
export type DialState = (typeof DIAL_STATES)[number];

/** Who is asked when somebody calls a number: this house, or ElevenLabs, which then asks this house for the variables. */
export const NUMBER_ROUTES = ["centralita", "elevenlabs"] as const;
export type NumberRouteKind = (typeof NUMBER_ROUTES)[number];

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** Local times `HH:MM`, in order, not overlapping; a day left out is closed. */
export type OpeningHours = Partial<Record<Weekday, { from: string; to: string }[]>>;

/** What an API key may do; `write` includes `read` of the same thing. */
export const API_SCOPES = [
  "calls:read",
  "calls:write",
  "agents:read",
  "agents:write",
  "numbers:read",
  "numbers:write",
  "contacts:read",
  "contacts:write",
  "appointments:read",
  "appointments:write",
  "messages:read",
  "messages:write",
  "business:read",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** `twilio_message`: what a caller left after the tone; `twilio_conference`: what was said with an advisor; `twilio_call`: the whole call. */
export const RECORDING_SOURCES = [
  "elevenlabs",
  "twilio_message",
  "twilio_conference",
  "twilio_call",
] as const;
export type RecordingSource = (typeof RECORDING_SOURCES)[number];

/**
 * What callers hear before a recording begins. `by_country`: what the law of the business's country asks for; `inform`: that it is recorded;
 * `consent`: also that whoever goes on agrees, and how not to; `none`: nothing.
 */
export const RECORDING_NOTICES = ["by_country", "inform", "consent", "none"] as const;
export type RecordingNotice = (typeof RECORDING_NOTICES)[number];

/** What a vendor keeps a copy of, and is told to delete. */
export const VENDOR_COPIES = ["twilio_recording", "elevenlabs_conversation"] as const;
export type VendorCopy = (typeof VENDOR_COPIES)[number];

/** What a call needs of the vendors; each may fail by itself. `agent`: ElevenLabs converses; `voice`: it speaks what it is told; `model`: OpenAI writes. */
export const LINE_SERVICES = ["telephone", "agent", "voice", "model"] as const;
export type LineService = (typeof LINE_SERVICES)[number];

export const LINE_STATES = ["up", "down"] as const;
export type LineState = (typeof LINE_STATES)[number];

/** Who attends to a caller, from best to last (DESIGN §5). */
export const RUNGS = ["agent", "turns", "message_box", "apology"] as const;
export type Rung = (typeof RUNGS)[number];

/** What the health check looks at, in the order in which it is shown. */
export const HEALTH_CHECKS = [
  "twilio_account",
  "twilio_trial",
  "twilio_balance",
  "elevenlabs_account",
  "elevenlabs_credit",
  "elevenlabs_concurrency",
  "openai_account",
  "public_url",
  "clock",
  "number_assigned",
  "number_webhooks",
  "agent_linked",
  "agent_audio",
  "agent_overrides",
  "agent_tools",
  "agent_drift",
  "personalization",
  "post_call_webhook",
  "webhook_secret",
] as const;
export type HealthCheck = (typeof HEALTH_CHECKS)[number];

/** `broken`: calls fail. `warning`: something is lost or will fail. `unknown`: the vendor could not be asked. */
export const HEALTH_STATUSES = ["ok", "warning", "broken", "unknown"] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export const TURN_ROLES = ["agent", "caller", "advisor", "tool"] as const;
export type TurnRole = (typeof TURN_ROLES)[number];

export const CALL_EVENT_SOURCES = ["twilio", "bridge", "elevenlabs", "openai", "member", "system"] as const;
export type CallEventSource = (typeof CALL_EVENT_SOURCES)[number];

export const CALL_EVENT_TYPES = [
  "call_received",
  "status_reported",
  "stream_reported",
  "stream_started",
  "stream_ended",
  "agent_connected",
  "agent_reconnecting",
  "agent_error",
  "interruption",
  "dtmf",
  "tool_used",
  "result_reported",
  "answer_given",
  "hang_up_requested",
  "conversation_reported",
  "call_lost",
  "call_requested",
  "dial_accepted",
  "dial_refused",
  "dial_unknown",
  "personalized",
  "recording_announced",
  "recording_started",
  "recording_declined",
  "recording_kept",
  "recording_deleted",
  "report_missing",
  "attention_needed",
  "transfer_requested",
  "transfer_moved",
  "transfer_ended",
  "message_left",
  "machine_detected",
  "stepped_down",
  "sentence_replaced",
  "reply_failed",
  "analysed",
] as const;
export type CallEventType = (typeof CALL_EVENT_TYPES)[number];

export const CONTACT_KINDS = ["patient", "client", "lead"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** What somebody may agree to. */
export const CONSENT_PURPOSES = ["appointments", "follow_up", "marketing", "recording"] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_CHANNELS = ["call", "sms", "whatsapp", "email"] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

export const CONSENT_DECISIONS = ["granted", "refused"] as const;
export type ConsentDecision = (typeof CONSENT_DECISIONS)[number];

/** How the decision reached the business. */
export const CONSENT_SOURCES = ["in_person", "call", "form", "message", "import", "api"] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** What an import does with a row whose person is known already. */
export const DUPLICATE_RULES = ["fill", "overwrite", "skip"] as const;
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

export const IMPORT_STATUSES = ["draft", "queued", "running", "completed", "canceled", "failed"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/**
 * `reschedule_requested`: another time is wanted and none is agreed; the old one is still held. `rescheduled`: moved to another time,
 * not confirmed since.
 */
export const APPOINTMENT_STATUSES = [
  "scheduled",
  "confirmed",
  "reschedule_requested",
  "rescheduled",
  "cancelled",
  "completed",
  "no_show",
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** Statuses that hold the time of a member of staff; the same as in the constraint `appointments_no_overlap`. */
export const HOLDING_STATUSES = [
  "scheduled",
  "confirmed",
  "reschedule_requested",
  "rescheduled",
  "completed",
] as const satisfies readonly AppointmentStatus[];

/** Statuses of a visit that is still to come about. */
export const OPEN_STATUSES = [
  "scheduled",
  "confirmed",
  "reschedule_requested",
  "rescheduled",
] as const satisfies readonly AppointmentStatus[];

/** What happened to an appointment; `edited` changed neither time nor status. */
export const APPOINTMENT_EVENT_TYPES = [
  "booked",
  "confirmed",
  "reschedule_requested",
  "rescheduled",
  "cancelled",
  "completed",
  "no_show",
  "reopened",
  "edited",
] as const;
export type AppointmentEventType = (typeof APPOINTMENT_EVENT_TYPES)[number];

/** What a caller must say before an agent changes an appointment. */
export const IDENTITY_CHECKS = ["none", "name", "date_of_birth", "number_digits"] as const;
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number];

/** Why a person has to look at a call. */
export const ATTENTION_REASONS = ["medical_emergency", "medical_advice"] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/**
 * Where the attempt to bring an advisor into a call stands (DESIGN §7). The last five are ends: the agent has the caller again; a message
 * was taken after that; advisor and caller have spoken; the caller hung up before anybody came; somebody took it back or it broke.
 */
export const TRANSFER_STATUSES = [
  "requested",
  "dialing",
  "ringing",
  "accepted",
  "connected",
  "returned_to_agent",
  "message_taken",
  "completed",
  "abandoned",
  "failed",
] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** Statuses in which an advisor is still being looked for, or spoken with. */
export const OPEN_TRANSFER_STATUSES = [
  "requested",
  "dialing",
  "ringing",
  "accepted",
  "connected",
] as const satisfies readonly TransferStatus[];

/** Why a transfer ended without a conversation. */
export const TRANSFER_FAILURES = [
  "nobody_on_duty",
  "nobody_answered",
  "taken_back",
  "caller_hung_up",
  "vendor",
] as const;
export type TransferFailure = (typeof TRANSFER_FAILURES)[number];

export const TRANSFER_REQUESTERS = ["agent", "member", "api", "caller"] as const;
export type TransferRequester = (typeof TRANSFER_REQUESTERS)[number];

/**
 * One advisor's telephone within a transfer. `answered`: somebody, or a mailbox, hears the brief; `accepted`: they pressed 1; `declined`:
 * another key, no key or a hang-up while the brief was heard; `canceled`: we stopped the ringing; `completed`: they were connected.
 */
export const ATTEMPT_STATUSES = [
  "dialing",
  "ringing",
  "answered",
  "accepted",
  "connected",
  "no_answer",
  "busy",
  "declined",
  "failed",
  "canceled",
  "completed",
] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/**
 * `missed_call`: nobody spoke for the business; `hung_up_on_hold`: the caller gave up before an advisor came; `follow_up`: the agent
 * promised that somebody would do something.
 */
export const MESSAGE_KINDS = ["message", "missed_call", "hung_up_on_hold", "follow_up"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const MESSAGE_STATUSES = ["new", "in_progress", "done"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** How far the words of a recorded message have come. */
export const TRANSCRIPT_STATES = ["pending", "done", "failed"] as const;
export type TranscriptState = (typeof TRANSCRIPT_STATES)[number];

export const NOTICE_CHANNELS = ["email", "sms"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** Why somebody is told of a message. */
export const NOTICE_REASONS = ["taken", "assigned", "overdue"] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** What callers and advisors hear from the house; a business may write its own. */
export const SENTENCE_KEYS = [
  "connecting",
  "still_trying",
  "no_answer",
  "nobody_available",
  "leave_message",
  "message_kept",
  "advisor_brief",
  "advisor_connected",
  "advisor_too_late",
  "no_agent",
  "agent_inactive",
  "apology",
  "one_moment",
  "still_there",
  "cannot_hear",
  "say_again",
  "say_differently",
  "repeat_please",
  "goodbye_silence",
  "time_is_up",
  "recording_inform",
  "recording_consent",
  "message_or_person",
] as const;
export type SentenceKey = (typeof SENTENCE_KEYS)[number];

/** Tracks that come with the house; a business may upload its own. */
export const BUNDLED_TRACKS = ["calm", "bright"] as const;
export type BundledTrack = (typeof BUNDLED_TRACKS)[number];

/** What a business's own systems are told of. */
export const OUTGOING_EVENTS = [
  "appointment.booked",
  "appointment.confirmed",
  "appointment.reschedule_requested",
  "appointment.rescheduled",
  "appointment.cancelled",
  "appointment.completed",
  "appointment.no_show",
  "appointment.reopened",
  "appointment.edited",
  "call.analysed",
  "contact.created",
  "contact.updated",
  "contact.merged",
  "contact.erased",
  "contact.do_not_call",
  "contacts.imported",
  "message.taken",
  "transfer.ended",
] as const;
export type OutgoingEvent = (typeof OUTGOING_EVENTS)[number];

/** `endpoint.test` is sent when somebody asks for it, to that address alone. */
export const DELIVERY_EVENTS = [...OUTGOING_EVENTS, "endpoint.test"] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number];

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** ISO 4217, of each country's prices. */
export const CURRENCIES: Record<Country, string> = {
  ES: "EUR",
  MX: "MXN",
  CO: "COP",
  AR: "ARS",
  CL: "CLP",
  PE: "PEN",
  US: "USD",
  GB: "GBP",
};
