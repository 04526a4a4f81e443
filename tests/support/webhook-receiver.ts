import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { until } from "./until";

const told = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  replayOf: z.uuid().optional(),
  data: z.record(z.string(), z.unknown()),
});

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it arrived. */
  text: string;
  body: z.output<typeof told>;
}

type Answering = (response: ServerResponse, received: Received) => void;

/** Of a business's own system: keeps what it is told, and answers as a test wants. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  answering: Answering = (response) => response.writeHead(204).end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      request.on("end", () => {
        const { url: path = "", headers } = request;
        const received = { path, headers, text, body: told.parse(JSON.parse(text)) };
        this.received.push(received);
        this.answering(response, received);
      });
    });
  }

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((ready) => receiver.#server.listen(0, "127.0.0.1", ready));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The n-th request, from one on. */
  untilReceived(count: number): Promise<Received> {
    return until(`webhook number ${count}`, () => this.received[count - 1]);
  }
}

/**
 * Our own reading of Standard Webhooks 1.0.0 ("Verifying webhook authenticity"), which shares nothing with what signs. Throws what is wrong.
 */
export function verifyWebhook({ headers, text }: Received, secret: string): void {
  const [id, sentAt, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => {
    const value = headers[name];
    if (typeof value !== "string" || value === "") throw new Error(`no header ${name}`);
    return value;
  });
  if (!/^\d{10}$/.test(sentAt ?? "")) throw new Error(`not seconds: ${sentAt}`);
  if (Math.abs(Date.now() / 1000 - Number(sentAt)) > 300) throw new Error("older than five minutes");
  if (id?.includes(".")) throw new Error("a full stop in the id");
  const encoded = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret)?.[1];
  if (encoded === undefined) throw new Error("not a secret");
  const mac = createHmac("sha256", Buffer.from(encoded, "base64"));
  mac.update(Buffer.concat([Buffer.from(`${id}.${sentAt}.`), Buffer.from(text)]));
  const expected = Buffer.from(`v1,${mac.digest("base64")}`);
  const fits = (signatures ?? "").split(" ").some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!fits) throw new Error("no signature fits");
}
