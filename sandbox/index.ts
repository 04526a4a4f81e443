/** Entry of the sandbox process. */
import { startSandbox } from "./server";
import { readSettings } from "./settings";
import { readWorld } from "./world";

const settings = readSettings();
const sandbox = await startSandbox({
  port: settings.port,
  host: settings.host,
  world: await readWorld(settings.worldPath),
  statePath: settings.statePath,
  publicUrl: settings.publicUrl,
});
log("sandbox ready", { url: sandbox.url, phones: `${sandbox.url}/phones` });

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void sandbox.close().then(() => {
      log("sandbox stopped", { signal });
      process.exitCode = 0;
    });
  });

/** One JSON line per event, in the shape of the other processes' logs. */
function log(message: string, details: Record<string, unknown>): void {
  process.stdout.write(
    `${JSON.stringify({ level: 30, time: Date.now(), name: "sandbox", ...details, msg: message })}\n`,
  );
}
