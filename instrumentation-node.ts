import { env } from "@/env";
import { closeFeeds } from "@/lib/live/feed";
import { serveMetrics } from "@/lib/metrics";

/** What the web process does besides answering. */
export async function start(): Promise<void> {
  // An open event stream would keep a stopping server waiting for its reader.
  process.on("SIGTERM", closeFeeds);
  process.on("SIGINT", closeFeeds);
  if (env.METRICS_PORT) await serveMetrics(env.METRICS_HOST, env.METRICS_PORT);
}
