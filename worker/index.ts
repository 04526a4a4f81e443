import { createServer } from "node:http";
import { closeDatabase, openDatabase, pingDatabase } from "@/db/client";
import { env } from "@/env";
import { analyseCalls } from "@/lib/analysis/work-on-analyses";
import { watchCalls } from "@/lib/calls/watch-calls";
import { runImports } from "@/lib/imports/run-imports";
import { keepWatching } from "@/lib/jobs/keep-watching";
import { startJobs } from "@/lib/jobs/run-jobs";
import { probeServices } from "@/lib/line/probe-services";
import { log } from "@/lib/log";
import { sendDueNotices } from "@/lib/messages/send-notices";
import { writeDownMessages } from "@/lib/messages/work-on-words";
import { serveMetrics } from "@/lib/metrics";
import { keepDelivering } from "@/lib/outgoing/deliver-webhooks";
import { sweepTransfers } from "@/lib/transfers/sweep-transfers";
import { fetchRecordings } from "@/lib/recordings/fetch-recordings";
import { removeVendorCopies } from "@/lib/recordings/remove-vendor-copies";

/** The job process: sweeps and whatever else happens without anybody waiting for it. */
async function main(): Promise<void> {
  openDatabase(env.DATABASE_URL, 4);
  await pingDatabase();
  const stopJobs = await startJobs(env.DATABASE_URL);
  const stopWatching = keepWatching("watch", watchCalls);
  const stopImports = keepWatching("imports", runImports);
  const stopDelivering = keepDelivering();
  const stopTransfers = keepWatching("transfers", sweepTransfers);
  const stopFetching = keepWatching("recordings", fetchRecordings);
  const stopRemoving = keepWatching("removals", removeVendorCopies);
  const stopWriting = keepWatching("messages", writeDownMessages);
  const stopAnalysing = keepWatching("analyses", analyseCalls);
  const stopNotices = keepWatching("notices", sendDueNotices);
  const stopProbing = keepWatching("line", probeServices);
  if (env.METRICS_PORT) await serveMetrics(env.METRICS_HOST, env.METRICS_PORT);

  const health = createServer((request, response) => {
    const answer = (status: number, text: string) =>
      response.writeHead(status, { "Content-Type": "text/plain" }).end(text);
    if (request.url === "/healthz") answer(200, "ok");
    else if (request.url === "/readyz") {
      pingDatabase().then(
        () => answer(200, "ok"),
        () => answer(503, "database"),
      );
    } else answer(404, "not found");
  });
  await new Promise<void>((resolve, reject) => {
    health.once("error", reject);
    health.listen(env.WORKER_PORT, env.WORKER_HOST, resolve);
  });
  log.info({ part: "worker", port: env.WORKER_PORT }, "ready");

  const stop = async () => {
    health.close();
    await Promise.all([
      stopJobs(),
      stopWatching(),
      stopImports(),
      stopDelivering(),
      stopTransfers(),
      stopFetching(),
      stopRemoving(),
      stopWriting(),
      stopAnalysing(),
      stopNotices(),
      stopProbing(),
    ]);
    await closeDatabase();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}

main().catch((error: unknown) => {
  log.fatal({ part: "worker", err: error }, "could not start");
  process.exit(1);
});
