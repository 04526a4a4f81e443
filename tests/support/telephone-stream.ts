import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import { z } from "zod";
import { speak } from "@/sandbox/speech";
import type { Business } from "./tenant";
import { postWebhook, twilioSignature, voiceFields } from "./telephone-webhook";
import { until } from "./until";

/** 20 ms of µ-law. */
const FRAME_BYTES = 160;

/** What our TwiML told Twilio about the stream of one call. */
export interface StreamTicket {
  callId: string;
  callSid: string;
  url: string;
  token: string;
  from: string;
}

const message = z.looseObject({
  event: z.string(),
  streamSid: z.string().optional(),
  media: z.object({ payload: z.string() }).optional(),
  mark: z.object({ name: z.string() }).optional(),
});

/** Lets a call come in that no telephone carries, and reads where its audio is wanted. */
export async function askForStream(business: Business): Promise<StreamTicket> {
  const fields = voiceFields(business);
  const { status, text } = await postWebhook(business, "/webhooks/voice", fields);
  const url = /<Stream[^>]* url="([^"]+)"/.exec(text)?.[1];
  const token = /<Parameter name="token" value="([^"]+)"/.exec(text)?.[1];
  const callId = /<Parameter name="call_id" value="([^"]+)"/.exec(text)?.[1];
  if (status !== 200 || !url || !token || !callId)
    throw new Error(`no stream in the answer: ${status} ${text}`);
  return { callId, callSid: fields["CallSid"] ?? "", url, token, from: fields["From"] ?? "" };
}

/** The vendor's end of Media Streams in the hands of a test: it may say what Twilio never would. */
export class StreamPeer {
  readonly socket: WebSocket;
  readonly streamSid = `MZ${randomBytes(16).toString("hex")}`;
  readonly received: z.output<typeof message>[] = [];
  closeCode: number | undefined;
  #sequence = 0;
  #frames = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      const said = message.parse(JSON.parse(data.toString("utf8")));
      this.received.push(said);
      // Played at once: the marks go straight back.
      if (said.event === "mark") this.send({ event: "mark", mark: said.mark });
    });
    socket.on("close", (code) => (this.closeCode = code));
  }

  /** The open stream, or the HTTP status of the refusal. */
  static async connect(url: string, authToken: string | null): Promise<StreamPeer | number> {
    const signature = authToken === null ? {} : { "x-twilio-signature": twilioSignature(authToken, url) };
    const socket = new WebSocket(url, { perMessageDeflate: false, headers: signature });
    const peer = new StreamPeer(socket);
    return new Promise((resolve, reject) => {
      socket.once("open", () => resolve(peer));
      socket.once("unexpected-response", (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      socket.once("error", reject);
    });
  }

  static async open(url: string, authToken: string): Promise<StreamPeer> {
    const peer = await StreamPeer.connect(url, authToken);
    if (typeof peer === "number") throw new Error(`the bridge answered ${peer}`);
    return peer;
  }

  send(fields: Record<string, unknown>): void {
    this.#sequence += 1;
    this.socket.send(
      JSON.stringify({ ...fields, sequenceNumber: String(this.#sequence), streamSid: this.streamSid }),
    );
  }

  start(business: Business, ticket: Pick<StreamTicket, "callSid" | "callId" | "token">): void {
    this.socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    this.send({
      event: "start",
      start: {
        streamSid: this.streamSid,
        accountSid: business.accountSid,
        callSid: ticket.callSid,
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: { call_id: ticket.callId, token: ticket.token },
      },
    });
  }

  /** The caller speaks these words, and then is quiet for a second. */
  say(text: string): void {
    const sound = Buffer.concat([speak(text), Buffer.alloc(8000, 0xff)]);
    for (let from = 0; from < sound.length; from += FRAME_BYTES) {
      this.#frames += 1;
      this.send({
        event: "media",
        media: {
          track: "inbound",
          chunk: String(this.#frames),
          timestamp: String(this.#frames * 20),
          payload: sound.subarray(from, from + FRAME_BYTES).toString("base64"),
        },
      });
    }
  }

  /** Audio of the agent so far. */
  get audio(): Buffer {
    return Buffer.concat(this.received.map(({ media }) => Buffer.from(media?.payload ?? "", "base64")));
  }

  untilAudio(): Promise<boolean> {
    return until("audio of the agent", () => this.audio.length > 4000);
  }

  untilClosed(): Promise<number> {
    return until("the bridge closes the stream", () => this.closeCode);
  }

  async stop(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close(1000);
    await once(this.socket, "close");
  }
}
