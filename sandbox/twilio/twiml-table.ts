/**
 * The voice TwiML that the vendor publishes: which element may stand where, with which attributes (twilio.md §4;
 * names, children and closed value lists as typed in the vendor's SDK 6.2.0). `Say`'s voices and SSML are not policed.
 */

export type Rule =
  | "text"
  | "boolean"
  | "number"
  | "method"
  | "url"
  | { one: readonly string[] }
  | { some: readonly string[] };

export interface ElementRule {
  attributes: Record<string, Rule>;
  children: readonly string[];
  text: boolean;
}

const CALL_EVENTS: Rule = { some: ["initiated", "ringing", "answered", "completed"] };
const RECORDING_EVENTS: Rule = { some: ["in-progress", "completed", "absent"] };
const TRIM: Rule = { one: ["trim-silence", "do-not-trim"] };
const STREAM_TRACK: Rule = { one: ["inbound_track", "outbound_track", "both_tracks"] };
const RECORDING_TRACK: Rule = { one: ["both", "inbound", "outbound"] };

const recordingCallback = {
  recordingStatusCallback: "url",
  recordingStatusCallbackEvent: RECORDING_EVENTS,
  recordingStatusCallbackMethod: "method",
} as const satisfies Record<string, Rule>;
const callCallback = {
  statusCallback: "url",
  statusCallbackEvent: CALL_EVENTS,
  statusCallbackMethod: "method",
} as const satisfies Record<string, Rule>;
const screening = { url: "url", method: "method" } as const satisfies Record<string, Rule>;
const machineDetection = {
  machineDetection: { one: ["Enable", "DetectMessageEnd"] },
  machineDetectionTimeout: "number",
  machineDetectionSpeechThreshold: "number",
  machineDetectionSpeechEndThreshold: "number",
  machineDetectionSilenceTimeout: "number",
  amdStatusCallback: "url",
  amdStatusCallbackMethod: "method",
} as const satisfies Record<string, Rule>;

function element(
  attributes: Record<string, Rule>,
  children: readonly string[] = [],
  text = false,
): ElementRule {
  return { attributes, children, text };
}

const VERBS = [
  "Connect",
  "Dial",
  "Echo",
  "Enqueue",
  "Gather",
  "Hangup",
  "Leave",
  "Pause",
  "Pay",
  "Play",
  "Prompt",
  "Queue",
  "Record",
  "Redirect",
  "Refer",
  "Reject",
  "Say",
  "Sms",
  "Start",
  "Stop",
] as const;

export const TWIML: Readonly<Record<string, ElementRule>> = {
  Response: element({}, VERBS),
  Connect: element({ action: "url", method: "method" }, ["ConversationRelay", "Stream", "VirtualAgent"]),
  Dial: element(
    {
      action: "url",
      answerOnBridge: "boolean",
      callerId: "text",
      events: { one: ["call-progress-event"] },
      hangupOnStar: "boolean",
      method: "method",
      record: {
        one: [
          "do-not-record",
          "record-from-answer",
          "record-from-ringing",
          "record-from-answer-dual",
          "record-from-ringing-dual",
          "true",
          "false",
        ],
      },
      recordingConfigurationId: "text",
      ...recordingCallback,
      recordingTrack: RECORDING_TRACK,
      referMethod: "method",
      referUrl: "url",
      ringTone: "text",
      sequential: "boolean",
      timeLimit: "number",
      timeout: "number",
      trim: TRIM,
    },
    ["Application", "Client", "Conference", "Number", "Queue", "Sim", "Sip", "WhatsApp"],
    true,
  ),
  Number: element(
    { ...callCallback, ...screening, ...machineDetection, byoc: "text", sendDigits: "text" },
    [],
    true,
  ),
  Client: element({ ...callCallback, ...screening }, ["Identity", "Parameter"], true),
  Identity: element({}, [], true),
  Sip: element(
    { ...callCallback, ...screening, ...machineDetection, username: "text", password: "text" },
    ["Headers", "Uri"],
    true,
  ),
  Headers: element({}, ["Header"]),
  Header: element({ name: "text", value: "text" }),
  Uri: element({ username: "text", password: "text", priority: "text", weight: "text" }, [], true),
  Sim: element({}, [], true),
  WhatsApp: element({ ...callCallback, ...screening }, [], true),
  Application: element(
    { ...callCallback, ...screening, copyParentTo: "boolean", customerId: "text" },
    ["ApplicationSid", "Parameter"],
    true,
  ),
  ApplicationSid: element({}, [], true),
  Conference: element(
    {
      beep: { one: ["true", "false", "onEnter", "onExit"] },
      coach: "text",
      endConferenceOnExit: "boolean",
      eventCallbackUrl: "url",
      jitterBufferSize: { one: ["large", "medium", "small", "off"] },
      maxParticipants: "number",
      muted: "boolean",
      participantLabel: "text",
      record: { one: ["do-not-record", "record-from-start"] },
      recordingConfigurationId: "text",
      ...recordingCallback,
      region: { one: ["us1", "us2", "ie1", "sg1", "br1", "au1", "jp1", "de1"] },
      startConferenceOnEnter: "boolean",
      statusCallback: "url",
      statusCallbackEvent: {
        some: ["start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"],
      },
      statusCallbackMethod: "method",
      trim: TRIM,
      waitMethod: "method",
      waitUrl: "url",
    },
    [],
    true,
  ),
  Queue: element(
    { url: "url", method: "method", postWorkActivitySid: "text", reservationSid: "text" },
    [],
    true,
  ),
  Echo: element({}),
  Enqueue: element(
    {
      action: "url",
      maxQueueSize: "number",
      method: "method",
      waitUrl: "url",
      waitUrlMethod: "method",
      workflowSid: "text",
    },
    ["Task"],
    true,
  ),
  Task: element({ priority: "number", timeout: "number" }, [], true),
  Gather: element(
    {
      action: "url",
      actionOnEmptyResult: "boolean",
      bargeIn: "boolean",
      debug: "boolean",
      enhanced: "boolean",
      finishOnKey: "text",
      hints: "text",
      input: { some: ["dtmf", "speech"] },
      language: "text",
      maxSpeechTime: "number",
      method: "method",
      numDigits: "number",
      partialResultCallback: "url",
      partialResultCallbackMethod: "method",
      profanityFilter: "boolean",
      speechModel: {
        one: [
          "default",
          "numbers_and_commands",
          "phone_call",
          "experimental_conversations",
          "experimental_utterances",
          "googlev2_long",
          "googlev2_short",
          "googlev2_telephony",
          "googlev2_telephony_short",
          "deepgram_nova-2",
          "deepgram_nova-3",
        ],
      },
      speechTimeout: "text",
      timeout: "number",
    },
    ["Pause", "Play", "Say"],
  ),
  Hangup: element({}, ["Parameter"]),
  Leave: element({}),
  Pause: element({ length: "number" }),
  Pay: element({ action: "url", chargeAmount: "text", paymentConnector: "text", statusCallback: "url" }, [
    "Parameter",
    "Prompt",
  ]),
  Prompt: element({ for: "text", attempt: "number", cardType: "text", errorType: "text" }, [
    "Pause",
    "Play",
    "Say",
  ]),
  Play: element({ digits: "text", loop: "number" }, [], true),
  Record: element({
    action: "url",
    finishOnKey: "text",
    maxLength: "number",
    method: "method",
    playBeep: "boolean",
    recordingConfigurationId: "text",
    ...recordingCallback,
    timeout: "number",
    transcribe: "boolean",
    transcribeCallback: "url",
    trim: TRIM,
  }),
  Redirect: element({ method: "method" }, [], true),
  Refer: element({ action: "url", method: "method" }, ["Sip"]),
  Reject: element({ reason: { one: ["rejected", "busy"] } }, ["Parameter"]),
  Say: element({ language: "text", loop: "number", voice: "text" }, [], true),
  Sms: element(
    { action: "url", from: "text", method: "method", statusCallback: "url", to: "text" },
    [],
    true,
  ),
  Start: element({ action: "url", method: "method" }, ["Recording", "Siprec", "Stream", "Transcription"]),
  Stop: element({}, ["Siprec", "Stream", "Transcription"]),
  Stream: element(
    {
      audioFormat: "text",
      connectorName: "text",
      name: "text",
      sampleRate: "text",
      statusCallback: "url",
      statusCallbackMethod: "method",
      track: STREAM_TRACK,
      url: "text",
    },
    ["Parameter"],
  ),
  Parameter: element({ name: "text", value: "text" }),
  Recording: element({
    channels: { one: ["mono", "dual"] },
    recordingConfigurationId: "text",
    ...recordingCallback,
    track: RECORDING_TRACK,
    trim: TRIM,
  }),
  Siprec: element(
    {
      connectorName: "text",
      name: "text",
      statusCallback: "url",
      statusCallbackMethod: "method",
      track: STREAM_TRACK,
    },
    ["Parameter"],
  ),
  Transcription: element(
    {
      enableAutomaticPunctuation: "boolean",
      hints: "text",
      inboundTrackLabel: "text",
      intelligenceService: "text",
      languageCode: "text",
      name: "text",
      outboundTrackLabel: "text",
      partialResults: "boolean",
      profanityFilter: "boolean",
      speechModel: "text",
      statusCallbackMethod: "method",
      statusCallbackUrl: "url",
      track: STREAM_TRACK,
      transcriptionEngine: "text",
    },
    ["Config", "Parameter"],
  ),
  Config: element({ name: "text", value: "text" }),
  VirtualAgent: element(
    {
      connectorName: "text",
      language: "text",
      sentimentAnalysis: "boolean",
      statusCallback: "url",
      statusCallbackMethod: "method",
    },
    ["Config", "Parameter"],
  ),
  ConversationRelay: element(
    {
      dtmfDetection: "boolean",
      events: "text",
      hints: "text",
      interruptible: "text",
      language: "text",
      url: "text",
      voice: "text",
      transcriptionLanguage: "text",
      transcriptionProvider: "text",
      ttsLanguage: "text",
      ttsProvider: "text",
      welcomeGreeting: "text",
      welcomeGreetingInterruptible: "text",
    },
    ["Language", "Parameter"],
  ),
  Language: element({
    code: "text",
    speechModel: "text",
    transcriptionProvider: "text",
    ttsProvider: "text",
    voice: "text",
  }),
};

/** BCP-47 as the vendor writes it: `en` alone is refused (error 13512). */
export const LANGUAGE_TAG = /^(?:[a-z]{2,3}-(?:[A-Za-z]{4,5}-)?[A-Z]{2}(?:-[A-Z]{3})?|zh|arb)$/;
