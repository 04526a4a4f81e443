import { AgentSocket, type AgentNews } from "./agent-socket";
import type { AgentAudio } from "./codec";
import { isPermanentError } from "./outbox";
import type { AgentSession } from "@/lib/media/port";
import type { BridgeEvent } from "./session-state";
import type { Limits, Timings } from "./timings";

export interface AgentLinkOptions {
  openAgent: (isResumed: boolean) => Promise<AgentSession>;
  timings: Timings;
  limits: Limits;
  onAudio: (audio: AgentAudio) => void;
  onNews: (news: AgentNews) => void;
  onEvent: (event: BridgeEvent) => void;
}

/** The agent of a call, whichever socket it is on: what an earlier socket still says is not heard. */
export class AgentLink {
  private socket: AgentSocket | undefined;
  private attempt = 0;
  private readonly options: AgentLinkOptions;

  constructor(options: AgentLinkOptions) {
    this.options = options;
  }

  open(isResumed: boolean): void {
    this.attempt += 1;
    const attempt = this.attempt;
    const { timings, onEvent } = this.options;
    const isCurrent = () => attempt === this.attempt;
    const fail = (reason: "agent_unreachable" | "agent_refused", detail: string) => {
      clearTimeout(timer);
      if (!isCurrent()) return;
      this.attempt += 1;
      onEvent({ type: "agent_failed", reason, detail });
    };
    const timer = setTimeout(
      () => fail("agent_unreachable", "no signed URL in time"),
      timings.agentOpenMs,
    ).unref();
    this.options.openAgent(isResumed).then(
      (session) => {
        clearTimeout(timer);
        if (isCurrent()) this.connect(session, isCurrent);
      },
      (error: unknown) =>
        fail(isPermanentError(error) ? "agent_refused" : "agent_unreachable", messageOf(error)),
    );
  }

  sendCallerAudio(payload: Buffer): void {
    this.socket?.sendCallerAudio(payload);
  }

  send(message: Record<string, unknown>): void {
    this.socket?.send(message);
  }

  close(): void {
    this.attempt += 1;
    this.socket?.close();
    this.socket = undefined;
  }

  private connect(session: AgentSession, isCurrent: () => boolean): void {
    const { timings, limits, onAudio, onNews, onEvent } = this.options;
    const ifCurrent =
      <Values extends unknown[]>(handle: (...values: Values) => void) =>
      (...values: Values) => {
        if (isCurrent()) handle(...values);
      };
    try {
      this.socket = new AgentSocket(
        session,
        { timings, limits },
        {
          onAudio: ifCurrent(onAudio),
          onNews: ifCurrent(onNews),
          onClose: ifCurrent((code, detail) => onEvent({ type: "agent_closed", code, detail })),
          onFailure: ifCurrent((reason, detail) => onEvent({ type: "agent_failed", reason, detail })),
          onSlow: ifCurrent(() =>
            onEvent({ type: "stop", reason: "agent_slow", detail: "send buffer is full" }),
          ),
        },
      );
    } catch (error) {
      // The constructor throws at an address that is no WebSocket URL.
      onEvent({ type: "agent_failed", reason: "agent_unreachable", detail: messageOf(error) });
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
