/** The line between a conversation and whoever talks in it; the conversation does not know which kind it is. */
import type { ClientMessage } from "./client-messages";
import type { JsonObject } from "../json";

export interface TransportListener {
  /** Undefined for what is no message of the protocol. */
  message(message: ClientMessage | undefined): void;
  /** The other side is gone. */
  closed(code: number, terminationReason: string): void;
}

export interface Transport {
  /** True when silence of the other side has to be found out by pings (elevenlabs.md §1.6). */
  readonly isPinged: boolean;
  attach(listener: TransportListener): void;
  /** Whether messages of this type ever reach the other side. */
  carries(type: string): boolean;
  send(message: JsonObject, sent?: (isSent: boolean) => void): void;
  /** Resolves when all that was sent has been heard, or nobody listens any more. */
  drain(): Promise<void>;
  close(code: number, reason: string): void;
  /** From now on the vendor is there and says nothing. */
  mute(): void;
  /** Breaks the connection without a goodbye. */
  cut(): void;
}

/** A close frame takes 123 bytes of reason. */
const MAX_REASON_BYTES = 120;

export function closeReason(message: string): string {
  const bytes = Buffer.from(message).subarray(0, MAX_REASON_BYTES);
  return bytes.toString("utf8").replace(/\uFFFD+$/, "");
}
