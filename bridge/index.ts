import { env } from "@/env";
import { log } from "@/lib/log";
import { createMediaPort } from "@/lib/media/media-port";
import { createBridge } from "./server";

const media = await createMediaPort(env.DATABASE_URL);
const bridge = createBridge({
  media,
  log,
  host: env.BRIDGE_HOST,
  port: env.BRIDGE_PORT,
  metrics: env.METRICS_PORT === undefined ? undefined : { host: env.METRICS_HOST, port: env.METRICS_PORT },
  publicUrl: env.BRIDGE_PUBLIC_URL,
  maxCalls: env.BRIDGE_MAX_CALLS,
  maxCallsPerTenant: env.BRIDGE_MAX_CALLS_PER_TENANT,
  drainMs: env.DRAIN_SECONDS * 1000,
});

let signals = 0;

/** The first signal lets calls finish up to the deadline; a second one hands them over at once. */
function shutDown(): void {
  signals += 1;
  if (signals > 2) process.exit(1);
  const work = signals === 1 ? bridge.drain().then(() => bridge.close()) : bridge.close();
  work
    .then(() => media.close())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "bridge did not shut down cleanly");
        process.exit(1);
      },
    );
}

process.on("SIGTERM", shutDown);
process.on("SIGINT", shutDown);
await bridge.listen();
log.info({ part: "bridge", port: bridge.port }, "ready");
