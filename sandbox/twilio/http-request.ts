/** One HTTP exchange under the vendor's limits: twilio.md §2.2 (size) and §2.6 (connect and read timeouts). */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export interface Outgoing {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string | undefined;
  connectTimeoutMs: number;
  readTimeoutMs: number;
  maxBytes: number;
  /** Hangs up as soon as the request is out. */
  isCut: boolean;
  signal: AbortSignal;
}

export type Outcome =
  | { kind: "answer"; status: number; headers: IncomingMessage["headers"]; body: Buffer }
  | { kind: "connect"; message: string }
  | { kind: "read"; message: string }
  | { kind: "too-large" };

// A connection of its own for each request: a kept one that has gone stale would look like a fault of the receiver.
const agents = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

export function exchange(outgoing: Outgoing): Promise<Outcome> {
  return new Promise((resolve) => {
    let phase: "connect" | "read" = "connect";
    let timer: NodeJS.Timeout | undefined;
    const url = new URL(outgoing.url);
    const isHttps = url.protocol === "https:";
    const { method, headers, signal } = outgoing;
    const request = (isHttps ? httpsRequest : httpRequest)(url, {
      method,
      headers,
      signal,
      agent: isHttps ? agents.https : agents.http,
    });
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
      if (outcome.kind !== "answer") request.destroy();
    };
    const fail = (message: string) => finish({ kind: phase, message });
    const expect = (timeoutMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(
        () => fail(`no ${phase === "connect" ? "connection" : "answer"} in ${timeoutMs} ms`),
        timeoutMs,
      );
    };
    expect(outgoing.connectTimeoutMs);
    request.on("socket", (socket) => {
      socket.once(isHttps ? "secureConnect" : "connect", () => {
        phase = "read";
        expect(outgoing.readTimeoutMs);
      });
    });
    request.on("error", (error) => fail(error.message));
    request.on("finish", () => {
      if (outgoing.isCut) fail("cut by request");
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        expect(outgoing.readTimeoutMs);
        bytes += chunk.byteLength;
        if (bytes > outgoing.maxBytes) finish({ kind: "too-large" });
        else chunks.push(chunk);
      });
      response.on("error", (error) => fail(error.message));
      response.on("end", () =>
        finish({
          kind: "answer",
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.end(outgoing.body);
  });
}
