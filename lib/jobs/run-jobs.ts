import { type ConstructorOptions, PgBoss } from "pg-boss";
import { deleteExpired } from "@/db/queries/unscoped";
import { deleteOldReplySounds } from "@/db/queries/unscoped-calls";
import { wakeAnalyses } from "@/lib/analysis/wake-analyses";
import { fetchPrices } from "@/lib/calls/fetch-prices";
import { fetchReports } from "@/lib/calls/fetch-reports";
import { sweepCalls } from "@/lib/calls/sweep-calls";
import { checkAll } from "@/lib/health/check-all";
import { deleteOldImportFiles } from "@/lib/imports/delete-old-files";
import { expectServices } from "@/lib/line/probe-services";
import { log } from "@/lib/log";
import { tellOverdue } from "@/lib/messages/overdue";
import { finishWords } from "@/lib/messages/work-on-words";
import { deleteOldRecordings } from "@/lib/recordings/delete-recording";

/** A call without a sign of life for so long is asked about. */
const QUIET_SECONDS = 60;
/** The report of a conversation comes within seconds of its end, or not by itself. */
const UNREPORTED_SECONDS = 90;

/** Nobody calls for longer, and Twilio fetches what it plays at once. */
const REPLY_SOUND_HOURS = 24;

/**
 * A worker that dies takes its run with it: without a heartbeat the queue would be shut until the run expires. The next run is the retry.
 */
const TURN = { heartbeatSeconds: 60, expireInSeconds: 6 * 3600, retryLimit: 0 };

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
  {
    name: "fetch-reports",
    schedule: "* * * * *",
    async run() {
      const asked = await fetchReports(UNREPORTED_SECONDS);
      if (asked > 0) log.info({ asked }, "reports of conversations asked for");
    },
  },
  {
    name: "tell-overdue",
    schedule: "* * * * *",
    async run() {
      const told = await tellOverdue();
      if (told > 0) log.info({ told }, "overdue messages told");
    },
  },
  {
    name: "finish-words",
    schedule: "* * * * *",
    async run() {
      const finished = await finishWords();
      if (finished > 0) log.info({ finished }, "late texts and summaries of messages");
    },
  },
  {
    name: "wake-analyses",
    schedule: "*/5 * * * *",
    async run() {
      const woken = await wakeAnalyses();
      if (woken > 0) log.info({ woken }, "calls to be analysed that had no language model");
    },
  },
  {
    name: "fetch-prices",
    schedule: "*/5 * * * *",
    async run() {
      const priced = await fetchPrices();
      if (priced > 0) log.info({ priced }, "calls priced");
    },
  },
  {
    // Where there are too many businesses for a quarter of an hour, each is looked at less often.
    name: "check-health",
    schedule: "*/15 * * * *",
    run: checkAll,
  },
  { name: "expect-services", schedule: "* * * * *", run: expectServices },
  { name: "delete-expired", schedule: "17 * * * *", run: deleteExpired },
  {
    name: "delete-reply-sounds",
    schedule: "47 * * * *",
    async run() {
      const deleted = await deleteOldReplySounds(REPLY_SOUND_HOURS);
      if (deleted > 0) log.info({ deleted }, "sounds of replies deleted");
    },
  },
  {
    name: "delete-recordings",
    schedule: "27 * * * *",
    async run() {
      const deleted = await deleteOldRecordings();
      if (deleted > 0) log.info({ deleted }, "old recordings deleted");
    },
  },
  {
    name: "delete-import-files",
    schedule: "37 * * * *",
    async run() {
      const deleted = await deleteOldImportFiles();
      if (deleted > 0) log.info({ deleted }, "files of imports deleted");
    },
  },
];

async function openQueues(options: ConstructorOptions): Promise<PgBoss> {
  const boss = new PgBoss(options);
  boss.on("error", (error) => log.warn({ err: error }, "job queue"));
  await boss.start();
  // A run that takes longer than its period is not joined by a second one.
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
    await boss.schedule(job.name, job.schedule, {}, { tz: "UTC", ...TURN });
  }
  return () => boss.stop({ graceful: true, timeout: 5000 });
}
