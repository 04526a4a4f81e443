import type { ClaimOutcome, EndReason } from "@/lib/media/port";
import type { AgentAudio } from "./codec";
import { holdFound, holdOver } from "./session-hold";
import { wordsHeard, wordsOrdered } from "./session-words";
import {
  type AgentLine,
  type BridgeEvent,
  type Claiming,
  type Detail,
  type Effect,
  type Expected,
  finish,
  type Live,
  nextLine,
  type Running,
  type Session,
  type Step,
} from "./session-state";
import type { TwilioStart } from "./twilio-messages";

/** The only audio format that passes through untouched (elevenlabs.md §1.6). */
const TELEPHONE_FORMAT = "ulaw_8000";

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
export function isAgentHeld(session: Session): boolean {
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
      return agentFinished(session);
    case "agent_closed":
      return agentClosed(session, event);
    case "agent_failed":
      return agentLost(session, event.reason, { reason: event.reason, detail: event.detail });
    case "playback_finished":
      return session.phase === "live" && session.isEnding && session.held === undefined
        ? finish(session.agent.state === "lost" ? "agent_lost" : "agent_ended")
        : [session, []];
    case "words_ordered":
      return wordsOrdered(session, event.words);
    case "words_heard":
      return wordsHeard(session);
    case "hold_found":
      return holdFound(session, event.hold);
    case "hold_expired":
      return holdOver(session);
    case "stop":
      return finish(event.reason, event.detail);
  }
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
  const next: Live = {
    phase: "live",
    streamSid,
    agent,
    held: undefined,
    isEnding,
    hold: undefined,
    pastTransferId: undefined,
    returnNews: [],
    isUrgent: false,
    nextWords: undefined,
    untold: [],
  };
  return [next, effects];
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
  const effects: Effect[] = [
    { type: "record", event: "agent_connected", payload: { conversationId, generation, ...formats } },
  ];
  if (generation > 0) effects.push({ type: "brief_agent" });
  const agent: AgentLine = { ...session.agent, state: "ready" };
  if (session.phase !== "live") return [{ ...session, agent }, effects];
  effects.push(...session.untold, { type: "connect_caller" });
  return [{ ...session, agent, untold: [] }, effects];
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
  if (code === NORMAL_CLOSE && session.phase === "live" && isEarly(session)) {
    const agent = nextLine(session.agent);
    return [
      { ...session, agent, untold: session.returnNews },
      [
        { type: "record", event: "agent_reconnecting", payload: { code, detail } },
        { type: "reopen_agent", generation: agent.generation },
      ],
    ];
  }
  if (code === NORMAL_CLOSE || session.isEnding) return agentDone(session);
  const reason = REFUSALS.has(code) ? "agent_refused" : "agent_unreachable";
  return agentLost(session, reason, { code, detail });
}

/** A goodbye into the music was not meant for a caller who waits for somebody: only what we end ends then. */
function agentFinished(session: Running): Step {
  if (session.phase !== "live") return [{ ...session, isEnding: true }, []];
  return session.hold ? [session, []] : [{ ...session, isEnding: true }, [{ type: "await_playback" }]];
}

/**
 * An agent that leaves without a goodbye after the caller was on hold has counted the silence of the waiting
 * (`silence_end_call_timeout`, elevenlabs.md §6.2), and the caller has just been asked something. Once.
 */
function isEarly({ isEnding, hold, pastTransferId, agent }: Live): boolean {
  return !isEnding && hold === undefined && pastTransferId !== undefined && agent.generation === 0;
}

function agentDone(session: Running): Step {
  if (session.phase === "live" && session.hold) {
    // Another one is called when the caller is the agent's again.
    return [{ ...session, agent: { ...session.agent, state: "finished" } }, []];
  }
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
  const hold = session.phase === "live" ? session.hold : undefined;
  const isWorthIt = agent.hasSpoken || hold !== undefined;
  if (reason !== "agent_refused" && session.phase === "live" && isWorthIt && agent.generation === 0) {
    const next: Live = {
      ...session,
      agent: nextLine(agent),
      held: session.held && [],
      untold: hold ? [{ type: "tell_agent", text: hold.briefing }] : [],
    };
    const reconnecting: Effect = { type: "record", event: "agent_reconnecting", payload };
    return [next, [error, reconnecting, { type: "reopen_agent", generation: next.agent.generation }]];
  }
  // The music goes on without an agent; what becomes of the call is seen when the waiting is over.
  if (hold) return [{ ...session, agent: { ...agent, state: "lost" } }, [error]];
  const isMidCall = agent.hasSpoken && session.phase === "live" && reason !== "agent_refused";
  const [closed, effects] = finish(isMidCall ? "agent_lost" : reason, detail);
  return [closed, [error, ...effects]];
}
