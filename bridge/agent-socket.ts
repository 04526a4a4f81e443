import { WebSocket } from "ws";
import { type AgentMessage, agentAudioOf, readAgentMessage } from "./agent-messages";
import { type AgentAudio, callerAudioFrame, spliceAgentAudio } from "./codec";
import { Heartbeat } from "./heartbeat";
import type { AgentSession } from "@/lib/media/port";
import type { Limits, Timings } from "./timings";

/** What is left for the session once audio, pings and noise are handled here. */
export type AgentNews = Exclude<AgentMessage, { type: "audio" | "ping" | "ignored" }>;

export interface AgentHandlers {
  onAudio(audio: AgentAudio): void;
  onNews(news: AgentNews): void;
  onClose(code: number, detail: string): void;
  onFailure(reason: "agent_unreachable" | "agent_silent", detail: string): void;
  /** It does not take the caller's audio. */
  onSlow(): void;
}

const AS_TEXT = { binary: false };
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** The socket of one ElevenLabs conversation (elevenlabs.md §1). It reports its end once, then nothing. */
export class AgentSocket {
  private readonly socket: WebSocket;
  private readonly handlers: AgentHandlers;
  private readonly timings: Timings;
  private readonly maxBufferedBytes: number;
  private readonly openTimer: NodeJS.Timeout;
  private metadataTimer: NodeJS.Timeout | undefined;
  private heartbeat: Heartbeat | undefined;
  private problem: string | undefined;
  private isMuted = false;

  constructor(session: AgentSession, options: { timings: Timings; limits: Limits }, handlers: AgentHandlers) {
    this.handlers = handlers;
    this.timings = options.timings;
    this.maxBufferedBytes = options.limits.agentBufferedBytes;
    this.socket = new WebSocket(session.signedUrl, {
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
    });
    this.openTimer = setTimeout(
      () => this.fail("agent_unreachable", "the socket did not open in time"),
      options.timings.agentOpenMs,
    ).unref();
    this.socket.on("open", () => this.opened(session.init));
    this.socket.on("message", (data: Buffer, isBinary) => this.receive(data, isBinary));
    this.socket.on("error", (error) => {
      this.problem = error.message;
    });
    this.socket.on("close", (code, reason) => this.closed(code, reason.toString("utf8")));
  }

  sendCallerAudio(payload: Buffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(callerAudioFrame(payload), AS_TEXT);
    if (this.socket.bufferedAmount > this.maxBufferedBytes) this.handlers.onSlow();
  }

  send(message: Record<string, unknown>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  close(): void {
    this.mute();
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close(1000);
    const timer = setTimeout(() => this.socket.terminate(), this.timings.closeHandshakeMs).unref();
    this.socket.once("close", () => clearTimeout(timer));
  }

  private opened(init: Record<string, unknown>): void {
    clearTimeout(this.openTimer);
    if (this.isMuted) return;
    this.send({ ...init, type: "conversation_initiation_client_data" });
    this.metadataTimer = setTimeout(
      () => this.fail("agent_silent", "no metadata"),
      this.timings.agentMetadataMs,
    ).unref();
    this.heartbeat = new Heartbeat(this.socket, {
      pingMs: this.timings.pingMs,
      silentMs: this.timings.agentSilentMs,
      onSilent: () => this.fail("agent_silent", "no frame and no pong"),
    });
  }

  private receive(frame: Buffer, isBinary: boolean): void {
    if (this.isMuted) return;
    this.heartbeat?.seen();
    const audio = isBinary ? undefined : spliceAgentAudio(frame);
    if (audio) this.handlers.onAudio(audio);
    else this.receiveOther(frame, isBinary);
  }

  private receiveOther(frame: Buffer, isBinary: boolean): void {
    if (isBinary) return this.handlers.onNews({ type: "unreadable", detail: "binary frame" });
    const message = readAgentMessage(frame.toString("utf8"));
    switch (message.type) {
      case "audio":
        return this.handlers.onAudio(agentAudioOf(message));
      case "ping":
        // At once: the id is all it wants back, `ping_ms` is no delay to keep (elevenlabs.md §1.6).
        return this.send({ type: "pong", event_id: message.ping_event.event_id });
      case "ignored":
        return;
      case "conversation_initiation_metadata":
        clearTimeout(this.metadataTimer);
        return this.handlers.onNews(message);
      default:
        return this.handlers.onNews(message);
    }
  }

  private fail(reason: "agent_unreachable" | "agent_silent", detail: string): void {
    if (this.isMuted) return;
    this.mute();
    this.socket.terminate();
    this.handlers.onFailure(reason, detail);
  }

  private closed(code: number, reason: string): void {
    if (this.isMuted) return;
    this.mute();
    this.handlers.onClose(code, reason || (this.problem ?? ""));
  }

  private mute(): void {
    this.isMuted = true;
    clearTimeout(this.openTimer);
    clearTimeout(this.metadataTimer);
    this.heartbeat?.stop();
  }
}
