/** The page's two phones: one WebSocket each, JSON for what happens, binary frames for sound (µ-law, 8 kHz). */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { padFrame } from "../twilio/audio";
import type { Leg } from "../twilio/leg";
import type { Twilio } from "../twilio/create-twilio";
import type { Handset } from "../twilio/switchboard";

const number = z.string().regex(/^\+[1-9]\d{6,14}$/);
const fromPage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("number"), number }),
  z.strictObject({ type: z.literal("busy"), isBusy: z.boolean() }),
  z.strictObject({ type: z.literal("dial"), to: z.string().min(1) }),
  z.strictObject({ type: z.literal("answer") }),
  z.strictObject({ type: z.literal("reject") }),
  z.strictObject({ type: z.literal("hangup") }),
  z.strictObject({ type: z.literal("digits"), digits: z.string().regex(/^[0-9*#]+$/) }),
  z.strictObject({ type: z.literal("say"), text: z.string().min(1).max(2000) }),
]);
type FromPage = z.infer<typeof fromPage>;

const MAX_PAYLOAD_BYTES = 64 * 1024;
/** A page that does not listen (a background tab) misses sound rather than hearing it late. */
const MAX_UNSENT_BYTES = 64 * 1024;

const MAX_TEXTS = 20;

export class PhoneSockets {
  readonly #twilio: Twilio;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD_BYTES,
    perMessageDeflate: false,
  });

  constructor(twilio: Twilio) {
    this.#twilio = twilio;
  }

  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    const asked = number.safeParse(url.searchParams.get("number"));
    // Another site's page must not pick up these phones.
    const isOwnPage = isSameHost(req.headers.origin, req.headers.host);
    if (!asked.success || !isOwnPage) return void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    this.#server.handleUpgrade(req, socket, head, (page) => new Phone(page, this.#twilio, asked.data));
  }

  close(): void {
    for (const page of this.#server.clients) page.terminate();
    this.#server.close();
  }
}

class Phone {
  readonly #page: WebSocket;
  readonly #twilio: Twilio;
  readonly #handset: Handset;
  #leg: Leg | undefined;
  /** Numbers that ring beside nobody, as the page knows them. */
  #elsewhere: string[] = [];
  #detach: (() => void) | undefined;

  constructor(page: WebSocket, twilio: Twilio, ownNumber: string) {
    this.#page = page;
    this.#twilio = twilio;
    this.#handset = { number: ownNumber, isBusy: false };
    twilio.switchboard.handsets.add(this.#handset);
    const stop = twilio.switchboard.onLeg((leg) => this.#onLeg(leg));
    const stopTexts = twilio.store.texts.onReceived(({ to }) => {
      if (to === this.#handset.number) this.#showTexts();
    });
    page.on("message", (data: Buffer, isBinary) => this.#receive(data, isBinary));
    page.on("error", () => page.terminate());
    page.on("close", () => {
      stop();
      stopTexts();
      twilio.switchboard.handsets.delete(this.#handset);
      this.#detach?.();
    });
    this.#show(twilio.switchboard.findLegAt(ownNumber));
    this.#showTexts();
    this.#showElsewhere();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (isBinary) return this.#leg?.line.sayLive(data);
    try {
      this.#obey(fromPage.parse(JSON.parse(data.toString("utf8"))));
    } catch (error) {
      const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      this.#send({ type: "error", message });
    }
  }

  #obey(wish: FromPage): void {
    const leg = this.#leg;
    switch (wish.type) {
      case "number":
        this.#handset.number = wish.number;
        this.#showTexts();
        this.#showElsewhere();
        return this.#show(this.#twilio.switchboard.findLegAt(wish.number));
      case "busy":
        this.#handset.isBusy = wish.isBusy;
        return;
      case "dial": {
        if (leg && !leg.isEnded) return;
        if (!this.#twilio.call(this.#handset.number, wish.to))
          this.#send({ type: "error", message: `nobody owns ${wish.to}` });
        return;
      }
      case "answer":
      case "reject":
        return leg?.pickup.resolve(wish.type);
      case "hangup":
        return leg && this.#twilio.switchboard.hangUp(leg);
      case "digits":
        return leg?.press(wish.digits);
      case "say":
        return leg?.sayWords(wish.text);
    }
  }

  #onLeg(leg: Leg): void {
    this.#showElsewhere();
    if (leg.personNumber !== this.#handset.number) return;
    if (leg === this.#leg || !this.#leg || this.#leg.isEnded) this.#show(leg);
  }

  #show(leg: Leg | undefined): void {
    if (leg !== this.#leg) {
      this.#detach?.();
      this.#detach = leg?.line.attach((frame) => this.#play(frame));
      this.#leg = leg;
    }
    this.#send({ type: "state", number: this.#handset.number, call: leg ? view(leg) : null });
  }

  /** The SMS that reached this number, the newest first. */
  #showTexts(): void {
    const texts = this.#twilio.store.texts.receivedAt(this.#handset.number).slice(-MAX_TEXTS).toReversed();
    this.#send({ type: "texts", texts: texts.map(({ sid, from, body }) => ({ sid, from, body })) });
  }

  #showElsewhere(): void {
    const numbers = this.#twilio.switchboard.ringingUnattended();
    if (numbers.join() === this.#elsewhere.join()) return;
    this.#elsewhere = numbers;
    this.#send({ type: "elsewhere", numbers });
  }

  #play(frame: Uint8Array | null): void {
    if (frame && this.#page.bufferedAmount < MAX_UNSENT_BYTES) this.#page.send(padFrame(frame));
  }

  #send(message: unknown): void {
    if (this.#page.readyState === this.#page.OPEN) this.#page.send(JSON.stringify(message));
  }
}

function view(leg: Leg): unknown {
  const { record } = leg;
  const isIncoming = record.direction !== "inbound";
  return {
    callSid: record.sid,
    status: record.status,
    isIncoming,
    other: isIncoming ? record.from : record.to,
    answeredAt: record.answeredAt,
    durationSeconds: record.durationSeconds,
    alerts: record.alerts,
    lines: [
      ...record.heard.map((line) => ({ who: "agent", ...line })),
      ...record.said.map((line) => ({ who: "me", ...line })),
    ].sort((one, other) => one.at.localeCompare(other.at)),
  };
}

/** Programs send no origin; a browser always does. */
function isSameHost(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
