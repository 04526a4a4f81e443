// A whole house for tests: the same command a stranger types, on free ports and in a folder of its own.
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = net.createServer();
      return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * @param {Record<string, string>} [settings] further environment of the house
 * @returns {Promise<{ webUrl: string, bridgeUrl: string, sandboxUrl: string, workerUrl: string, dataFolder: string,
 *   email: string, password: string, output: () => string, stop: () => Promise<void> }>}
 */
export async function startHouse(settings = {}) {
  const dataFolder = settings.CENTRALITA_DATA ?? fs.mkdtempSync(path.join(os.tmpdir(), "centralita-test-"));
  const [web, bridge, sandbox, worker] = await freePorts(4);
  const child = spawn(process.execPath, ["start.mjs"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: String(web),
      BRIDGE_PORT: String(bridge),
      SANDBOX_PORT: String(sandbox),
      WORKER_PORT: String(worker),
      CENTRALITA_DATA: dataFolder,
      // Every test makes a business of its own.
      SIGN_UPS_PER_QUARTER_HOUR: "1000000",
      ...settings,
    },
  });
  let output = "";
  const gone = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve, reject) => {
    const collect = (chunk) => {
      output += chunk;
      if (output.includes("Ctrl-C stops everything.")) resolve();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
  const [, email, password] = /Sign in\s+(\S+)\s+(\S+)/.exec(output) ?? [];
  return {
    webUrl: `http://localhost:${web}`,
    bridgeUrl: `ws://localhost:${bridge}`,
    sandboxUrl: `http://localhost:${sandbox}`,
    workerUrl: `http://localhost:${worker}`,
    dataFolder,
    email,
    password,
    output: () => output,
    async stop() {
      child.kill("SIGTERM");
      await gone;
      if (!settings.CENTRALITA_DATA) fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
