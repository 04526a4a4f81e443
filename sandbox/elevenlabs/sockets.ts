/** The vendor's sockets: the Agents socket, and the one that Twilio streams to (elevenlabs.md §1.1, §2; twilio.md §5). */
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { Admission, Admissions } from "./admission";
import { createConversation } from "./conversation";
import type { LiveConversations } from "./live-conversations";
import { MEDIA_STREAM_PATH, type PhoneCalls } from "./phone-calls";
import { SocketTransport } from "./socket-transport";
import { parseStreamMessage, type StreamStart, StreamTransport } from "./stream-transport";

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** A stream that never says what it is for is let go (twilio.md §5.1). */
const START_TIMEOUT_MS = 5000;

export interface SocketOptions {
  admissions: Admissions;
  calls: PhoneCalls;
  live: LiveConversations;
  faults: Faults;
  recorder: Recorder;
}

export class Sockets {
  readonly #options: SocketOptions;
  /** Pongs are the transport's, so that it can fall silent altogether. */
  readonly #agents = new WebSocketServer({
    noServer: true,
    autoPong: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has("convai") ? "convai" : false),
  });
  readonly #streams = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    if (url.pathname === MEDIA_STREAM_PATH) {
      this.#streams.handleUpgrade(req, socket, head, (ws) => this.#awaitStart(ws));
      return;
    }
    const owner = this.#options.admissions.ownerOf(url);
    const what = `${url.pathname}${url.search} ${owner?.apiKey ?? ""}`;
    const faults = this.#options.faults.take("elevenlabs.socket", what);
    this.#late(faults, () => this.#accept(req, socket, head, url, faults));
  }

  close(): void {
    for (const server of [this.#agents, this.#streams]) {
      for (const ws of server.clients) ws.terminate();
      server.close();
    }
  }

  #late(faults: Fault[], run: () => void): void {
    const delayMs = faults.reduce(
      (sum, fault) => sum + (fault.kind === "delay" ? (fault.delayMs ?? 0) : 0),
      0,
    );
    if (delayMs > 0) this.#options.live.after(delayMs, run);
    else run();
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
    this.#agents.handleUpgrade(req, socket, head, (ws) => {
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
    const { workspace, agent, conversationId, method } = admission;
    const { live, recorder } = this.#options;
    const conversation = createConversation(agent, { conversationId, authorizationMethod: method });
    live.open({ workspace, agent, conversation }, new SocketTransport(ws, recorder, conversationId), {
      faults,
    });
  }

  #awaitStart(ws: WebSocket): void {
    const timer = setTimeout(() => ws.close(1008, "No start"), START_TIMEOUT_MS);
    timer.unref();
    ws.on("error", () => ws.terminate());
    ws.on("close", () => clearTimeout(timer));
    const onMessage = (data: Buffer, isBinary: boolean) => {
      const message = parseStreamMessage(data, isBinary);
      if (message?.event === "connected") return;
      clearTimeout(timer);
      ws.off("message", onMessage);
      if (message?.event === "start") this.#openStream(ws, message.start);
      else ws.close(1008, "No start");
    };
    ws.on("message", onMessage);
  }

  #openStream(ws: WebSocket, start: StreamStart): void {
    const { calls, live, faults: all } = this.#options;
    const call = calls.claim(start);
    if (!call) {
      ws.close(1008, "Invalid or expired conversation token");
      return;
    }
    const { agentId, conversationId } = call.conversation;
    const { apiKey } = call.workspace;
    const what = `${MEDIA_STREAM_PATH}?agent_id=${agentId}&conversation_id=${conversationId} ${apiKey}`;
    const faults = all.take("elevenlabs.socket", what);
    const transport = new StreamTransport(ws, start.streamSid);
    if (faults.some(({ kind }) => kind === "refuse" || kind === "status")) {
      live.refuse(call, { code: 1011, reason: "unknown_websocket_crash" });
      ws.close(1011, "unknown_websocket_crash");
      return;
    }
    this.#late(faults, () => live.open(call, transport, { faults, initiation: call.initiation }));
  }
}
