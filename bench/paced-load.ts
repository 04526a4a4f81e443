import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { randomSounds } from "./paced-audio";
import { CHUNK_MS, PacedCall } from "./paced-call";

const BYTES_PER_MS = 8;
const CONNECT_AT_ONCE = 10;
const ARRIVAL_MS = 10_000;

/** The world around one measured server: all Twilio ends, all agents, one clock. */
export class PacedLoad {
  private calls: PacedCall[] = [];
  private readonly agents: WebSocketServer;
  private readonly sounds = {
    caller: randomSounds(20 * BYTES_PER_MS),
    agent: randomSounds(CHUNK_MS * BYTES_PER_MS),
  };

  private readonly isAgentSilent: boolean;

  private constructor(agents: WebSocketServer, isAgentSilent: boolean) {
    this.agents = agents;
    this.isAgentSilent = isAgentSilent;
    agents.on("connection", (socket, request) => {
      const callId = request.url?.slice(1);
      this.calls.find((call) => call.callId === callId)?.agentConnected(socket);
    });
  }

  static async listen(isAgentSilent = false): Promise<PacedLoad> {
    const agents = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
    await once(agents, "listening");
    return new PacedLoad(agents, isAgentSilent);
  }

  get agentUrl(): string {
    return `ws://127.0.0.1:${(this.agents.address() as AddressInfo).port}`;
  }

  async connect(port: number, count: number): Promise<void> {
    this.calls = Array.from({ length: count }, () => new PacedCall(this.sounds, this.isAgentSilent));
    for (let from = 0; from < count; from += CONNECT_AT_ONCE) {
      const batch = this.calls.slice(from, from + CONNECT_AT_ONCE);
      await Promise.all(batch.map((call) => call.connect(port)));
    }
  }

  /** Lets both sides of every call speak; resolves when all of it has arrived, and throws when it does not. */
  async speak(durationMs: number): Promise<void> {
    const startsAtMs = performance.now();
    for (const [index, call] of this.calls.entries()) call.begin(startsAtMs, index / this.calls.length);
    await new Promise<void>((resolve) => {
      const ticker = setInterval(() => {
        const nowMs = performance.now();
        for (const call of this.calls) call.tick(nowMs);
        if (nowMs < startsAtMs + durationMs) return;
        clearInterval(ticker);
        resolve();
      }, 1);
    });
    const deadlineMs = performance.now() + ARRIVAL_MS;
    while (!this.calls.every((call) => call.isComplete)) {
      if (performance.now() > deadlineMs) throw new Error("not everything that was sent has arrived");
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  takeLatenciesMs(direction: "fromCaller" | "fromAgent"): number[] {
    return this.calls.flatMap((call) => call[direction].takeLatenciesMs());
  }

  async hangUp(): Promise<void> {
    await Promise.all(this.calls.map((call) => call.close()));
    this.calls = [];
  }

  close(): void {
    this.agents.close();
  }
}
