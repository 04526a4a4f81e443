/** The Agents socket as a conversation's line (elevenlabs.md §1, read November 2026; the published AsyncAPI document). */
import type { RawData, WebSocket } from "ws";
import type { Recorder } from "../recorder";
import { parseClientMessage } from "./client-messages";
import type { JsonObject } from "../json";
import { closeReason, type Transport, type TransportListener } from "./transport";

/** Of the caller's audio only this much is kept for inspection: 50 frames a second would bury the rest. */
const RECORDED_AUDIO_EVERY = 250;

export class SocketTransport implements Transport {
  readonly isPinged = true;
  readonly #ws: WebSocket;
  readonly #recorder: Recorder;
  readonly #path: string;
  #isMuted = false;
  #frames = 0;

  constructor(ws: WebSocket, recorder: Recorder, conversationId: string) {
    this.#ws = ws;
    this.#recorder = recorder;
    this.#path = `/v1/convai/conversation#${conversationId}`;
    ws.on("error", () => ws.terminate());
    ws.on("ping", (data) => {
      if (!this.#isMuted && ws.readyState === ws.OPEN) ws.pong(data);
    });
  }

  attach(listener: TransportListener): void {
    this.#ws.on("message", (data, isBinary) => {
      const raw = isBinary ? undefined : parseJson(data);
      const message = parseClientMessage(raw);
      const isFrame = message?.type === "audio" && this.#frames++ % RECORDED_AUDIO_EVERY > 0;
      if (!isFrame) this.#record("in", raw ?? "(not JSON)");
      listener.message(message);
    });
    this.#ws.on("close", (code) => listener.closed(code, `Client disconnected: ${code}`));
  }

  carries(): boolean {
    return true;
  }

  send(message: JsonObject, sent?: (isSent: boolean) => void): void {
    if (this.#isMuted || this.#ws.readyState !== this.#ws.OPEN) {
      sent?.(false);
      return;
    }
    // Audio that nobody asked for is not worth a place among the recordings.
    if (!sent) this.#record("out", message);
    this.#ws.send(JSON.stringify(message), (error) => sent?.(!error));
  }

  /** The client plays what it has got by itself: the vendor closes at once (§1.8). */
  drain(): Promise<void> {
    return Promise.resolve();
  }

  close(code: number, reason: string): void {
    if (!this.#isMuted) this.#ws.close(code, closeReason(reason));
  }

  mute(): void {
    this.#isMuted = true;
  }

  cut(): void {
    this.#ws.terminate();
  }

  #record(direction: "in" | "out", message: unknown): void {
    this.#recorder.record({ vendor: "elevenlabs", kind: "socket", direction, path: this.#path, message });
  }
}

function parseJson(data: RawData): unknown {
  const parts = Array.isArray(data) ? data : [Buffer.isBuffer(data) ? data : Buffer.from(data)];
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}
