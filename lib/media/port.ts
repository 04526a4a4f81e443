import type { ToolResult } from "@/lib/tools/tool";
import type { AttentionReason } from "@/lib/vocabulary";

/** One telephone call whose media stream may be connected to this bridge. */
export interface StreamCall {
  tenantId: string;
  callId: string;
  twilioAccountSid: string;
  /** The tenant's primary Auth Token: the key of `X-Twilio-Signature` (twilio.md §1.1). */
  twilioAuthToken: string;
  twilioCallSid: string;
  maxDurationSeconds: number;
  /** Position of the first turn of this stream; 0 when left out. A call that was handed over has turns already. */
  firstTurnPosition?: number;
}

export interface AgentSession {
  signedUrl: string;
  /** `conversation_initiation_client_data`, sent verbatim as the first message. */
  init: Record<string, unknown>;
}

/**
 * Why a stream ended. `caller_hung_up` is Twilio's `stop`: the call ended or was redirected by REST, and the
 * bridge cannot tell which. `hung_up` is an operator's request.
 */
export type EndReason =
  | "caller_hung_up"
  | "agent_ended"
  | "agent_unreachable"
  | "agent_lost"
  | "agent_silent"
  | "agent_refused"
  | "agent_flooding"
  | "audio_format"
  | "twilio_lost"
  | "twilio_protocol"
  | "twilio_slow"
  | "agent_slow"
  | "token_refused"
  | "max_duration"
  | "draining"
  | "hung_up";

export type MediaEventType =
  | "stream_started"
  | "agent_connected"
  | "agent_reconnecting"
  | "agent_error"
  | "interruption"
  | "dtmf"
  | "tool_used"
  | "stream_ended";

export type MediaEntry =
  /** One fact. `key` is unique per call, so writing it twice changes nothing. */
  | { kind: "event"; key: string; type: MediaEventType; at: Date; payload: Record<string, unknown> }
  /** One utterance, upserted by position; `text` is what the other side could hear. */
  | {
      kind: "turn";
      position: number;
      role: "agent" | "caller" | "tool";
      text: string;
      /** What the agent meant to say, when it was cut short. */
      originalText: string | null;
      interrupted: boolean;
      /** Since the stream started. */
      offsetMs: number;
      at: Date;
    }
  /** What the caller seems to be saying: shown live, never stored. */
  | { kind: "tentative"; role: "caller"; text: string };

export type ClaimOutcome = "claimed" | "used" | "wrong" | "expired";

/** Words that a caller is to hear because of what they said, whatever the agent makes of it. */
export interface SafetyOrder {
  kind: AttentionReason;
  words: string;
  /** µ-law 8 kHz of the words; absent where the agent is to say them itself. */
  audio?: Buffer;
}

/** What the caller of a stream waits for while the agent stays with them (DESIGN §7). */
export interface Hold {
  transferId: string;
  /** `waiting`: an advisor is being rung, and music plays. `returned`: nobody came; the agent has the caller again. */
  phase: "waiting" | "returned";
  /** µ-law 8 kHz mono; begins anew when it is over. */
  music: Buffer;
  /** Said in the agent's voice when the phase begins; absent: the agent says it itself. */
  words?: { text: string; audio: Buffer };
  /** What the agent is told of it. */
  briefing: string;
}

/** Everything the bridge asks of the rest of the house. */
export interface MediaPort {
  findStream(callId: string): Promise<StreamCall | undefined>;
  /** Uses up the one-time token of a call and binds it to the Twilio stream. */
  claimToken(
    call: StreamCall,
    token: string,
    start: { callSid: string; streamSid: string; bridgeId: string },
  ): Promise<ClaimOutcome>;
  /**
   * `isResumed`: an agent was lost in this stream and another takes its place; what was said is told to it by the bridge.
   * Rejects when ElevenLabs refuses or is down; the error may carry `permanent: true`, which means that asking
   * again is useless.
   */
  openAgent(call: StreamCall, isResumed: boolean): Promise<AgentSession>;
  executeTool(
    call: StreamCall,
    tool: { name: string; toolCallId: string; parameters: Record<string, unknown> },
  ): Promise<ToolResult>;
  /** What the caller just said, as the agent understood it. Undefined for nearly all of it; an order comes within a second or so. */
  hearCaller(call: StreamCall, text: string): Promise<SafetyOrder | undefined>;
  /**
   * One transaction, idempotent. May reject while PostgreSQL restarts: it is then asked again with the same
   * entries. An error with `permanent: true` says that an entry can never be written.
   */
  write(call: StreamCall, entries: MediaEntry[]): Promise<void>;
  heartbeat(bridgeId: string, callIds: string[]): Promise<void>;
  /**
   * Undefined: nobody is being waited for. Asked when `onHold` says so, after a tool was used, when a stream begins, and every few
   * seconds while a phase lasts: asking also moves a transfer whose news were lost.
   */
  findHold(call: StreamCall): Promise<Hold | undefined>;
  /** Somebody is wanted in a call, or nobody came. Returns the unsubscriber. */
  onHold(listener: (callId: string) => void): () => void;
  /** An operator asked for the end of a call; Twilio has been told by the web side. Returns the unsubscriber. */
  onHangUp(listener: (callId: string) => void): () => void;
}
