import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { startHouse } from "../support/house.mjs";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "centralita-start-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts and answers what was printed, once it has ended. */
async function startAndEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["start.mjs"], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = collect(child);
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, output: output() };
}

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** What was told to each process that knows of this folder and has `part` on its command line. */
function environmentsOf(folder: string, part: string): string[] {
  const read = (id: string, name: string) => {
    try {
      return readFileSync(path.join("/proc", id, name), "utf8");
    } catch {
      return "";
    }
  };
  return readdirSync("/proc")
    .filter((id) => /^\d+$/.test(id) && read(id, "cmdline").split("\0").includes(part))
    .map((id) => read(id, "environ"))
    .filter((environment) => environment.includes(folder));
}

async function takePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  cleanups.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return String(address.port);
}

async function freePorts(): Promise<Record<string, string>> {
  return {
    PORT: await freePort(),
    BRIDGE_PORT: await freePort(),
    SANDBOX_PORT: await freePort(),
    WORKER_PORT: await freePort(),
  };
}

describe("npm start", () => {
  test("says in one sentence that a port is taken", async () => {
    const taken = await takePort();
    const { code, output } = await startAndEnd({
      ...(await freePorts()),
      BRIDGE_PORT: String(taken),
      CENTRALITA_DATA: newFolder(),
    });
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Port ${taken} (bridge) is in use. Stop what uses it, or choose another: BRIDGE_PORT=… npm start`,
    );
  });

  test("says in one sentence that the database does not answer", async () => {
    const port = await freePort();
    const { code, output } = await startAndEnd({
      ...(await freePorts()),
      DATABASE_URL: `postgres://nobody:secret@127.0.0.1:${port}/none`,
      CENTRALITA_DATA: newFolder(),
    });
    expect(code).toBe(1);
    expect(output.trim()).toBe(`No PostgreSQL answers at 127.0.0.1:${port} (DATABASE_URL).`);
    expect(output).not.toContain("secret");
  });

  test("names the settings that production needs and that are missing", async () => {
    const { code, output } = await startAndEnd({
      ...(await freePorts()),
      PUBLIC_URL: "https://line.example.com",
      CENTRALITA_DATA: newFolder(),
    });
    expect(code).toBe(1);
    expect(output.trim()).toBe("Set AUTH_SECRET, ENCRYPTION_KEYS: see .env.example.");
  });

  test("a wrong password of the database is one sentence, and nothing is left running", async () => {
    const folder = newFolder();
    const server = await startEmbeddedPostgres(folder);
    cleanups.push(() => server.stop());
    const { code, output } = await startAndEnd({
      ...(await freePorts()),
      DATABASE_URL: server.url.replace(/:[^:@]+@/, ":wrong@"),
      CENTRALITA_DATA: newFolder(),
    });
    expect(code).toBe(1);
    expect(output).toContain("The database could not be prepared: password authentication failed");
  });

  test("the second start finds what the first one made, and stopping leaves no process behind", async () => {
    const folder = newFolder();
    const first = await startHouse({ CENTRALITA_DATA: folder });
    expect(first.email).toBe("demo@centralita.example");
    await first.stop();
    for (const url of [first.webUrl, first.sandboxUrl, first.workerUrl]) {
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    }
    const second = await startHouse({ CENTRALITA_DATA: folder });
    cleanups.push(second.stop);
    expect(second.password).toBe(first.password);
    const numbers = (await (await fetch(`${second.sandboxUrl}/control/numbers`)).json()) as {
      numbers: { voiceUrl: string }[];
    };
    expect(numbers.numbers.filter(({ voiceUrl }) => voiceUrl.endsWith("/webhooks/voice"))).toHaveLength(5);
  });

  test.runIf(process.platform === "linux")(
    "the house's secrets reach neither the sandbox nor the database server, and its log is for its owner",
    async () => {
      const folder = newFolder();
      const key = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
      const secrets = { ENCRYPTION_KEYS: key, AUTH_SECRET: "y".repeat(40) };
      const house = await startHouse({ ...secrets, CENTRALITA_DATA: folder });
      cleanups.push(house.stop);
      const knows = (told: string) => Object.values(secrets).filter((secret) => told.includes(secret)).length;
      expect(environmentsOf(folder, "dist/bridge.mjs").map(knows)).toEqual([2]);
      expect(environmentsOf(folder, "dist/sandbox.mjs").map(knows)).toEqual([0]);
      expect(environmentsOf(folder, path.join(folder, "postgres")).map(knows)).toEqual([0]);
      for (const name of ["centralita.log", "postgres.log", "settings.json", "postgres.secret"]) {
        expect(statSync(path.join(folder, name)).mode & 0o077, name).toBe(0);
      }
    },
  );

  test("with a database and an address of its own the same build starts empty, without demo and sandbox", async () => {
    const server = await startEmbeddedPostgres(newFolder());
    cleanups.push(() => server.stop());
    const port = await freePort();
    const house = await startHouse({
      PORT: port,
      DATABASE_URL: server.url,
      PUBLIC_URL: `http://localhost:${port}`,
      AUTH_SECRET: "x".repeat(40),
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      CENTRALITA_DATA: newFolder(),
    });
    cleanups.push(house.stop);
    expect(house.output()).not.toContain("Sign in");
    expect(house.output()).not.toContain("sandbox");
    const answer = await fetch(`http://localhost:${port}/readyz`);
    expect(await answer.json()).toEqual({ success: true, data: { database: "ok" } });
  });

  test.runIf(process.getuid?.() === 0)("an ordinary user can start it as well as root", async () => {
    const folder = newFolder();
    const [uid, gid] = [65_534, 65_534];
    chownSync(folder, uid, gid);
    const child = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        'const { startEmbeddedPostgres: start } = await import("./db/embedded.mjs"); const s = await start(process.argv[1]); console.log("ready"); await s.stop();',
        folder,
      ],
      { uid, gid, env: { ...process.env, HOME: folder }, stdio: ["ignore", "pipe", "pipe"] },
    );
    const output = collect(child);
    await once(child, "exit");
    expect(output()).toContain("ready");
  });
});
