/** The Agents socket from the handshake to the post-call webhook, and what it is told to do wrong (elevenlabs.md §1, §4). */
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import { speak } from "../speech";
import type { Admission, Admissions } from "./admission";
import { encodeSpeech } from "./audio-formats";
import { type Conversation, conversationView } from "./conversation";
import { analyse, attachedWebhook } from "./post-call";
import { Recording } from "./recording";
import { Session } from "./session";
import { type Agent, unixSeconds, type Workspace } from "./state";
import type { Timing } from "./timing";
import type { WebhookSender } from "./webhooks";

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const MAX_FLOOD_BYTES = 64 * 1024 * 1024;
const FLOOD_CHUNK_BYTES = 48 * 1024;
/** Recordings live in memory: the last of these are kept, and no more are made at once. */
const MAX_RECORDINGS = 20;

export interface SocketOptions {
  admissions: Admissions;
  faults: Faults;
  recorder: Recorder;
  timing: Timing;
  sender: WebhookSender;
  onChange: () => void;
}

export class AgentSockets {
  readonly #options: SocketOptions;
  readonly #recordings = new Map<string, Recording>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #live = new Map<Session, string>();
  #isClosed = false;
  /** Pongs are the session's, so that it can fall silent altogether. */
  readonly #server = new WebSocketServer({
    noServer: true,
    autoPong: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has("convai") ? "convai" : false),
  });

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  findRecording(conversationId: string): Recording | undefined {
    return this.#recordings.get(conversationId);
  }

  /** Lets the agent of a live conversation send this sound; false when there is none. */
  play(conversationId: string, ulaw: Uint8Array): boolean {
    const live = [...this.#live].find(([, id]) => id === conversationId);
    return live?.[0].play(ulaw) ?? false;
  }

  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    const faults = this.#options.faults.take("elevenlabs.socket", url.pathname + url.search);
    const delayMs = faults.reduce(
      (sum, fault) => sum + (fault.kind === "delay" ? (fault.delayMs ?? 0) : 0),
      0,
    );
    if (delayMs > 0) this.#after(delayMs, () => this.#accept(req, socket, head, url, faults));
    else this.#accept(req, socket, head, url, faults);
  }

  #accept(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL, faults: Fault[]): void {
    const refused = faults.find(({ kind }) => kind === "refuse" || kind === "status");
    if (url.pathname !== "/v1/convai/conversation" || refused) {
      const status = refused ? (refused.status ?? 503) : 404;
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.#server.handleUpgrade(req, socket, head, (ws) => {
      const admission = this.#options.admissions.admit(url, req.headers.origin);
      if (typeof admission === "string") {
        ws.on("error", () => ws.terminate());
        ws.close(1008, admission);
        return;
      }
      this.#converse(ws, admission, faults);
    });
  }

  #converse(ws: WebSocket, admission: Admission, faults: Fault[]): void {
    const { workspace, agent, conversationId } = admission;
    const { timing, recorder, onChange } = this.#options;
    const conversation = createConversation(admission);
    workspace.conversations.set(conversationId, conversation);
    const recording = this.#createRecording(agent, conversationId);
    const onEnd = () => {
      this.#live.delete(session);
      conversation.hasAudio = recording !== undefined && conversation.error === null;
      this.#complete(workspace, agent, conversation);
    };
    const session = new Session({ ws, workspace, agent, conversation, recording, timing, recorder, onEnd });
    this.#live.set(session, conversationId);
    for (const fault of faults) this.#misbehave(ws, session, fault);
    onChange();
  }

  #misbehave(ws: WebSocket, session: Session, { kind, afterMs = 0 }: Fault): void {
    if (kind === "silent" && afterMs === 0) session.mute();
    else if (kind === "silent") this.#after(afterMs, () => session.mute());
    else if (kind === "cut") this.#after(afterMs, () => ws.terminate());
    else if (kind === "flood") this.#after(afterMs, () => void flood(session));
  }

  #createRecording(agent: Agent, conversationId: string): Recording | undefined {
    const { record_voice, zero_retention_mode } = agent.platform_settings.privacy;
    if (!record_voice || zero_retention_mode || this.#live.size >= MAX_RECORDINGS) return undefined;
    const recording = new Recording();
    this.#recordings.set(conversationId, recording);
    const live = new Set(this.#live.values());
    for (const id of this.#recordings.keys()) {
      if (this.#recordings.size <= MAX_RECORDINGS) break;
      if (!live.has(id)) this.#recordings.delete(id);
    }
    return recording;
  }

  /** First `processing`, then the analysis, then the webhook: as the vendor takes its time. */
  #complete(workspace: Workspace, agent: Agent, conversation: Conversation): void {
    // Shut down with the sandbox: what was not finished reads as failed after the restart.
    if (this.#isClosed) return;
    const { timing, sender, onChange } = this.#options;
    conversation.status = "processing";
    onChange();
    this.#after(timing.analysisMs, () => {
      conversation.status = "done";
      conversation.analysis = analyse(conversation, agent);
      onChange();
      const webhook = attachedWebhook(workspace, agent, "transcript");
      if (webhook) sender.send(webhook, "post_call_transcription", conversationView(conversation, agent));
    });
  }

  #after(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  close(): void {
    this.#isClosed = true;
    for (const ws of this.#server.clients) ws.terminate();
    this.#server.close();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

function createConversation({ agent, conversationId, method }: Admission): Conversation {
  return {
    conversationId,
    agentId: agent.agent_id,
    agentName: agent.name,
    status: "initiated",
    userId: null,
    authorizationMethod: method,
    source: null,
    startedAtUnixSeconds: unixSeconds(),
    durationSeconds: 0,
    language: agent.conversation_config.agent.language,
    terminationReason: "",
    error: null,
    override: {},
    customLlmExtraBody: {},
    dynamicVariables: {},
    isTextOnly: false,
    hasAudio: false,
    turns: [],
    feedback: { likes: 0, dislikes: 0 },
    analysis: null,
    outcome: null,
  };
}

/** As fast as the peer takes it, and never without an end. */
async function flood(session: Session): Promise<void> {
  const speech = encodeSpeech(speak("a".repeat(400)), session.format()) ?? new Uint8Array(0);
  const chunk = speech.subarray(0, FLOOD_CHUNK_BYTES);
  for (let sent = 0; sent < MAX_FLOOD_BYTES; sent += chunk.length) {
    if (!(await session.sendRawAudio(chunk))) return;
  }
}
