/** Media Streams, the vendor's end: twilio.md §1.5 (signed handshake), §5 (messages, order, play-out), §3.5 (codes). */
import { WebSocket } from "ws";
import type { Fault, Faults } from "../faults";
import type { Recorder } from "../recorder";
import { type Deferred, deferred, sleep, untilAborted } from "./abort";
import { FRAME_BYTES, FRAME_MS, padFrame } from "./audio";
import { ByteQueue, type Line } from "./line";
import { signatureOf } from "./signature";
import { HandshakeError, handshakeError, parseMessage } from "./stream-messages";

export interface StreamOptions {
  streamSid: string;
  url: string;
  customParameters: Record<string, string>;
  account: { accountSid: string; authToken: string };
  callSid: string;
  line: Line;
  onDigit: (listener: (digit: string) => void) => () => void;
  faults: Faults;
  recorder: Recorder;
  /** Ends the stream with a `stop`. */
  signal: AbortSignal;
  alert: (code: number, message: string) => void;
  tell: (event: "stream-started" | "stream-stopped" | "stream-error", error?: string) => void;
}

const HANDSHAKE_TIMEOUT_MS = 5000;
const MAX_BUFFERED_BYTES = 10 * 60 * 8000;
const MAX_UNSENT_BYTES = 4 * 1024 * 1024;
const FLOOD_FRAMES = 50;

export class MediaStream {
  readonly #options: StreamOptions;
  readonly #closed: Deferred<void> = deferred();
  readonly #faults: Fault[];
  #socket: WebSocket | undefined;
  #sequence = 0;
  #ticks = 0;
  #chunks = 0;
  #isStopping = false;
  #hasTold = false;
  #hasComplained = false;
  readonly #playing = new ByteQueue();
  #receivedBytes = 0;
  #playedBytes = 0;
  #marks: { name: string; atBytes: number }[] = [];

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#faults = options.faults.take("twilio.stream", `${options.account.accountSid} ${options.url}`);
  }

  /** Resolves when the call goes on with its next verb: the server closed, the handshake failed, or `stop` was asked. */
  async run(): Promise<void> {
    const { signal, alert, tell } = this.#options;
    try {
      this.#socket = await this.#connect(signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = error instanceof HandshakeError ? error : new HandshakeError(31920, String(error));
      alert(failure.code, failure.message);
      tell("stream-error", failure.message);
      return;
    }
    const detach = this.#start();
    // At once, so that the stream's end precedes the call's own status callback (§5.4).
    const onAbort = () => this.stop();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await untilAborted(this.#closed.promise, signal);
      // The abort itself has closed the stream, and may be seen second.
      signal.throwIfAborted();
    } finally {
      signal.removeEventListener("abort", onAbort);
      detach();
    }
  }

  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const { account, callSid, streamSid } = this.#options;
    this.#send({
      event: "stop",
      sequenceNumber: this.#next(),
      streamSid,
      stop: { accountSid: account.accountSid, callSid },
    });
    this.#socket?.close(1000);
    this.#finish();
  }

  cut(): void {
    this.#socket?.terminate();
  }

  async #connect(signal: AbortSignal): Promise<WebSocket> {
    const { url, account } = this.#options;
    const delay = this.#fault("delay");
    if (delay) await sleep(delay.delayMs ?? 1000, signal);
    if (this.#fault("refuse"))
      throw new HandshakeError(31902, "Stream - WebSocket - Connection refused by request");
    const token = this.#fault("forge") ? "forged" : account.authToken;
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      headers: { "user-agent": "Twilio.TmeWs/1.0 (sandbox)", "x-twilio-signature": signatureOf(token, url) },
    });
    const opened = deferred<WebSocket>();
    // All listeners stand before the handshake ends: a server may close in the same packet.
    let isOpen = false;
    socket.on("message", (data: Buffer, isBinary) => this.#receive(data, isBinary));
    socket.on("close", (code) => isOpen && this.#onClose(code));
    socket.on("open", () => {
      isOpen = true;
      opened.resolve(socket);
    });
    socket.on("unexpected-response", (request, response) => {
      request.destroy();
      opened.reject(
        new HandshakeError(31920, `Stream - WebSocket - Handshake Error: status ${response.statusCode}`),
      );
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (isOpen) this.#options.alert(31924, `Stream - WebSocket - Protocol error: ${error.message}`);
      else opened.reject(handshakeError(error));
    });
    try {
      return await untilAborted(opened.promise, signal);
    } catch (error) {
      socket.terminate();
      throw error;
    }
  }

  /** Returns what takes the stream off the line again. */
  #start(): () => void {
    const { line, onDigit, account, callSid, streamSid, customParameters, tell } = this.#options;
    this.#send({ event: "connected", protocol: "Call", version: "1.0.0" });
    this.#send({
      event: "start",
      sequenceNumber: this.#next(),
      streamSid,
      start: {
        streamSid,
        accountSid: account.accountSid,
        callSid,
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters,
      },
    });
    tell("stream-started");
    const cut = this.#fault("cut");
    const timer = cut ? setTimeout(() => this.cut(), cut.afterMs ?? 0) : undefined;
    const stopListening = line.listen((frame) => this.#sendMedia(frame));
    const stopPlaying = line.playFrom({ pull: () => this.#pull() });
    const stopDigits = onDigit((digit) =>
      this.#send({
        event: "dtmf",
        sequenceNumber: this.#next(),
        streamSid,
        dtmf: { track: "inbound_track", digit },
      }),
    );
    return () => {
      clearTimeout(timer);
      stopListening();
      stopPlaying();
      stopDigits();
    };
  }

  #onClose(code: number): void {
    if (!this.#isStopping) {
      // 1006: the connection broke without a closing frame.
      if (code === 1006) this.#options.alert(31903, "Stream - WebSocket - Broken pipe");
      else this.#options.alert(31921, `Stream - WebSocket - Close: the server closed with ${code}`);
    }
    this.#finish();
  }

  #finish(): void {
    this.#isStopping = true;
    if (!this.#hasTold) this.#options.tell("stream-stopped");
    this.#hasTold = true;
    this.#closed.resolve();
  }

  #sendMedia(frame: Uint8Array | null): void {
    this.#ticks += 1;
    this.#chunks += 1;
    if (this.#fault("silent") || this.#lose()) return;
    const { streamSid } = this.#options;
    const message = () => ({
      event: "media",
      sequenceNumber: this.#next(),
      streamSid,
      media: {
        track: "inbound",
        chunk: String(this.#chunks),
        timestamp: String(this.#ticks * FRAME_MS),
        payload: Buffer.from(padFrame(frame)).toString("base64"),
      },
    });
    const copies = this.#fault("flood") ? FLOOD_FRAMES : this.#fault("duplicate") ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.#send(message());
  }

  /** With the fault `drop`, every fifth frame is lost on the way. */
  #lose(): boolean {
    return this.#fault("drop") !== undefined && this.#ticks % 5 === 0;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const { alert, streamSid } = this.#options;
    if (isBinary) return alert(31950, "Stream - Message - Binary message received");
    const message = parseMessage(data.toString("utf8"));
    if (!message.success || message.data.streamSid !== streamSid) {
      if (this.#hasComplained) return;
      this.#hasComplained = true;
      const reason = message.success ? "wrong streamSid" : message.error;
      return alert(31951, `Stream - Protocol - Invalid Message: ${reason}`);
    }
    switch (message.data.event) {
      case "media":
        // The first stands for all of them: fifty a second would bury the rest.
        if (this.#receivedBytes === 0) this.#record("in", message.data);
        return this.#buffer(Buffer.from(message.data.media.payload, "base64"));
      case "mark":
        this.#marks.push({ name: message.data.mark.name, atBytes: this.#receivedBytes });
        return this.#record("in", message.data);
      case "clear":
        this.#record("in", message.data);
        return this.#clear();
    }
  }

  #buffer(audio: Uint8Array): void {
    if (this.#playing.bytes + audio.byteLength > MAX_BUFFERED_BYTES)
      return this.#options.alert(31931, "Stream - Media buffer overflow: more than 10 minutes of audio");
    this.#playing.push(audio);
    this.#receivedBytes += audio.byteLength;
  }

  #clear(): void {
    this.#playing.clear();
    this.#playedBytes = this.#receivedBytes;
    this.#echoMarks();
  }

  /** A frame that is handed out now has been heard at the next beat: its marks go back then. */
  #pull(): Uint8Array | null {
    this.#echoMarks();
    const frame = this.#playing.take(FRAME_BYTES);
    this.#playedBytes += frame?.byteLength ?? 0;
    return frame;
  }

  #echoMarks(): void {
    const { streamSid } = this.#options;
    for (;;) {
      const mark = this.#marks[0];
      if (!mark || mark.atBytes > this.#playedBytes) return;
      this.#marks.shift();
      this.#send({ event: "mark", sequenceNumber: this.#next(), streamSid, mark: { name: mark.name } });
    }
  }

  #send(message: { event: string; [name: string]: unknown }): void {
    const socket = this.#socket;
    if (!socket || socket.readyState !== WebSocket.OPEN) return;
    // A server that does not read loses the call's audio, not this process's memory.
    if (message.event === "media" && socket.bufferedAmount > MAX_UNSENT_BYTES) return;
    socket.send(JSON.stringify(message));
    if (message.event !== "media" || this.#chunks === 1) this.#record("out", message);
  }

  #record(direction: "in" | "out", message: unknown): void {
    this.#options.recorder.record({
      vendor: "twilio",
      kind: "socket",
      direction,
      path: this.#options.url,
      message,
    });
  }

  #next(): string {
    this.#sequence += 1;
    return String(this.#sequence);
  }

  #fault(kind: Fault["kind"]): Fault | undefined {
    return this.#faults.find((fault) => fault.kind === kind);
  }
}
