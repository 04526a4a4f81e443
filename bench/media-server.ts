/** The measured process: `node media-server.mjs bridge|plain|hold <agent's address>`, asked for figures over IPC. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createBridge } from "@/bridge/server";
import type { AgentSession, ClaimOutcome, Hold, MediaPort, StreamCall } from "@/lib/media/port";
import type { ToolResult } from "@/lib/tools/tool";
import { ACCOUNT_SID, AUTH_TOKEN, CALL_SID, PUBLIC_URL, questionSchema, type Sample } from "./media-contract";
import { createPlainRelay } from "./plain-relay";

/** A house without a database: it knows every call and forgets what is written. */
class InMemoryMedia implements MediaPort {
  private readonly agentUrl: (callId: string) => string;
  private readonly hold: Hold | undefined;

  constructor(agentUrl: (callId: string) => string, hold: Hold | undefined) {
    this.agentUrl = agentUrl;
    this.hold = hold;
  }

  findStream(callId: string): Promise<StreamCall> {
    return Promise.resolve({
      tenantId: "bench",
      callId,
      twilioAccountSid: ACCOUNT_SID,
      twilioAuthToken: AUTH_TOKEN,
      twilioCallSid: CALL_SID,
      maxDurationSeconds: 3600,
    });
  }

  claimToken(): Promise<ClaimOutcome> {
    return Promise.resolve("claimed");
  }

  openAgent(call: StreamCall): Promise<AgentSession> {
    return Promise.resolve({ signedUrl: this.agentUrl(call.callId), init: {} });
  }

  executeTool(): Promise<ToolResult> {
    return Promise.resolve({ result: "", isError: false });
  }

  hearCaller(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  write(): Promise<void> {
    return Promise.resolve();
  }

  heartbeat(): Promise<void> {
    return Promise.resolve();
  }

  findHold(): Promise<Hold | undefined> {
    return Promise.resolve(this.hold);
  }

  onHold(): () => void {
    return () => {};
  }

  onHangUp(): () => void {
    return () => {};
  }
}

/** Half a minute of music in which no two samples are alike for long. */
const HOLD: Hold = {
  transferId: "bench",
  phase: "waiting",
  music: Buffer.from(Array.from({ length: 240_000 }, (_, at) => (at * 97) & 0xff)),
  briefing: "",
};

const [kind, agentAddress = ""] = process.argv.slice(2);

function agentUrl(callId: string): string {
  return `${agentAddress}/${callId}`;
}

async function listen(): Promise<number> {
  if (kind === "plain") {
    const relay = createPlainRelay(agentUrl).listen(0, "127.0.0.1");
    await once(relay, "listening");
    return (relay.address() as AddressInfo).port;
  }
  const bridge = createBridge({
    media: new InMemoryMedia(agentUrl, kind === "hold" ? HOLD : undefined),
    // What the bridge warns of would make the measurement void, so it must be seen.
    log: pino({ level: "warn" }, pino.destination(2)),
    host: "127.0.0.1",
    port: 0,
    publicUrl: PUBLIC_URL,
    maxCalls: 10_000,
    drainMs: 0,
  });
  await bridge.listen();
  return bridge.port;
}

function sample(): Sample {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    atMs: performance.now(),
    cpuMs: (user + system) / 1000,
    residentBytes: rss,
    // `external` contains the array buffers.
    liveBytes: heapUsed + external,
  };
}

process.on("message", (question) => {
  if (questionSchema.parse(question) === "collect") globalThis.gc?.();
  process.send?.(sample());
});
// With --cpu-prof the profile is written on a regular exit.
process.on("disconnect", () => process.exit(0));

process.send?.({ port: await listen() });
