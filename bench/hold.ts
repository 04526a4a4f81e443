/**
 * What a caller on hold costs in the bridge, beside one who talks with the agent: `npx tsx bench/hold.ts [--calls 100] [--seconds 2]
 * [--rounds 10] [--warmup 2]`.
 *
 * Method as in bench/bridge.ts, with two real bridges in processes of their own on the same core. The callers of both send a 160-byte frame
 * each 20 ms, which goes to the agent. In one the agents speak and are spliced; in the other they are silent, every caller waits for
 * somebody, and the bridge itself makes, mixes and paces fifty frames a second for each. Both hold their calls all the time, but only one
 * is measured at a time: while the other is, its callers are silent, though the music of those who wait goes on and takes
 * its share of the core, not of the CPU time of the other process.
 */
import { pinLoad } from "./cores";
import { readFlags } from "./flags";
import { buildMediaServer, MeasuredServer } from "./measured-server";
import { PacedLoad } from "./paced-load";
import { printComparison, printMachine } from "./report";

const { numbers: flags } = readFlags({ calls: 100, seconds: 2, rounds: 10, warmup: 2 });
const { calls } = flags;
const isPinned = pinLoad();

class Subject {
  readonly cpuMs: number[] = [];
  private readonly load: PacedLoad;
  private readonly server: MeasuredServer;

  private constructor(load: PacedLoad, server: MeasuredServer) {
    this.load = load;
    this.server = server;
  }

  static async start(kind: "bridge" | "hold"): Promise<Subject> {
    const load = await PacedLoad.listen(kind === "hold");
    const server = await MeasuredServer.start(kind, {
      agentUrl: load.agentUrl,
      isPinned,
      profile: undefined,
    });
    await load.connect(server.port, calls);
    await load.speak(flags.warmup * 1000);
    return new Subject(load, server);
  }

  /** CPU time of the whole process per call and second. */
  async measure(): Promise<void> {
    const before = await this.server.ask("sample");
    await this.load.speak(flags.seconds * 1000);
    const after = await this.server.ask("sample");
    this.cpuMs.push((after.cpuMs - before.cpuMs) / (calls * ((after.atMs - before.atMs) / 1000)));
  }

  async stop(): Promise<void> {
    await this.load.hangUp();
    await this.server.stop();
    this.load.close();
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
  `${calls} calls each, ${flags.rounds} rounds of ${flags.seconds} s each; ` +
    (isPinned ? "servers on core 0, load on core 1" : "NOT pinned to cores: expect more noise"),
);
const holding = await Subject.start("hold");
const talking = await Subject.start("bridge");
for (let round = 0; round < flags.rounds; round += 1) {
  await holding.measure();
  await talking.measure();
}
await holding.stop();
await talking.stop();
const carries = (cpuMs: number) => 1000 / cpuMs;
printComparison(
  ["on hold", "talking"],
  [
    { name: "CPU per call-second, ms", candidate: holding.cpuMs, baseline: talking.cpuMs },
    {
      name: "one core carries, calls",
      candidate: holding.cpuMs.map(carries),
      baseline: talking.cpuMs.map(carries),
    },
  ],
);
