/** Starts the stand-in on a port of its own, for its unit tests. */
import { createServer } from "node:http";
import { WebSocket } from "ws";
import { Faults } from "../faults";
import { Recorder } from "../recorder";
import { worldSchema } from "../world";
import { createElevenLabs } from "./elevenlabs";
import { isObject, type JsonObject } from "../json";
import type { Timing } from "./timing";

export const API_KEY = "sk_sandbox_0123456789";
export const WEBHOOK_SECRET = "wsec_sandbox";

export interface FixtureOptions {
  agent?: JsonObject;
  timing?: Partial<Timing>;
  webhookUrl?: string;
  restored?: unknown;
}

export async function startElevenLabs({ agent, timing, webhookUrl, restored }: FixtureOptions = {}) {
  const world = worldSchema.parse({
    twilio: {
      accounts: [{ accountSid: `AC${"1".repeat(32)}`, authToken: "twilio_token", friendlyName: "Sol" }],
    },
    elevenlabs: {
      workspaces: [
        {
          apiKey: API_KEY,
          name: "Clínica Sol",
          ...(webhookUrl === undefined
            ? {}
            : { webhook: { id: "wh_1", url: webhookUrl, secret: WEBHOOK_SECRET } }),
          agents: [
            {
              agent_id: "agent_1",
              name: "Recepción",
              language: "es",
              first_message: "Hola {{nombre}}, le llamo para confirmar su cita.",
              prompt: "Horario: de 9 a 20.",
              ...agent,
            },
          ],
        },
      ],
    },
  });
  const [faults, recorder] = [new Faults(), new Recorder()];
  let baseUrl = "";
  const fast = { thinkMs: 5, pingMs: 40, analysisMs: 5, speedup: 50, retryScale: 0.0001, ...timing };
  const vendor = createElevenLabs({
    world,
    baseUrl: () => baseUrl,
    faults,
    recorder,
    timing: fast,
    onChange: () => {},
    ...(restored === undefined ? {} : { restored }),
  });
  const server = createServer((req, res) => void vendor.handle(req, res, new URL(req.url ?? "/", baseUrl)));
  server.on("upgrade", (req, socket, head) =>
    vendor.upgrade(req, socket, head, new URL(req.url ?? "/", baseUrl)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  async function ask(method: string, path: string, body?: unknown, key = API_KEY) {
    const answer = await fetch(baseUrl + path, {
      method,
      headers: { ...(key === "" ? {} : { "xi-api-key": key }), "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type") === "application/json";
    const json: unknown = isJson && text !== "" ? JSON.parse(text) : undefined;
    return { status: answer.status, json: isObject(json) ? json : { items: json }, headers: answer.headers };
  }

  async function openSigned(query = "agent_id=agent_1"): Promise<Client> {
    const { json } = await ask("GET", `/v1/convai/conversation/get-signed-url?${query}`);
    return new Client(String(json["signed_url"]));
  }

  async function close(): Promise<void> {
    await vendor.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { vendor, faults, recorder, ask, openSigned, close, baseUrl };
}

/** A client of the Agents socket that answers pings and lets tests wait for what comes. */
export class Client {
  readonly ws: WebSocket;
  readonly messages: JsonObject[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  answersPings = true;
  #waiting: (() => void)[] = [];

  constructor(url: string) {
    this.ws = new WebSocket(url);
    this.closed = new Promise((resolve) => {
      this.ws.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.ws.on("error", () => {});
    this.ws.on("message", (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      if (!isObject(message)) return;
      this.messages.push(message);
      const ping = message["ping_event"];
      if (isObject(ping) && this.answersPings) this.send({ type: "pong", event_id: ping["event_id"] });
      for (const check of this.#waiting.splice(0)) check();
    });
  }

  send(message: unknown): void {
    this.ws.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  async start(initiation: JsonObject = { dynamic_variables: { nombre: "Ana" } }): Promise<void> {
    if (this.ws.readyState !== WebSocket.OPEN) {
      await new Promise((resolve, reject) => this.ws.once("open", resolve).once("error", reject));
    }
    this.send({ type: "conversation_initiation_client_data", ...initiation });
  }

  sendAudio(audio: Uint8Array): void {
    for (let at = 0; at < audio.length; at += 160) {
      this.send({ user_audio_chunk: Buffer.from(audio.subarray(at, at + 160)).toString("base64") });
    }
  }

  /** The payload of the n-th message of the type, now or when it comes. */
  async get(type: string, index = 0): Promise<JsonObject> {
    for (;;) {
      const found = this.of(type)[index];
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  of(type: string): JsonObject[] {
    return this.messages
      .filter((message) => message["type"] === type)
      .map((message) => Object.values(message).find(isObject) ?? {});
  }
}
