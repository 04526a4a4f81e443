import { WebSocket } from "ws";
import { mediaFrame, mediaOpening, spliceMediaPayload } from "./codec";
import { Heartbeat } from "./heartbeat";
import type { EndReason } from "@/lib/media/port";
import type { Limits, Timings } from "./timings";
import { readTwilioMessage, type TwilioStart } from "./twilio-messages";

export interface TwilioHandlers {
  onStart(start: TwilioStart): void;
  /** The caller's audio as base64 bytes. */
  onMedia(payload: Buffer): void;
  onMark(name: string): void;
  onDtmf(digit: string, sequenceNumber: string): void;
  /** The stream cannot go on. */
  onEnd(reason: EndReason, detail: string): void;
}

/** Twilio takes text frames only (error 31950). */
const AS_TEXT = { binary: false };

/** Twilio's end of a media stream. Messages have exactly the documented keys: a further one is error 31951. */
export class TwilioSocket {
  private readonly socket: WebSocket;
  private readonly handlers: TwilioHandlers;
  private readonly heartbeat: Heartbeat;
  private readonly maxBufferedBytes: number;
  private readonly closeHandshakeMs: number;
  private opening = mediaOpening("");
  private streamSid = "";
  private isMuted = false;

  constructor(socket: WebSocket, options: { timings: Timings; limits: Limits }, handlers: TwilioHandlers) {
    this.socket = socket;
    this.handlers = handlers;
    this.maxBufferedBytes = options.limits.twilioBufferedBytes;
    this.closeHandshakeMs = options.timings.closeHandshakeMs;
    this.heartbeat = new Heartbeat(socket, {
      pingMs: options.timings.pingMs,
      silentMs: options.timings.twilioSilentMs,
      onSilent: () => this.end("twilio_lost", "no frame and no pong"),
    });
    // Without `fragments` and `arraybuffer` types, ws gives one Buffer per message.
    socket.on("message", (data: Buffer, isBinary) => this.receive(data, isBinary));
    socket.on("close", (code) => this.end("twilio_lost", `closed with ${code} and no stop`));
    socket.on("error", (error) => {
      // ws names what breaks the WebSocket protocol or our size limit this way.
      const isBreach = "code" in error && String(error.code).startsWith("WS_ERR_");
      this.end(isBreach ? "twilio_protocol" : "twilio_lost", error.message);
    });
  }

  begin(streamSid: string): void {
    this.streamSid = streamSid;
    this.opening = mediaOpening(streamSid);
  }

  audio(payload: Buffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(mediaFrame(this.opening, payload), AS_TEXT);
    if (this.socket.bufferedAmount > this.maxBufferedBytes) this.end("twilio_slow", "send buffer is full");
  }

  /** Comes back when all audio before it was played. */
  mark(name: string): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ event: "mark", streamSid: this.streamSid, mark: { name } }));
  }

  clear(): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ event: "clear", streamSid: this.streamSid }));
  }

  /** From now on nothing that arrives is reported. */
  mute(): void {
    this.isMuted = true;
    this.heartbeat.stop();
  }

  close(): void {
    this.mute();
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close(1000);
    const timer = setTimeout(() => this.socket.terminate(), this.closeHandshakeMs).unref();
    this.socket.once("close", () => clearTimeout(timer));
  }

  private end(reason: EndReason, detail: string): void {
    if (this.isMuted) return;
    this.mute();
    this.handlers.onEnd(reason, detail);
  }

  private receive(frame: Buffer, isBinary: boolean): void {
    if (this.isMuted) return;
    this.heartbeat.seen();
    const payload = isBinary ? undefined : spliceMediaPayload(frame);
    if (payload) this.handlers.onMedia(payload);
    else this.receiveOther(frame, isBinary);
  }

  private receiveOther(frame: Buffer, isBinary: boolean): void {
    if (isBinary) return this.end("twilio_protocol", "binary frame");
    const message = readTwilioMessage(frame.toString("utf8"));
    switch (message.type) {
      case "started":
        return this.handlers.onStart(message.start);
      case "media":
        return this.handlers.onMedia(message.payload);
      case "mark":
        return this.handlers.onMark(message.name);
      case "dtmf":
        return this.handlers.onDtmf(message.digit, message.sequenceNumber);
      case "stopped":
        return this.end("caller_hung_up", "stop");
      case "unreadable":
        return this.end("twilio_protocol", message.detail);
      case "ignored":
        return;
    }
  }
}
