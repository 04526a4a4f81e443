import type { ClaimOutcome, EndReason, Hold, MediaEventType } from "@/lib/media/port";
import type { AgentAudio } from "./codec";
import type { TwilioStart } from "./twilio-messages";

export interface AgentLine {
  /** `finished`: it said goodbye. `lost`: none can be had any more. */
  state: "opening" | "ready" | "finished" | "lost";
  /** Counts the agent's sockets; its event ids begin anew with each. */
  generation: number;
  /** True once the caller was sent a sound of the agent. */
  hasSpoken: boolean;
  /** Audio up to this event id came too late: the caller had interrupted. */
  interruptedEventId: number;
  /** Newest event id that came with audio. */
  spokenEventId: number;
}

export interface Expected {
  accountSid: string;
  callSid: string;
}

interface Connecting {
  agent: AgentLine;
  expected: Expected;
  /** Twilio refuses audio without a stream sid (error 31951), so the first words wait here. */
  held: readonly AgentAudio[];
  isEnding: boolean;
}

type Waiting = Connecting & { phase: "waiting" };
export type Claiming = Connecting & { phase: "claiming"; streamSid: string };
export interface Live {
  phase: "live";
  streamSid: string;
  agent: AgentLine;
  /** What the agent says while the house's own words are being heard; undefined: it is heard itself. */
  held: readonly AgentAudio[] | undefined;
  /** The agent is done; the call ends when the caller has heard the rest. */
  isEnding: boolean;
  /** Somebody is being fetched, and the caller hears music; whatever the agent does, they are not left alone. */
  hold: { transferId: string; briefing: string } | undefined;
  /** The transfer that was waited for last: what is said of it now is no news. */
  pastTransferId: string | undefined;
  /** What the agent was told when that waiting was over; another one has to know it, too. */
  returnNews: readonly AgentMessage[];
  /** The house's words being heard answer an emergency: others wait for their end. */
  isUrgent: boolean;
  /** The house's words that follow those being heard. */
  nextWords: WordsOrder | undefined;
  /** For the agent, as soon as there is one. */
  untold: readonly AgentMessage[];
}
export type Running = Waiting | Claiming | Live;
export type Session = Running | { phase: "closed"; reason: EndReason };

/** A sentence of the house, as text and as base64 bytes of µ-law. */
export interface FixedWords {
  text: string;
  payload: Buffer;
}

export interface WordsOrder {
  words: FixedWords;
  /** False: what the caller is hearing comes to its end first. */
  cutsIn: boolean;
}

/** As the house has found it (lib/media/port.ts). */
export type FoundHold = Omit<Hold, "words"> & { words?: FixedWords | undefined };

/** Beside the conversation: `tell_agent` is read in silence, `ask_agent` is answered aloud (elevenlabs.md §1.2). */
export type AgentMessage = { type: "tell_agent" | "ask_agent"; text: string };

/** Its prompt says what this means (lib/safety/prompt-rules.ts). */
export const SAID_TO_CALLER = "SAID TO CALLER:";

export type Detail = Record<string, unknown>;

export type BridgeEvent =
  | { type: "twilio_started"; start: TwilioStart }
  | { type: "token_checked"; outcome: ClaimOutcome | "unchecked" }
  | { type: "agent_ready"; conversationId: string; inputFormat: string; outputFormat: string }
  | { type: "agent_audio"; audio: AgentAudio }
  | { type: "agent_interrupted"; eventId: number }
  /** It used `end_call`, or a tool of ours ended the call. */
  | { type: "agent_finished" }
  | { type: "agent_closed"; code: number; detail: string }
  | { type: "agent_failed"; reason: "agent_unreachable" | "agent_silent" | "agent_refused"; detail: string }
  | { type: "playback_finished" }
  /** The caller is to hear these words, whatever the agent says. */
  | { type: "words_ordered"; words: FixedWords }
  | { type: "words_heard" }
  /** Asked again and again while it lasts. */
  | { type: "hold_found"; hold: FoundHold | undefined }
  /** The caller has waited long enough. */
  | { type: "hold_expired" }
  | { type: "stop"; reason: EndReason; detail?: string };

export type Effect =
  | { type: "claim_token"; token: string; start: TwilioStart }
  | { type: "begin_stream"; streamSid: string }
  /** Both ends are there: what the caller said meanwhile goes first. */
  | { type: "connect_caller" }
  | { type: "play"; audio: AgentAudio; generation: number }
  | { type: "clear_playback"; eventId: number; generation: number }
  | { type: "await_playback" }
  | ({ type: "speak_words" } & WordsOrder)
  | { type: "begin_hold"; music: Buffer }
  | { type: "end_hold" }
  | AgentMessage
  /** It would ask into the music whether the caller is still there (elevenlabs.md §1.2, `user_activity`). */
  | { type: "quiet_agent" }
  /** What the agent said behind the house's words will not be heard. */
  | { type: "forget_held" }
  | { type: "reopen_agent"; generation: number }
  | { type: "brief_agent" }
  | { type: "record"; event: MediaEventType; payload: Detail }
  | { type: "finish"; reason: EndReason; detail?: string };

export type Step = [Session, Effect[]];

export function finish(reason: EndReason, detail?: string): Step {
  return [
    { phase: "closed", reason },
    [{ type: "finish", reason, ...(detail === undefined ? {} : { detail }) }],
  ];
}

/** Event ids begin anew with each of the agent's sockets. */
export function nextLine(agent: AgentLine): AgentLine {
  return {
    ...agent,
    state: "opening",
    generation: agent.generation + 1,
    interruptedEventId: Number.NEGATIVE_INFINITY,
    spokenEventId: Number.NEGATIVE_INFINITY,
  };
}
