/** The other ends of a bridge in tests: a Twilio, an agent, and a house without a database. */
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { expect } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type {
  ClaimOutcome,
  Hold,
  MediaEntry,
  MediaEventType,
  MediaPort,
  SafetyOrder,
  StreamCall,
} from "@/lib/media/port";
import type { ToolResult } from "@/lib/tools/tool";
import { type Bridge, type BridgeOptions, createBridge } from "./server";

type Json = Record<string, unknown>;

/** 20 ms of silence. */
export const FRAME = Buffer.alloc(160, 0xff).toString("base64");

function collect(socket: WebSocket): Json[] {
  const messages: Json[] = [];
  socket.on("message", (data: Buffer) => messages.push(JSON.parse(data.toString("utf8")) as Json));
  return messages;
}

/** An ElevenLabs stand-in: each connection is one conversation. */
export class TestAgent {
  readonly conversations: AgentConversation[] = [];
  /** What the metadata says; undefined: none is sent. */
  format: string | undefined = "ulaw_8000";
  private readonly server: WebSocketServer;

  private constructor(server: WebSocketServer) {
    this.server = server;
    server.on("connection", (socket) => {
      const conversation = new AgentConversation(socket);
      this.conversations.push(conversation);
      if (this.format !== undefined) conversation.sendMetadata(this.format);
    });
  }

  static async listen(): Promise<TestAgent> {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1", autoPong: true });
    await once(server, "listening");
    return new TestAgent(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The n-th conversation, once it is there. */
  async conversation(at = 0): Promise<AgentConversation> {
    await expect.poll(() => this.conversations[at]?.received.length ?? 0).toBeGreaterThan(0);
    const conversation = this.conversations[at];
    if (!conversation) throw new Error("no such conversation");
    return conversation;
  }

  close(): void {
    for (const { socket } of this.conversations) socket.terminate();
    this.server.close();
  }
}

export class AgentConversation {
  readonly socket: WebSocket;
  readonly received: Json[];
  closeCode: number | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.received = collect(socket);
    socket.on("close", (code) => {
      this.closeCode = code;
    });
  }

  send(message: Json): void {
    this.socket.send(JSON.stringify(message));
  }

  sendMetadata(format: string): void {
    this.send({
      type: "conversation_initiation_metadata",
      conversation_initiation_metadata_event: {
        conversation_id: "conv_1",
        agent_output_audio_format: format,
        user_input_audio_format: format,
      },
    });
  }

  say(eventId: number, base64 = FRAME): void {
    this.send({ type: "audio", audio_event: { audio_base_64: base64, event_id: eventId } });
  }

  interrupt(eventId: number): void {
    this.send({ type: "interruption", interruption_event: { event_id: eventId } });
  }

  hear(eventId: number, text: string): void {
    const heard = { user_transcript: text, event_id: eventId };
    this.send({ type: "user_transcript", user_transcription_event: heard });
  }

  callTool(toolCallId: string, name = "find_free_slots"): void {
    const call = { tool_name: name, tool_call_id: toolCallId, parameters: { day: "lunes" }, event_id: 6 };
    this.send({ type: "client_tool_call", client_tool_call: call });
  }

  /** What it was told or asked beside the conversation. */
  notes(): Json[] {
    const kinds: unknown[] = ["contextual_update", "user_message", "user_activity"];
    return this.received.filter((message) => kinds.includes(message["type"]));
  }

  callerAudio(): unknown[] {
    return this.received.flatMap((message) =>
      "user_audio_chunk" in message ? [message["user_audio_chunk"]] : [],
    );
  }
}

/** Twilio's end of a stream. It returns marks by itself unless told not to. */
export class TestTwilio {
  readonly socket: WebSocket;
  readonly received: Json[];
  readonly streamSid = `MZ${randomUUID().replaceAll("-", "")}`;
  returnsMarks = true;
  closeCode: number | undefined;
  refusedWith: number | undefined;
  private returned = 0;
  private readonly call: StreamCall;

  constructor(bridge: Bridge, call: StreamCall, options: { signature?: string; path?: string } = {}) {
    this.call = call;
    const path = options.path ?? `/ws/media-stream/${call.callId}`;
    const signature = options.signature ?? sign(call.twilioAuthToken, `wss://bridge.example.com${path}`);
    this.socket = new WebSocket(`ws://127.0.0.1:${bridge.port}${path}`, {
      headers: { "x-twilio-signature": signature },
    });
    this.received = collect(this.socket);
    this.socket.on("message", () => this.returnMarks());
    this.socket.on("error", () => {});
    this.socket.on("unexpected-response", (_request, response) => {
      this.refusedWith = response.statusCode;
      this.socket.terminate();
    });
    this.socket.on("close", (code) => {
      this.closeCode = code;
    });
  }

  async connect(): Promise<void> {
    await once(this.socket, "open");
    this.send({ event: "connected", protocol: "Call", version: "1.0.0" });
  }

  async start(token = "good"): Promise<void> {
    await this.connect();
    this.sendStart(token);
  }

  sendStart(token = "good"): void {
    const { twilioAccountSid: accountSid, twilioCallSid: callSid } = this.call;
    this.send({
      event: "start",
      sequenceNumber: "1",
      streamSid: this.streamSid,
      start: {
        streamSid: this.streamSid,
        accountSid,
        callSid,
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: { token },
      },
    });
  }

  speak(payload = FRAME): void {
    const media = { track: "inbound", chunk: "1", timestamp: "20", payload };
    this.send({ event: "media", sequenceNumber: "2", streamSid: this.streamSid, media });
  }

  stop(): void {
    this.send({ event: "stop", sequenceNumber: "9", streamSid: this.streamSid, stop: {} });
  }

  send(message: Json): void {
    this.socket.send(JSON.stringify(message));
  }

  returnMarks(): void {
    if (!this.returnsMarks) return;
    const marks = this.received.filter((message) => message["event"] === "mark");
    const fresh = marks.slice(this.returned);
    this.returned = marks.length;
    for (const { mark } of fresh)
      this.send({ event: "mark", sequenceNumber: "4", streamSid: this.streamSid, mark });
  }

  events(): unknown[] {
    return this.received.map((message) => message["event"]);
  }

  /** Everything that was sent to be heard. */
  sound(): Buffer {
    const payloads = this.received.flatMap((message) =>
      message["event"] === "media" ? [(message["media"] as { payload: string }).payload] : [],
    );
    return Buffer.concat(payloads.map((payload) => Buffer.from(payload, "base64")));
  }

  async closed(): Promise<number> {
    await expect.poll(() => this.closeCode).toBeDefined();
    return this.closeCode ?? 0;
  }
}

export function sign(authToken: string, url: string): string {
  return createHmac("sha1", authToken).update(url).digest("base64");
}

/** The house in memory. A token is good once. */
export class TestHouse implements MediaPort {
  readonly calls = new Map<string, StreamCall>();
  readonly written: MediaEntry[] = [];
  readonly beats: string[][] = [];
  resumed = 0;
  readonly usedTokens = new Set<string>();
  writeFailures = 0;
  openFailure: Error | undefined;
  tool: () => Promise<ToolResult> = () => Promise.resolve({ result: "10:00", isError: false });
  /** What is ordered when the caller says something. */
  order: (text: string) => Promise<SafetyOrder | undefined> = () => Promise.resolve(undefined);
  hangUp: (callId: string) => void = () => {};
  /** What the caller waits for now; `holdChanged` says that it has changed. */
  hold: () => Promise<Hold | undefined> = () => Promise.resolve(undefined);
  holdChanged: (callId: string) => void = () => {};
  private readonly agentUrl: string;

  constructor(agentUrl: string) {
    this.agentUrl = agentUrl;
  }

  addCall(overrides: Partial<StreamCall> = {}): StreamCall {
    const call: StreamCall = {
      tenantId: randomUUID(),
      callId: randomUUID(),
      twilioAccountSid: "AC1",
      twilioAuthToken: randomUUID(),
      twilioCallSid: "CA1",
      maxDurationSeconds: 60,
      ...overrides,
    };
    this.calls.set(call.callId, call);
    return call;
  }

  findStream(callId: string): Promise<StreamCall | undefined> {
    return Promise.resolve(this.calls.get(callId));
  }

  claimToken(call: StreamCall, token: string): Promise<ClaimOutcome> {
    if (token !== "good") return Promise.resolve("wrong");
    if (this.usedTokens.has(call.callId)) return Promise.resolve("used");
    this.usedTokens.add(call.callId);
    return Promise.resolve("claimed");
  }

  openAgent(_call: StreamCall, isResumed: boolean): Promise<{ signedUrl: string; init: Json }> {
    if (isResumed) this.resumed += 1;
    if (this.openFailure) return Promise.reject(this.openFailure);
    const init = { type: "conversation_initiation_client_data", dynamic_variables: { name: "Ana" } };
    return Promise.resolve({ signedUrl: this.agentUrl, init });
  }

  executeTool(): Promise<ToolResult> {
    return this.tool();
  }

  hearCaller(_call: StreamCall, text: string): Promise<SafetyOrder | undefined> {
    return this.order(text);
  }

  write(_call: StreamCall, entries: MediaEntry[]): Promise<void> {
    if (this.writeFailures > 0) {
      this.writeFailures -= 1;
      return Promise.reject(new Error("the database is restarting"));
    }
    this.written.push(...entries);
    return Promise.resolve();
  }

  heartbeat(_bridgeId: string, callIds: string[]): Promise<void> {
    this.beats.push(callIds);
    return Promise.resolve();
  }

  findHold(): Promise<Hold | undefined> {
    return this.hold();
  }

  onHold(listener: (callId: string) => void): () => void {
    this.holdChanged = listener;
    return () => {};
  }

  onHangUp(listener: (callId: string) => void): () => void {
    this.hangUp = listener;
    return () => {};
  }

  payloads(type: MediaEventType): Json[] {
    return this.written.flatMap((entry) =>
      entry.kind === "event" && entry.type === type ? [entry.payload] : [],
    );
  }

  /** Why the stream ended, once that was written. */
  async ending(): Promise<unknown> {
    await expect.poll(() => this.payloads("stream_ended").length).toBeGreaterThan(0);
    return this.payloads("stream_ended")[0]?.["reason"];
  }

  /** The newest version of each turn. */
  turns(): Extract<MediaEntry, { kind: "turn" }>[] {
    const turns = new Map<number, Extract<MediaEntry, { kind: "turn" }>>();
    for (const entry of this.written) if (entry.kind === "turn") turns.set(entry.position, entry);
    return [...turns.values()];
  }
}

export async function startBridge(media: MediaPort, overrides: Partial<BridgeOptions> = {}): Promise<Bridge> {
  const bridge = createBridge({
    media,
    log: pino({ enabled: false }),
    host: "127.0.0.1",
    port: 0,
    publicUrl: "wss://bridge.example.com",
    maxCalls: 10,
    drainMs: 20,
    ...overrides,
    timings: {
      outboxBatchMs: 5,
      outboxRetryMinMs: 1,
      closeHandshakeMs: 200,
      farewellGraceMs: 50,
      ...overrides.timings,
    },
  });
  await bridge.listen();
  return bridge;
}
