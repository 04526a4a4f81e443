/**
 * What a call costs in the bridge, beside a plain JSON relay: `npx tsx bench/bridge.ts [--calls 100] [--seconds 2]
 * [--rounds 10] [--warmup 4] [--profile folder]`.
 *
 * Method. Two servers, the real bridge/server.ts with a media port in memory and plain-relay.ts, which parses and
 * stringifies every message, are bundled alike and run in processes of their own on the same core; the load
 * generator, which plays all Twilio ends and all agents, has another core. Both servers hold N calls all the time;
 * after a warm-up the calls of one and of the other speak in turn, A/B/A/B, while the other's are silent. A call sends
 * a 160-byte frame each 20 ms, as Twilio does; its agent speaks 3.2 s in every 6 s, in chunks of 400 ms with
 * alignment that come four times as fast as they play, with the texts of both sides and a ping every 2 s. The calls
 * do not move in step. The bridge alone does more: it verifies, follows marks, keeps a transcript, watches limits.
 *
 * Measured in each window: CPU time of the whole server process (process.cpuUsage) per call and second; the time of
 * each chunk from its sending to its arrival at the other end, which contains two hops of the loopback and the load
 * generator's own reading, equal for both. Measured once, after the warm-up: heap and buffers in use per call (after a
 * collection, less what was in use after one first call) and the resident memory of the process, before any call and
 * with N; their difference is mostly room that the collector has not given back, so it is not divided by N.
 * "One core carries" is the CPU figure turned round, not a trial: near full load latency gives out first.
 *
 * Every chunk is numbered and compared; one that is lost, changed or overtaken, or a ping without its pong, makes the
 * run void: exit 1. Figures are the median (quartiles) of the rounds; ratios are taken within a round.
 */
import { pinLoad } from "./cores";
import { readFlags } from "./flags";
import { buildMediaServer, MeasuredServer } from "./measured-server";
import type { MediaServerKind } from "./media-contract";
import { PacedLoad } from "./paced-load";
import { printComparison, printMachine } from "./report";
import { percentileOf } from "./statistics";

interface Round {
  cpuMs: number;
  callerP50Ms: number;
  callerP99Ms: number;
  agentP50Ms: number;
  agentP99Ms: number;
  chunks: number;
  loadShare: number;
}

const { numbers: flags, texts } = readFlags({ calls: 100, seconds: 2, rounds: 10, warmup: 4 }, ["profile"]);
const { calls } = flags;
const isPinned = pinLoad();

class Subject {
  readonly rounds: Round[] = [];
  freshMib = 0;
  residentMib = 0;
  inUseKib = 0;
  private readonly load: PacedLoad;
  private readonly server: MeasuredServer;

  private constructor(load: PacedLoad, server: MeasuredServer) {
    this.load = load;
    this.server = server;
  }

  static async start(kind: MediaServerKind): Promise<Subject> {
    const load = await PacedLoad.listen();
    const { agentUrl } = load;
    const server = await MeasuredServer.start(kind, { agentUrl, isPinned, profile: texts.get("profile") });
    return new Subject(load, server);
  }

  async warmUp(): Promise<void> {
    const fresh = await this.server.ask("sample");
    // What the process needs once, whatever the number of calls, is loaded by a first call.
    await this.load.connect(this.server.port, 1);
    await this.load.speak(500);
    await this.load.hangUp();
    const before = await this.server.ask("collect");
    await this.load.connect(this.server.port, calls);
    await this.load.speak(flags.warmup * 1000);
    const after = await this.server.ask("sample");
    const collected = await this.server.ask("collect");
    this.freshMib = fresh.residentBytes / 1024 ** 2;
    this.residentMib = after.residentBytes / 1024 ** 2;
    this.inUseKib = (collected.liveBytes - before.liveBytes) / 1024 / calls;
    this.takeLatencies();
  }

  async measure(): Promise<void> {
    const loadBefore = process.cpuUsage();
    const before = await this.server.ask("sample");
    await this.load.speak(flags.seconds * 1000);
    const after = await this.server.ask("sample");
    const loadCpu = process.cpuUsage(loadBefore);
    const { callerMs, agentMs } = this.takeLatencies();
    const windowMs = after.atMs - before.atMs;
    this.rounds.push({
      cpuMs: (after.cpuMs - before.cpuMs) / (calls * flags.seconds),
      callerP50Ms: percentileOf(callerMs, 50),
      callerP99Ms: percentileOf(callerMs, 99),
      agentP50Ms: percentileOf(agentMs, 50),
      agentP99Ms: percentileOf(agentMs, 99),
      chunks: callerMs.length + agentMs.length,
      loadShare: (loadCpu.user + loadCpu.system) / 1000 / windowMs,
    });
  }

  async stop(): Promise<void> {
    await this.load.hangUp();
    await this.server.stop();
    this.load.close();
  }

  private takeLatencies(): { callerMs: number[]; agentMs: number[] } {
    return {
      callerMs: this.load.takeLatenciesMs("fromCaller"),
      agentMs: this.load.takeLatenciesMs("fromAgent"),
    };
  }
}

// Whatever goes wrong on either end of a call is thrown from a socket's event.
process.on("uncaughtException", (error) => {
  console.error(`Void: ${error.message}`);
  process.exit(1);
});

await buildMediaServer();
printMachine();
console.log(
  `${calls} calls, ${flags.rounds} rounds of ${flags.seconds} s each; ` +
    (isPinned ? "servers on core 0, load on core 1" : "NOT pinned to cores: expect more noise"),
);

const bridge = await Subject.start("bridge");
const plain = await Subject.start("plain");
await bridge.warmUp();
await plain.warmUp();
for (let round = 0; round < flags.rounds; round += 1) {
  await bridge.measure();
  await plain.measure();
}
await bridge.stop();
await plain.stop();

const line = (name: string, figure: (round: Round) => number) => ({
  name,
  candidate: bridge.rounds.map(figure),
  baseline: plain.rounds.map(figure),
});
printComparison(
  ["bridge", "plain relay"],
  [
    line("CPU per call-second, ms", (round) => round.cpuMs),
    line("one core carries, calls", (round) => 1000 / round.cpuMs),
    line("caller to agent p50, ms", (round) => round.callerP50Ms),
    line("caller to agent p99, ms", (round) => round.callerP99Ms),
    line("agent to caller p50, ms", (round) => round.agentP50Ms),
    line("agent to caller p99, ms", (round) => round.agentP99Ms),
    { name: "memory in use per call, KiB", candidate: [bridge.inUseKib], baseline: [plain.inUseKib] },
    { name: "resident, no call yet, MiB", candidate: [bridge.freshMib], baseline: [plain.freshMib] },
    { name: `resident, ${calls} calls, MiB`, candidate: [bridge.residentMib], baseline: [plain.residentMib] },
  ],
);
const all = [...bridge.rounds, ...plain.rounds];
const chunks = all.reduce((sum, round) => sum + round.chunks, 0);
const loadShare = Math.max(...all.map((round) => round.loadShare));
console.log(`All ${chunks} measured chunks arrived, unchanged and in order.`);
console.log(`The load generator was busy ${Math.round(loadShare * 100)} % of its core at most.`);
if (loadShare > 0.85) console.log("Too much: the latencies are its own. Measure with fewer --calls.");
