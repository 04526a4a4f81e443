import { type ConstructorOptions, PgBoss } from "pg-boss";
import { deleteExpired } from "@/db/queries/unscoped";
import { sweepCalls } from "@/lib/calls/sweep-calls";
import { log } from "@/lib/log";

/** A call without a sign of life for so long is asked about. */
const QUIET_SECONDS = 60;

interface Job {
  name: string;
  /** Cron, in UTC. */
  schedule: string;
  run(): Promise<void>;
}

const JOBS: Job[] = [
  {
    name: "sweep-calls",
    schedule: "* * * * *",
    async run() {
      const closed = await sweepCalls(QUIET_SECONDS);
      if (closed > 0) log.info({ closed }, "calls closed by the sweep");
    },
  },
  { name: "delete-expired", schedule: "17 * * * *", run: deleteExpired },
];

async function openQueues(options: ConstructorOptions): Promise<PgBoss> {
  const boss = new PgBoss(options);
  boss.on("error", (error) => log.warn({ err: error }, "job queue"));
  await boss.start();
  // A sweep that takes longer than a minute is not joined by a second one.
  for (const job of JOBS) await boss.createQueue(job.name, { policy: "exclusive" });
  return boss;
}

/** Makes the queue's own schema and the queues; several processes may do so at once. */
export async function createQueues(databaseUrl: string): Promise<void> {
  const boss = await openQueues({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false });
  await boss.stop({ graceful: false });
}

/** Works through the jobs until the returned function is called. */
export async function startJobs(databaseUrl: string): Promise<() => Promise<void>> {
  const boss = await openQueues({ connectionString: databaseUrl, max: 3 });
  for (const job of JOBS) {
    await boss.work(job.name, () => job.run());
    await boss.schedule(job.name, job.schedule, {}, { tz: "UTC" });
  }
  return () => boss.stop({ graceful: true, timeout: 5000 });
}
