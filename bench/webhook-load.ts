import { createHmac, randomBytes } from "node:crypto";
import { Agent, type IncomingMessage, request } from "node:http";

export interface Target {
  method: "GET" | "POST";
  url: string;
  /** A new request each time: headers and body, made before the clock starts. */
  prepare(): { headers: Record<string, string>; body: string };
  /** Throws when the answer is not the one that was to be measured. */
  verify(status: number, body: string): void;
}

/** Requests over `connections` kept-alive connections, each sending its next one as soon as the last is answered. */
export class ClosedLoop {
  private readonly agent: Agent;
  private readonly connections: number;

  constructor(connections: number) {
    this.connections = connections;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async run(target: Target, durationMs: number): Promise<{ latenciesMs: number[]; perSecond: number }> {
    const latenciesMs: number[] = [];
    const startedAtMs = performance.now();
    const isOver = () => performance.now() - startedAtMs >= durationMs;
    const client = async () => {
      while (!isOver()) latenciesMs.push(await this.ask(target));
    };
    await Promise.all(Array.from({ length: this.connections }, client));
    return { latenciesMs, perSecond: (latenciesMs.length * 1000) / (performance.now() - startedAtMs) };
  }

  close(): void {
    this.agent.destroy();
  }

  private async ask(target: Target): Promise<number> {
    const { method, url } = target;
    const { headers, body } = target.prepare();
    const startedAtMs = performance.now();
    const { agent } = this;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(url, { method, agent, headers }, resolve).on("error", reject).end(body);
    });
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
    const latencyMs = performance.now() - startedAtMs;
    target.verify(response.statusCode ?? 0, text);
    return latencyMs;
  }
}

/** The handler that does nothing but answer. */
export function emptyTarget(webUrl: string): Target {
  return {
    method: "GET",
    url: `${webUrl}/healthz`,
    prepare: () => ({ headers: {}, body: "" }),
    verify(status, body) {
      if (status !== 200) throw new Error(`/healthz answered ${status}: ${body}`);
    },
  };
}

/** Twilio's question about an inbound call (twilio.md §1.1, §2.1), signed, each time about another call. */
export class VoiceTarget implements Target {
  readonly method = "POST";
  readonly url: string;
  private readonly account: { accountSid: string; authToken: string };
  private readonly toNumber: string;
  private readonly callIds = new Set<string>();
  private asked = 0;

  constructor(webUrl: string, account: { accountSid: string; authToken: string }, toNumber: string) {
    this.url = `${webUrl}/webhooks/voice`;
    this.account = account;
    this.toNumber = toNumber;
  }

  prepare(): { headers: Record<string, string>; body: string } {
    this.asked += 1;
    const fields: Record<string, string> = {
      AccountSid: this.account.accountSid,
      ApiVersion: "2010-04-01",
      CallSid: `CA${randomBytes(16).toString("hex")}`,
      CallStatus: "ringing",
      Called: this.toNumber,
      Caller: "+34600000001",
      Direction: "inbound",
      From: "+34600000001",
      FromCountry: "ES",
      To: this.toNumber,
      ToCountry: "ES",
    };
    const signed = Object.keys(fields)
      .toSorted()
      .reduce((text, name) => text + name + (fields[name] ?? ""), this.url);
    const body = new URLSearchParams(fields).toString();
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
      "x-twilio-signature": createHmac("sha1", this.account.authToken).update(signed).digest("base64"),
    };
    return { headers, body };
  }

  verify(status: number, body: string): void {
    const callId = /<Stream[^>]* url="[^"]*\/ws\/media-stream\/([^"]+)"/.exec(body)?.[1];
    if (status !== 200 || callId === undefined)
      throw new Error(`/webhooks/voice answered ${status}: ${body}`);
    this.callIds.add(callId);
  }

  /** How many calls were made; throws when two questions were given the same one. */
  countCalls(): number {
    if (this.callIds.size !== this.asked) throw new Error("two telephone calls became one");
    return this.asked;
  }
}

/** ElevenLabs' question while a telephone rings (elevenlabs.md §3), each time about another call. */
export class PersonalizationTarget implements Target {
  readonly method = "POST";
  readonly url: string;
  private readonly key: string;
  private readonly agentId: string;
  private readonly calledNumber: string;

  constructor(
    webUrl: string,
    { key, agentId, calledNumber }: { key: string; agentId: string; calledNumber: string },
  ) {
    this.url = `${webUrl}/webhooks/elevenlabs/conversation-initiation`;
    this.key = key;
    this.agentId = agentId;
    this.calledNumber = calledNumber;
  }

  prepare(): { headers: Record<string, string>; body: string } {
    const body = JSON.stringify({
      caller_id: "+34600000001",
      agent_id: this.agentId,
      called_number: this.calledNumber,
      call_sid: `CA${randomBytes(16).toString("hex")}`,
    });
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "x-centralita-key": this.key,
    };
    return { headers, body };
  }

  verify(status: number, body: string): void {
    const isWhole =
      body.includes('"type":"conversation_initiation_client_data"') && body.includes('"call_id":"');
    if (status !== 200 || !isWhole || body.includes('"call_id":""'))
      throw new Error(`personalization answered ${status}: ${body}`);
  }
}
