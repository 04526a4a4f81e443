import type { Logger } from "pino";
import type { WebSocket } from "ws";
import { AgentLink } from "./agent-link";
import { CallerHold } from "./caller-hold";
import { CallerSound } from "./caller-sound";
import { type AgentAudio, audioMs } from "./codec";
import { Conversation, speechKey } from "./conversation";
import { Goodbye } from "./goodbye";
import { HouseWords } from "./house-words";
import { HeldAudio } from "./held-audio";
import type { BridgeMetrics } from "./metrics";
import { Playback } from "./playback";
import type { EndReason, MediaPort, StreamCall } from "@/lib/media/port";
import { type RegisteredSession, within } from "./registry";
import { isAgentHeld, isConnected, newSession, step } from "./session";
import type { BridgeEvent, Effect, Session } from "./session-state";
import { StreamCounts } from "./stream-counts";
import { StreamRecords } from "./stream-records";
import type { Limits, Timings } from "./timings";
import type { TwilioStart } from "./twilio-messages";
import { TwilioSocket } from "./twilio-socket";

/** Speech ahead of real time that no agent has a reason for. */
const FLOOD_MS = 60_000;

export interface CallSessionOptions {
  call: StreamCall;
  media: MediaPort;
  bridgeId: string;
  timings: Timings;
  limits: Limits;
  metrics: BridgeMetrics;
  log: Logger;
  /** Called once, when Twilio was let go. */
  onClosed: (session: RegisteredSession) => void;
}

/**
 * One media stream: turns what the sockets say into events of the pure step, and its effects into messages.
 * Decisions are made in `session.ts`; here is only what touches sockets, timers and the database.
 */
export class CallSession implements RegisteredSession {
  readonly callId: string;
  readonly tenantId: string;
  readonly settled: Promise<void>;
  private readonly settle: () => void;
  private readonly options: CallSessionOptions;
  private readonly log: Logger;
  private readonly twilio: TwilioSocket;
  private readonly agent: AgentLink;
  private readonly conversation: Conversation;
  private readonly records: StreamRecords;
  private readonly playback = new Playback(() => performance.now());
  private readonly sound: CallerSound;
  private readonly goodbye: Goodbye;
  private readonly houseWords: HouseWords;
  private readonly heldCaller: HeldAudio;
  private readonly hold: CallerHold;
  private session: Session;
  private readonly events: BridgeEvent[] = [];
  private isStepping = false;
  private streamSid: string | undefined;
  private liveAtMs: number | undefined;
  private agentAskedAtMs = performance.now();
  private heldAgentBytes = 0;
  private startTimer: NodeJS.Timeout | undefined;
  private readonly counts = new StreamCounts();

  constructor(socket: WebSocket, options: CallSessionOptions) {
    const { call, media, timings, limits } = options;
    this.options = options;
    this.callId = call.callId;
    this.tenantId = call.tenantId;
    this.log = options.log.child({ callId: call.callId, tenantId: call.tenantId });
    let settle = () => {};
    this.settled = new Promise((resolve) => {
      settle = resolve;
    });
    this.settle = settle;
    this.session = newSession({ accountSid: call.twilioAccountSid, callSid: call.twilioCallSid });
    this.heldCaller = new HeldAudio(limits.heldCallerMs);
    this.goodbye = new Goodbye(this.playback, timings, () => this.dispatch({ type: "playback_finished" }));
    this.records = new StreamRecords({ ...options, log: this.log });
    this.agent = new AgentLink({
      openAgent: (isResumed) => media.openAgent(call, isResumed),
      timings,
      limits,
      onAudio: (audio) => this.agentAudio(audio),
      onNews: (news) => this.conversation.onNews(news),
      onEvent: (event) => this.dispatch(event),
    });
    this.conversation = new Conversation({
      ...options,
      log: this.log,
      records: this.records,
      send: (message) => this.agent.send(message),
      dispatch: (event) => this.dispatch(event),
      onToolUsed: () => this.lookForHold(),
      agent: () => this.agentState(),
    });
    this.twilio = new TwilioSocket(socket, options, {
      onStart: (start) => this.dispatch({ type: "twilio_started", start }),
      onMedia: (payload) => this.callerAudio(payload),
      onMark: (name) => this.markReturned(name),
      onDtmf: (digit, sequenceNumber) => this.records.event("dtmf", { digit, sequenceNumber }),
      onEnd: (reason, detail) => this.dispatch({ type: "stop", reason: this.causeOf(reason), detail }),
    });
    this.sound = new CallerSound(this.twilio, this.playback);
    this.houseWords = new HouseWords({
      playback: this.playback,
      transcript: this.conversation.transcript,
      timings,
      sound: this.sound,
      onHeard: () => this.dispatch({ type: "words_heard" }),
    });
    this.hold = new CallerHold({
      ...options,
      log: this.log,
      sound: this.sound,
      dispatch: (event) => this.dispatch(event),
    });
    this.startTimer = setTimeout(() => this.startMissing(), timings.startMs).unref();
    this.agent.open(false);
  }

  close(reason: EndReason): void {
    this.dispatch({ type: "stop", reason });
  }

  lookForHold(): void {
    if (this.session.phase === "live") this.hold.ask();
  }

  /** Fifty times a second: no parsing, no promise. */
  private callerAudio(payload: Buffer): void {
    this.counts.callerMessages += 1;
    if (isConnected(this.session)) this.agent.sendCallerAudio(payload);
    // Before `start` nobody has proved to be the caller.
    else if (this.session.phase !== "waiting") this.heldCaller.push(payload);
  }

  private agentAudio(audio: AgentAudio): void {
    this.counts.agentMessages += 1;
    this.dispatch({ type: "agent_audio", audio });
    if (!isAgentHeld(this.session)) {
      this.heldAgentBytes = 0;
      return;
    }
    this.heldAgentBytes += audio.payload.length;
    if (this.heldAgentBytes <= this.options.limits.heldAgentBytes) return;
    this.dispatch({ type: "stop", reason: "agent_flooding", detail: "audio that could not be played yet" });
  }

  private markReturned(name: string): void {
    if (!this.playback.marked(name)) return;
    this.houseWords.marked(name);
    this.watchEnding();
  }

  private startMissing(): void {
    const isWaiting = this.session.phase === "waiting";
    const detail = isWaiting ? "no start in time" : "the token was not checked in time";
    this.dispatch({ type: "stop", reason: isWaiting ? "twilio_protocol" : "token_refused", detail });
  }

  /** An effect may cause the next event; events are taken one after the other, never inside each other. */
  private dispatch(event: BridgeEvent): void {
    this.events.push(event);
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let next = this.events.shift(); next; next = this.events.shift()) {
        const [session, effects] = step(this.session, next);
        this.session = session;
        for (const effect of effects) this.apply(effect);
      }
    } finally {
      this.isStepping = false;
    }
  }

  private apply(effect: Effect): void {
    switch (effect.type) {
      case "claim_token":
        this.claimToken(effect.token, effect.start);
        return;
      case "begin_stream":
        return this.beginStream(effect.streamSid);
      case "connect_caller":
        this.options.metrics.agentReadySeconds.observe((performance.now() - this.agentAskedAtMs) / 1000);
        for (const payload of this.heldCaller.take()) this.agent.sendCallerAudio(payload);
        return;
      case "play":
        return this.play(effect.audio, effect.generation);
      case "clear_playback":
        return this.clearPlayback(effect.eventId);
      case "speak_words":
        return this.houseWords.speak(effect);
      case "begin_hold":
        // Of a goodbye that is none any more.
        this.goodbye.stop();
        return this.hold.begin(effect.music);
      case "end_hold":
        return this.hold.end();
      case "tell_agent":
        return this.conversation.tell(effect.text);
      case "ask_agent":
        return this.conversation.ask(effect.text);
      case "quiet_agent":
        return this.conversation.quieten();
      case "forget_held":
        return this.conversation.transcript.playbackCut();
      case "await_playback":
        return this.watchEnding();
      case "reopen_agent":
        this.counts.reconnects += 1;
        this.agentAskedAtMs = performance.now();
        return this.agent.open(true);
      case "brief_agent":
        return this.conversation.brief();
      case "record":
        return this.records.event(effect.event, effect.payload);
      case "finish":
        void this.finish(effect.reason, effect.detail);
    }
  }

  private claimToken(token: string, { callSid, streamSid }: TwilioStart): void {
    this.streamSid = streamSid;
    const { media, call, bridgeId } = this.options;
    media.claimToken(call, token, { callSid, streamSid, bridgeId }).then(
      (outcome) => this.dispatch({ type: "token_checked", outcome }),
      (error: unknown) => {
        this.log.error({ err: error }, "token not checked");
        this.dispatch({ type: "token_checked", outcome: "unchecked" });
      },
    );
  }

  private beginStream(streamSid: string): void {
    clearTimeout(this.startTimer);
    this.liveAtMs = performance.now();
    this.twilio.begin(streamSid);
    this.conversation.transcript.streamStarted(new Date());
    const { call, bridgeId } = this.options;
    this.records.event("stream_started", { streamSid, callSid: call.twilioCallSid, bridgeId });
    this.records.open();
    this.hold.streamBegan();
    this.log.info({ streamSid }, "media stream started");
  }

  private play(audio: AgentAudio, generation: number): void {
    const durationMs = audioMs(audio.payload);
    const key = speechKey(generation, audio.eventId);
    const speech = this.conversation.transcript.speechFor(key, this.playback.nextStartMs);
    const markName = this.playback.send(speech, key, durationMs, audio.alignmentSource);
    this.counts.agentAudioMs += durationMs;
    this.sound.play(audio.payload, markName);
    this.watchEnding();
    if (this.playback.unplayedMs <= this.options.limits.unplayedMs) return;
    this.dispatch({ type: "stop", reason: "agent_flooding", detail: "too much audio not yet played" });
  }

  /** A full buffer is the agent's doing when it has sent far more speech than there was time to hear. */
  private causeOf(reason: EndReason): EndReason {
    const heardAtMostMs = this.liveAtMs === undefined ? 0 : performance.now() - this.liveAtMs;
    const isFlooded = this.counts.agentAudioMs > heardAtMostMs + FLOOD_MS;
    return reason === "twilio_slow" && isFlooded ? "agent_flooding" : reason;
  }

  private clearPlayback(eventId: number): void {
    const { unheardMs } = this.sound.clear();
    this.counts.interruptions += 1;
    this.counts.unheardMs += unheardMs;
    this.conversation.transcript.playbackCut();
    this.records.event("interruption", { eventId, unheardMs: Math.round(unheardMs) });
    this.watchEnding();
  }

  private watchEnding(): void {
    if (this.session.phase !== "live" || !this.session.isEnding) return;
    const { state } = this.session.agent;
    this.goodbye.watch(state === "finished" || state === "lost");
  }

  private agentState(): { generation: number; interruptedEventId: number; isLive: boolean } | undefined {
    if (this.session.phase === "closed") return undefined;
    const { generation, interruptedEventId } = this.session.agent;
    return { generation, interruptedEventId, isLive: this.session.phase === "live" };
  }

  /**
   * The one close path. What happened is written before Twilio is let go, because Twilio then asks the web
   * process how to go on, and the answer depends on the reason.
   */
  private async finish(reason: EndReason, detail: string | undefined): Promise<void> {
    clearTimeout(this.startTimer);
    this.hold.stop();
    this.goodbye.stop();
    this.houseWords.stop();
    this.twilio.mute();
    this.agent.close();
    this.counts.unheardMs += this.sound.close().unheardMs;
    this.conversation.transcript.playbackCut();
    const isClaimed = this.liveAtMs !== undefined;
    if (!isClaimed) this.records.forget(reason === "token_refused" ? "everything" : "turns");
    const durationMs = this.liveAtMs === undefined ? 0 : Math.round(performance.now() - this.liveAtMs);
    const summary = {
      reason,
      detail,
      streamSid: this.streamSid,
      isClaimed,
      durationMs,
      ...this.counts.summary(),
      ...this.conversation.summary(),
    };
    this.records.event("stream_ended", summary);
    const written = this.records.seal();
    const isWritten = await within(this.options.timings.closeWriteMs, written);
    this.twilio.close();
    this.options.onClosed(this);
    this.counts.publish(reason, this.options.metrics);
    this.log.info({ ...summary, isWritten }, "media stream ended");
    await written;
    this.settle();
  }
}
