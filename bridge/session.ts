import type { AgentAudio } from "./codec";
import type { ClaimOutcome, EndReason, MediaEventType } from "@/lib/media/port";
import type { TwilioStart } from "./twilio-messages";

/** The only audio format that passes through untouched (elevenlabs.md §1.6). */
const TELEPHONE_FORMAT = "ulaw_8000";

interface AgentLine {
  state: "opening" | "ready" | "finished";
  /** Counts the agent's sockets; its event ids begin anew with each. */
  generation: number;
  /** True once the caller was sent a sound of the agent. */
  hasSpoken: boolean;
  /** Audio up to this event id came too late: the caller had interrupted. */
  interruptedEventId: number;
  /** Newest event id that came with audio. */
  spokenEventId: number;
}

interface Expected {
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
type Claiming = Connecting & { phase: "claiming"; streamSid: string };
interface Live {
  phase: "live";
  streamSid: string;
  agent: AgentLine;
  /** What the agent says while the house's own words are being heard; undefined: it is heard itself. */
  held: readonly AgentAudio[] | undefined;
  /** The agent is done; the call ends when the caller has heard the rest. */
  isEnding: boolean;
}
type Running = Waiting | Claiming | Live;
export type Session = Running | { phase: "closed"; reason: EndReason };

/** A sentence of the house, as text and as base64 bytes of µ-law. */
export interface FixedWords {
  text: string;
  payload: Buffer;
}

type Detail = Record<string, unknown>;

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
  | { type: "stop"; reason: EndReason; detail?: string };

export type Effect =
  | { type: "claim_token"; token: string; start: TwilioStart }
  | { type: "begin_stream"; streamSid: string }
  /** Both ends are there: what the caller said meanwhile goes first. */
  | { type: "connect_caller" }
  | { type: "play"; audio: AgentAudio; generation: number }
  | { type: "clear_playback"; eventId: number; generation: number }
  | { type: "await_playback" }
  | { type: "speak_words"; words: FixedWords }
  /** What the agent said behind the house's words will not be heard. */
  | { type: "forget_held" }
  | { type: "reopen_agent"; generation: number }
  | { type: "brief_agent" }
  | { type: "record"; event: MediaEventType; payload: Detail }
  | { type: "finish"; reason: EndReason; detail?: string };

type Step = [Session, Effect[]];

/** Close codes that mean the same answer next time (elevenlabs.md §1.8). */
const REFUSALS: ReadonlySet<number> = new Set([1008, 3000]);
const NORMAL_CLOSE = 1000;

export function newSession(expected: Expected): Session {
  const agent: AgentLine = {
    state: "opening",
    generation: 0,
    hasSpoken: false,
    interruptedEventId: Number.NEGATIVE_INFINITY,
    spokenEventId: Number.NEGATIVE_INFINITY,
  };
  return { phase: "waiting", agent, expected, held: [], isEnding: false };
}

/** True when the caller's audio may go to the agent. */
export function isConnected(session: Session): boolean {
  return session.phase === "live" && session.agent.state === "ready";
}

/** True while the agent's audio is kept back. */
export function isHolding(session: Session): boolean {
  return session.phase === "live" ? session.held !== undefined : session.phase !== "closed";
}

/** What one event does to a media session. A closed session does nothing any more. */
export function step(session: Session, event: BridgeEvent): Step {
  if (session.phase === "closed") return [session, []];
  switch (event.type) {
    case "twilio_started":
      return started(session, event.start);
    case "token_checked":
      return tokenChecked(session, event.outcome);
    case "agent_ready":
      return agentReady(session, event);
    case "agent_audio":
      return agentAudio(session, event.audio);
    case "agent_interrupted":
      return agentInterrupted(session, event.eventId);
    case "agent_finished":
      return [{ ...session, isEnding: true }, session.phase === "live" ? [{ type: "await_playback" }] : []];
    case "agent_closed":
      return agentClosed(session, event);
    case "agent_failed":
      return agentLost(session, event.reason, { reason: event.reason, detail: event.detail });
    case "playback_finished":
      return session.phase === "live" && session.isEnding && session.held === undefined
        ? finish("agent_ended")
        : [session, []];
    case "words_ordered":
      return wordsOrdered(session, event.words);
    case "words_heard":
      return wordsHeard(session);
    case "stop":
      return finish(event.reason, event.detail);
  }
}

function finish(reason: EndReason, detail?: string): Step {
  return [
    { phase: "closed", reason },
    [{ type: "finish", reason, ...(detail === undefined ? {} : { detail }) }],
  ];
}

function started(session: Running, start: TwilioStart): Step {
  if (session.phase !== "waiting") return finish("twilio_protocol", "a second start");
  const { accountSid, callSid } = session.expected;
  if (start.accountSid !== accountSid || start.callSid !== callSid) {
    return finish("token_refused", "start names another call");
  }
  if (!start.token) return finish("token_refused", "start has no token");
  if (!start.isMulaw8k) return finish("audio_format", "Twilio does not send 8 kHz mu-law");
  const next: Claiming = { ...session, phase: "claiming", streamSid: start.streamSid };
  return [next, [{ type: "claim_token", token: start.token, start }]];
}

function tokenChecked(session: Running, outcome: ClaimOutcome | "unchecked"): Step {
  if (session.phase !== "claiming") return [session, []];
  if (outcome !== "claimed") return finish("token_refused", `token: ${outcome}`);
  const { streamSid, held, isEnding } = session;
  const agent = { ...session.agent, hasSpoken: held.length > 0 };
  const effects: Effect[] = [{ type: "begin_stream", streamSid }];
  for (const audio of held) effects.push({ type: "play", audio, generation: agent.generation });
  if (agent.state === "ready") effects.push({ type: "connect_caller" });
  if (isEnding) effects.push({ type: "await_playback" });
  return [{ phase: "live", streamSid, agent, held: undefined, isEnding }, effects];
}

function agentReady(session: Running, event: Extract<BridgeEvent, { type: "agent_ready" }>): Step {
  const { conversationId, inputFormat, outputFormat } = event;
  const { generation } = session.agent;
  const formats = { inputFormat, outputFormat };
  if (inputFormat !== TELEPHONE_FORMAT || outputFormat !== TELEPHONE_FORMAT) {
    const detail = `the agent takes ${inputFormat} and gives ${outputFormat}, not ${TELEPHONE_FORMAT}`;
    const [closed, effects] = finish("audio_format", detail);
    const payload = { detail, ...formats, expected: TELEPHONE_FORMAT, conversationId };
    return [closed, [{ type: "record", event: "agent_error", payload }, ...effects]];
  }
  const next: Running = { ...session, agent: { ...session.agent, state: "ready" } };
  const effects: Effect[] = [
    { type: "record", event: "agent_connected", payload: { conversationId, generation, ...formats } },
  ];
  if (generation > 0) effects.push({ type: "brief_agent" });
  if (isConnected(next)) effects.push({ type: "connect_caller" });
  return [next, effects];
}

function agentAudio(session: Running, audio: AgentAudio): Step {
  if (audio.eventId <= session.agent.interruptedEventId) return [session, []];
  const agent = agentSpoke(session.agent, audio.eventId);
  if (session.phase !== "live") return [{ ...session, agent, held: [...session.held, audio] }, []];
  if (session.held) return [{ ...session, agent, held: [...session.held, audio] }, []];
  const next: Live =
    agent.hasSpoken && agent === session.agent
      ? session
      : { ...session, agent: { ...agent, hasSpoken: true } };
  return [next, [{ type: "play", audio, generation: agent.generation }]];
}

/** The same object while one utterance goes on: it is asked fifty times a second. */
function agentSpoke(agent: AgentLine, eventId: number): AgentLine {
  return eventId <= agent.spokenEventId ? agent : { ...agent, spokenEventId: eventId };
}

/** What the agent was saying is cut off for good: it answered without knowing what the caller is told now. */
function wordsOrdered(session: Running, words: FixedWords): Step {
  // Being told once at a time is enough.
  if (session.phase !== "live" || session.held) return [session, []];
  const { agent } = session;
  const interruptedEventId = Math.max(agent.interruptedEventId, agent.spokenEventId);
  return [
    { ...session, agent: { ...agent, interruptedEventId }, held: [] },
    [{ type: "speak_words", words }],
  ];
}

function wordsHeard(session: Running): Step {
  if (session.phase !== "live" || !session.held) return [session, []];
  const { held, agent } = session;
  const effects: Effect[] = held.map((audio) => ({ type: "play", audio, generation: agent.generation }));
  if (session.isEnding) effects.push({ type: "await_playback" });
  const hasSpoken = agent.hasSpoken || held.length > 0;
  return [{ ...session, agent: { ...agent, hasSpoken }, held: undefined }, effects];
}

function agentInterrupted(session: Running, eventId: number): Step {
  const interruptedEventId = Math.max(session.agent.interruptedEventId, eventId);
  const agent = { ...session.agent, interruptedEventId };
  // Twilio holds nothing yet, but the agent believes that none of this is heard.
  if (session.phase !== "live") return [{ ...session, agent, held: [] }, []];
  // Nobody talks the house's own words away.
  if (session.held) return [{ ...session, agent, held: [] }, [{ type: "forget_held" }]];
  return [{ ...session, agent }, [{ type: "clear_playback", eventId, generation: agent.generation }]];
}

function agentClosed(session: Running, { code, detail }: { code: number; detail: string }): Step {
  if (code === NORMAL_CLOSE || session.isEnding) return agentDone(session);
  const reason = REFUSALS.has(code) ? "agent_refused" : "agent_unreachable";
  return agentLost(session, reason, { code, detail });
}

function agentDone(session: Running): Step {
  const next: Running = { ...session, isEnding: true, agent: { ...session.agent, state: "finished" } };
  return [next, next.phase === "live" ? [{ type: "await_playback" }] : []];
}

/** The vendor's own words are kept in an event, whatever becomes of the call. */
function agentLost(session: Running, reason: EndReason, payload: Detail): Step {
  if (session.isEnding) return agentDone(session);
  const error: Effect = { type: "record", event: "agent_error", payload };
  const { agent } = session;
  const detail = [payload["code"], payload["detail"]]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
  if (reason !== "agent_refused" && session.phase === "live" && agent.hasSpoken && agent.generation === 0) {
    const next: AgentLine = {
      ...agent,
      state: "opening",
      generation: 1,
      interruptedEventId: Number.NEGATIVE_INFINITY,
      spokenEventId: Number.NEGATIVE_INFINITY,
    };
    const held = session.held && [];
    const reconnecting: Effect = { type: "record", event: "agent_reconnecting", payload };
    return [
      { ...session, agent: next, held },
      [error, reconnecting, { type: "reopen_agent", generation: 1 }],
    ];
  }
  const isMidCall = agent.hasSpoken && session.phase === "live" && reason !== "agent_refused";
  const [closed, effects] = finish(isMidCall ? "agent_lost" : reason, detail);
  return [closed, [error, ...effects]];
}
