/**
 * The media relay. One call takes this way:
 *
 *   Twilio ── upgrade /ws/media-stream/:callId ──▶ server.ts: is there such a call, is the URL signed with its
 *   tenant's token, is there room?
 *     ├─ call-session.ts opens the agent (agent-link.ts, agent-socket.ts) while Twilio says `connected`, `start`
 *     ├─ `start` names the call and brings the one-time token, which the port claims: the stream is live
 *     ├─ audio goes both ways by splicing bytes (codec.ts); playback.ts follows by marks what was heard
 *     ├─ text goes to transcript.ts, tools to tool-runner.ts, both by conversation.ts
 *     ├─ what is to be kept goes to outbox.ts, which writes it in batches off the audio path
 *     └─ one close path writes `stream_ended`, then lets Twilio go: the `<Redirect>` behind `<Connect>` asks the
 *        web process what follows
 *
 * Every decision is made by the pure step in session.ts; the other files carry it out.
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import { CallSession } from "./call-session";
import { type BridgeMetrics, bridgeMetrics } from "./metrics";
import type { MediaPort, StreamCall } from "@/lib/media/port";
import { serveMetrics } from "@/lib/metrics";
import { type RegisteredSession, SessionRegistry } from "./registry";
import { DEFAULT_LIMITS, DEFAULT_TIMINGS, type Limits, type Timings } from "./timings";
import { isSignedUpgrade } from "./twilio-signature";

export interface BridgeOptions {
  media: MediaPort;
  log: Logger;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Serves `/metrics`, for the internal network only. */
  metrics?: { host: string; port: number } | undefined;
  /** The base of what Twilio signed: `wss://…`, never taken from a header of the request. */
  publicUrl: string;
  maxCalls: number;
  /** Left out: no share of its own. */
  maxCallsPerTenant?: number;
  /** How long calls may go on after `drain` began. */
  drainMs: number;
  bridgeId?: string;
  timings?: Partial<Timings>;
  limits?: Partial<Limits>;
}

export interface Bridge {
  listen(): Promise<void>;
  /** Refuses new calls, waits for the others up to the deadline, then hands those over. */
  drain(): Promise<void>;
  /** Hands over what is live at once and stops listening. */
  close(): Promise<void>;
  readonly port: number;
  readonly metricsPort: number | undefined;
}

const STREAM_PATH = /^\/ws\/media-stream\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;
const MAX_TWILIO_MESSAGE_BYTES = 64 * 1024;
/** A call has one stream, and those it lost that are still to be given up. Its address is signed once and for all. */
const MAX_STREAMS_OF_CALL = 3;
/** After its sockets were let go, a call may still have entries to write. */
const SETTLE_MS = 5_000;

export function createBridge(options: BridgeOptions): Bridge {
  return new MediaBridge(options);
}

class MediaBridge implements Bridge {
  private readonly options: BridgeOptions;
  private readonly bridgeId: string;
  private readonly timings: Timings;
  private readonly limits: Limits;
  private readonly metrics: BridgeMetrics = bridgeMetrics();
  private readonly registry = new SessionRegistry((count) => this.metrics.liveCalls.set(count));
  private readonly server: Server;
  private metricsServer: Server | undefined;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // µ-law does not shrink, and a deflate context costs more memory than the call.
    perMessageDeflate: false,
    maxPayload: MAX_TWILIO_MESSAGE_BYTES,
  });
  private heartbeatTimer: NodeJS.Timeout | undefined;
  private isBeating = false;
  private unsubscribes: (() => void)[] = [];
  private isDraining = false;

  constructor(options: BridgeOptions) {
    this.options = options;
    this.bridgeId = options.bridgeId ?? randomUUID();
    this.timings = { ...DEFAULT_TIMINGS, ...options.timings };
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on("upgrade", (request, socket, head) => void this.upgrade(request, socket, head));
  }

  async listen(): Promise<void> {
    await listenOn(this.server, this.options.port, this.options.host);
    await this.listenForMetrics();
    const { media } = this.options;
    this.unsubscribes = [
      media.onHangUp((callId) => this.registry.closeCall(callId, "hung_up")),
      media.onHold((callId) => this.registry.lookForHold(callId)),
    ];
    this.heartbeatTimer = setInterval(() => void this.beat(), this.timings.heartbeatMs).unref();
    this.options.log.info({ port: this.port, bridgeId: this.bridgeId }, "bridge listening");
  }

  async drain(): Promise<void> {
    this.isDraining = true;
    this.options.log.info({ liveCalls: this.registry.size }, "bridge draining");
    await this.registry.idle(this.options.drainMs);
    await this.handOver();
  }

  async close(): Promise<void> {
    this.isDraining = true;
    await this.handOver();
    clearInterval(this.heartbeatTimer);
    for (const unsubscribe of this.unsubscribes) unsubscribe();
    await Promise.all([closeServer(this.server), closeServer(this.metricsServer)]);
  }

  get port(): number {
    return portOf(this.server);
  }

  get metricsPort(): number | undefined {
    return this.metricsServer && portOf(this.metricsServer);
  }

  private async listenForMetrics(): Promise<void> {
    const { metrics, log } = this.options;
    if (!metrics) return;
    try {
      this.metricsServer = await serveMetrics(metrics.host, metrics.port, this.metrics.registry);
    } catch (error) {
      // A port that is taken must not keep the telephone from working.
      log.error({ err: error, port: metrics.port }, "metrics are not served");
    }
  }

  private async handOver(): Promise<void> {
    this.registry.closeAll("draining");
    await this.registry.idle(this.timings.closeWriteMs + this.timings.closeHandshakeMs);
    if (await this.registry.settled(SETTLE_MS)) return;
    this.options.log.error("entries of ended calls could not be written");
  }

  private get isFull(): boolean {
    return this.registry.size >= this.options.maxCalls;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    switch (request.url) {
      case "/healthz":
        return send(response, 200, "ok");
      case "/readyz":
        if (this.isDraining) return send(response, 503, "draining");
        return this.isFull ? send(response, 503, "full") : send(response, 200, "ready");
      default:
        return send(response, 404, "not found");
    }
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A peer that resets during the lookup must not end the process.
    socket.on("error", () => socket.destroy());
    const admitted = await this.admit(request);
    if (typeof admitted === "number") {
      this.metrics.refusedUpgrades.inc({ status: String(admitted) });
      this.options.log.warn({ status: admitted, url: request.url }, "media stream refused");
      refuse(socket, admitted);
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (ws) => {
      const { media, log } = this.options;
      const { bridgeId, timings, limits, metrics } = this;
      const onClosed = (session: RegisteredSession) => this.registry.delete(session);
      this.registry.add(
        new CallSession(ws, {
          call: admitted,
          media,
          bridgeId,
          timings,
          limits,
          metrics,
          log,
          onClosed,
        }),
      );
    });
  }

  /** The call, or the HTTP status of the refusal. */
  private async admit(request: IncomingMessage): Promise<StreamCall | number> {
    const path = request.url ?? "";
    const callId = STREAM_PATH.exec(path)?.[1]?.toLowerCase();
    if (callId === undefined) return 404;
    if (this.isDraining || this.isFull) return 503;
    const call = await this.findStream(callId);
    if (call === "unavailable") return 503;
    if (!call) return 404;
    const url = this.options.publicUrl.replace(/\/+$/, "") + path.replace(/\/$/, "");
    const signature = request.headers["x-twilio-signature"];
    if (!isSignedUpgrade(call.twilioAuthToken, url, typeof signature === "string" ? signature : undefined)) {
      return 403;
    }
    // Others may have come in during the lookup.
    if (this.isDraining || this.isFull) return 503;
    if (this.registry.streamsOf(call.callId) >= MAX_STREAMS_OF_CALL) return 503;
    // One business, however it comes to so many calls, may not take the places of all others.
    const { maxCalls, maxCallsPerTenant = maxCalls } = this.options;
    return this.registry.streamsOfTenant(call.tenantId) < maxCallsPerTenant ? call : 503;
  }

  private async findStream(callId: string): Promise<StreamCall | "unavailable" | undefined> {
    try {
      return await this.options.media.findStream(callId);
    } catch (error) {
      this.options.log.error({ err: error, callId }, "call not looked up");
      return "unavailable";
    }
  }

  private async beat(): Promise<void> {
    if (this.isBeating || this.registry.size === 0) return;
    this.isBeating = true;
    try {
      await this.options.media.heartbeat(this.bridgeId, this.registry.callIds());
    } catch (error) {
      this.options.log.warn({ err: error }, "heartbeat not written");
    } finally {
      this.isBeating = false;
    }
  }
}

function refuse(socket: Duplex, status: number): void {
  const reason = { 403: "Forbidden", 404: "Not Found" }[status] ?? "Service Unavailable";
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/plain", "cache-control": "no-store" }).end(body);
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closeServer(server: Server | undefined): Promise<void> {
  if (!server?.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
