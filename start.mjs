// One command runs the house: `npm start`. `npm run start:web|bridge|worker|sandbox` run one part each.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));
process.chdir(root);
if (fs.existsSync(".env")) process.loadEnvFile(".env");

const bin = (name) => path.join("node_modules", name);
const NEXT = bin("next/dist/bin/next");
const TSX = bin("tsx/dist/cli.mjs");
// A part whose supervisor has vanished goes too: its standard input ends.
const WATCH = `data:text/javascript,${encodeURIComponent(
  "if(process.env.CENTRALITA_SUPERVISED){process.stdin.on('end',()=>process.exit(1));process.stdin.resume();process.stdin.unref?.()}",
)}`;
const ENTRIES = {
  bridge: "bridge/index.ts",
  worker: "worker/index.ts",
  setup: "worker/setup.ts",
  sandbox: "sandbox/index.ts",
};

const HOUSE_SECRETS = [
  "DATABASE_URL",
  "AUTH_SECRET",
  "NEXTAUTH_SECRET",
  "ENCRYPTION_KEYS",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "OPENAI_API_KEY",
];

/** Ends with one sentence a person can act on. */
class Trouble extends Error {}

const [mode = "all"] = process.argv.slice(2);
const isDev = mode === "--dev";

try {
  if (mode === "build") await build();
  else if (mode === "all" || isDev) await runAll();
  else if (mode in ENTRIES || mode === "web") runPart(mode);
  else throw new Trouble(`Unknown part "${mode}": web, bridge, worker, sandbox or nothing for all of them.`);
} catch (error) {
  console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
  process.exit(1);
}

// --- building ---------------------------------------------------------------------------------------------------------------------

/** What the build is made of; tests do not count. */
function sourceHash() {
  const hash = createHash("sha256");
  const visit = (at) => {
    for (const entry of fs
      .readdirSync(at, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory()) visit(file);
      else if (!/\.test\.tsx?$/.test(file)) hash.update(file).update(fs.readFileSync(file));
    }
  };
  for (const folder of ["app", "components", "lib", "db", "bridge", "worker", "sandbox"]) visit(folder);
  for (const file of [
    "env.ts",
    "instrumentation.ts",
    "instrumentation-node.ts",
    "proxy.ts",
    "next.config.mjs",
    "package-lock.json",
    "postcss.config.mjs",
    "tsconfig.json",
  ]) {
    hash.update(fs.readFileSync(file));
  }
  hash.update(process.env.BRIDGE_INTERNAL_URL ?? "");
  return hash.digest("hex");
}

async function build() {
  const stamp = path.join("dist", "built-from");
  const hash = sourceHash();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash && fs.existsSync(".next/BUILD_ID"))
    return;
  console.log("Building (about a minute, only when the source has changed) …");
  fs.rmSync(stamp, { force: true });
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: Object.entries(ENTRIES).map(([out, source]) => ({ in: source, out })),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  const result = await finish(
    spawn(process.execPath, [NEXT, "build"], {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    }),
  );
  if (result.code !== 0) throw new Trouble(`The build failed:\n${result.output}`);
  fs.writeFileSync(stamp, hash);
}

function finish(child) {
  return new Promise((resolve) => {
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => resolve({ code, output }));
  });
}

// --- parts ------------------------------------------------------------------------------------------------------------------------

function commandOf(part, settings) {
  const flags = ["--import", WATCH, "--enable-source-maps"];
  if (part === "web") {
    const port = settings.PORT ?? "3000";
    return [
      ...flags,
      NEXT,
      isDev ? "dev" : "start",
      "-p",
      port,
      ...(settings.HOST ? ["-H", settings.HOST] : []),
    ];
  }
  return isDev
    ? ["--import", WATCH, TSX, "watch", "--clear-screen=false", ENTRIES[part]]
    : [...flags, `dist/${part}.mjs`];
}

/** Settings of the parts that their code reads under another name. */
function complete(settings) {
  const node = isDev ? "development" : "production";
  return {
    NODE_ENV: node,
    NEXT_TELEMETRY_DISABLED: "1",
    ...settings,
    ...(settings.PUBLIC_URL ? { NEXTAUTH_URL: settings.PUBLIC_URL } : {}),
    ...(settings.AUTH_SECRET ? { NEXTAUTH_SECRET: settings.AUTH_SECRET } : {}),
  };
}

/** The stand-ins of the vendors are told as little of the house as the vendors are. */
function settingsOf(part, settings) {
  const all = complete(settings);
  if (part === "sandbox") for (const name of HOUSE_SECRETS) delete all[name];
  return all;
}

/** Each part has its own: the one that is set, and those that follow it. */
function metricsPort(part, settings) {
  if (!settings.METRICS_PORT) return {};
  return {
    METRICS_PORT: String(
      Number(settings.METRICS_PORT) + ["web", "bridge", "worker", "sandbox"].indexOf(part),
    ),
  };
}

function requireSettings(settings, names) {
  const missing = names.filter((name) => !settings[name]);
  if (missing.length > 0) throw new Trouble(`Set ${missing.join(", ")}: see .env.example.`);
}

function runPart(part) {
  if (part !== "sandbox")
    requireSettings(process.env, ["DATABASE_URL", "PUBLIC_URL", "AUTH_SECRET", "ENCRYPTION_KEYS"]);
  if (!fs.existsSync("dist/built-from")) throw new Trouble("Nothing is built yet: run npm run build first.");
  const child = spawn(process.execPath, commandOf(part, process.env), {
    stdio: "inherit",
    env: settingsOf(part, process.env),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill("SIGTERM"));
  child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGTERM" ? 0 : 1)));
}

// --- the whole house --------------------------------------------------------------------------------------------------------------

/** Secrets and accounts of the demo: made once, kept beside the database they belong to. */
function demoSettings(folder) {
  const file = path.join(folder, "settings.json");
  const hex = (bytes) => randomBytes(bytes).toString("hex");
  const openai = { apiKey: `sk-${hex(24)}` };
  // A demo of an earlier version has no such key yet; nothing is sealed with it.
  if (fs.existsSync(file)) return { openai, ...JSON.parse(fs.readFileSync(file, "utf8")) };
  const words = ["sol", "nube", "faro", "lino", "menta", "roble", "brisa", "perla", "trigo", "cobre"];
  const word = () => words[randomBytes(1)[0] % words.length];
  const business = (key, numbers) => ({
    key,
    twilio: { accountSid: `AC${hex(16)}`, authToken: hex(16) },
    elevenlabs: { apiKey: `sk_${hex(24)}`, webhookSecret: `wsec_${hex(24)}` },
    numbers: numbers.map(([phoneNumber, friendlyName]) => ({
      sid: `PN${hex(16)}`,
      phoneNumber,
      friendlyName,
    })),
  });
  const settings = {
    authSecret: randomBytes(32).toString("base64url"),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    password: `${word()}-${word()}-${1000 + (randomBytes(2).readUInt16BE() % 9000)}`,
    openai,
    businesses: [
      business("clinic", [
        ["+34910000001", "Clínica Sol · recepción"],
        ["+34910000002", "Clínica Sol · English"],
        ["+34910000003", "Clínica Sol · libre"],
      ]),
      business("salon", [
        ["+576010000001", "Salón Magnolia"],
        ["+576010000002", "Salón Magnolia · libre"],
      ]),
    ],
  };
  fs.writeFileSync(file, JSON.stringify(settings, null, 2), { mode: 0o600 });
  return settings;
}

/** The same accounts as the stand-ins of the vendors know them. */
function sandboxWorld(demo, publicUrl) {
  return {
    twilio: {
      accounts: demo.businesses.map(({ key, twilio, numbers }) => ({
        ...twilio,
        friendlyName: key,
        type: "Full",
        status: "active",
        numbers,
      })),
    },
    elevenlabs: {
      workspaces: demo.businesses.map(({ key, elevenlabs }) => ({
        apiKey: elevenlabs.apiKey,
        name: key,
        webhook: {
          id: `webhook_${key}`,
          url: `${publicUrl}/api/webhooks/elevenlabs`,
          secret: elevenlabs.webhookSecret,
        },
        agents: [],
        phoneNumbers: [],
      })),
    },
    openai: { apiKeys: [demo.openai.apiKey] },
  };
}

function requireFreePort(port, name, setting) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Trouble(
              `Port ${port} (${name}) is in use. Stop what uses it, or choose another: ${setting}=… npm start`,
            )
          : error,
      ),
    );
    probe.listen(Number(port), () => probe.close(() => resolve()));
  });
}

function requireAnswer(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port || 5432), timeout: 5000 });
    const fail = () =>
      reject(new Trouble(`No PostgreSQL answers at ${hostname}:${port || 5432} (DATABASE_URL).`));
    socket.once("connect", () => resolve(socket.destroy()));
    socket.once("error", fail);
    socket.once("timeout", fail);
  });
}

async function runAll() {
  const data = path.resolve(process.env.CENTRALITA_DATA ?? ".data");
  fs.mkdirSync(data, { recursive: true });
  const settings = { ...process.env };
  const port = settings.PORT ?? "3000";
  const bridgePort = settings.BRIDGE_PORT ?? "3001";
  const sandboxPort = settings.SANDBOX_PORT ?? "3002";
  const workerPort = settings.WORKER_PORT ?? "3003";
  const isDemo = !settings.PUBLIC_URL;
  if (!isDemo) requireSettings(settings, ["AUTH_SECRET", "ENCRYPTION_KEYS"]);

  await requireFreePort(port, "web", "PORT");
  await requireFreePort(bridgePort, "bridge", "BRIDGE_PORT");
  await requireFreePort(workerPort, "worker", "WORKER_PORT");
  if (isDemo) await requireFreePort(sandboxPort, "sandbox", "SANDBOX_PORT");
  if (settings.DATABASE_URL) await requireAnswer(settings.DATABASE_URL);
  if (!isDev) await build();

  const children = [];
  let database;
  let stopping;
  const stop = (code) => {
    stopping ??= (async () => {
      const drainMs = Number(settings.DRAIN_SECONDS ?? 120) * 1000 + 8000;
      for (const child of children) child.kill("SIGTERM");
      const gone = Promise.all(
        children.map(
          (child) => child.exitCode ?? child.signalCode ?? new Promise((done) => child.once("exit", done)),
        ),
      );
      const timer = setTimeout(() => children.forEach((child) => child.kill("SIGKILL")), drainMs);
      await gone;
      clearTimeout(timer);
      await database?.stop();
      process.exit(code);
    })();
    return stopping;
  };
  let interrupts = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupts += 1;
      if (interrupts === 1) console.log("\nStopping …");
      else children.forEach((child) => child.kill("SIGTERM"));
      void stop(0);
    });
  }

  settings.STORAGE_URL ??= `file:${path.join(data, "storage")}`;
  if (!settings.DATABASE_URL) {
    const { startEmbeddedPostgres } = await import("./db/embedded.mjs");
    try {
      database = await startEmbeddedPostgres(data);
    } catch (error) {
      throw new Trouble(error.message);
    }
    settings.DATABASE_URL = database.url;
  }

  let demo;
  let demoFile;
  if (isDemo) {
    demo = demoSettings(data);
    const worldFile = path.join(data, "world.json");
    demoFile = path.join(data, "demo.json");
    settings.PUBLIC_URL = `http://localhost:${port}`;
    settings.BRIDGE_PUBLIC_URL ??= `ws://localhost:${bridgePort}`;
    settings.AUTH_SECRET ??= demo.authSecret;
    settings.ENCRYPTION_KEYS ??= demo.encryptionKeys;
    settings.TWILIO_API_URL =
      settings.ELEVENLABS_API_URL =
      settings.OPENAI_API_URL =
      settings.SANDBOX_URL =
        `http://localhost:${sandboxPort}`;
    settings.OPENAI_API_KEY = demo.openai.apiKey;
    settings.SANDBOX_WORLD = worldFile;
    settings.SANDBOX_STATE = path.join(data, "sandbox.json");
    settings.SANDBOX_PORT = sandboxPort;
    settings.DRAIN_SECONDS ??= "2";
    // A receiver on this machine can be tried.
    settings.WEBHOOK_ALLOW_PRIVATE ??= "true";
    settings.LOG_LEVEL ??= "warn";
    fs.writeFileSync(worldFile, JSON.stringify(sandboxWorld(demo, settings.PUBLIC_URL), null, 2), {
      mode: 0o600,
    });
    const { password, businesses } = demo;
    fs.writeFileSync(demoFile, JSON.stringify({ password, businesses }, null, 2), { mode: 0o600 });
  }

  const log = fs.createWriteStream(path.join(data, "centralita.log"), { flags: "a", mode: 0o600 });
  const start = (part) => {
    const child = spawn(process.execPath, commandOf(part, settings), {
      stdio: ["pipe", "pipe", "pipe"],
      // A group of its own: Ctrl-C reaches this process, which stops the parts in order.
      detached: process.platform !== "win32",
      env: { ...settingsOf(part, settings), ...metricsPort(part, settings), CENTRALITA_SUPERVISED: "1" },
    });
    let last = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        last = (last + chunk).slice(-4000);
        const text = chunk.replace(/^(?=.)/gm, `${part.padEnd(7)} │ `);
        log.write(text);
        if (isDev || !isDemo || part !== "web") process.stdout.write(text);
      });
    }
    child.once("exit", (code) => {
      if (stopping) return;
      console.error(
        `\nThe ${part} part stopped (exit ${code}). Its last words:\n${last.trim().split("\n").slice(-6).join("\n")}\n`,
      );
      void stop(1);
    });
    children.push(child);
    return child;
  };

  try {
    if (isDemo) {
      start("sandbox");
      await untilReady(`http://localhost:${sandboxPort}/readyz`, () => stopping);
    }
    const setup = isDev ? [TSX, ENTRIES.setup] : ["--enable-source-maps", "dist/setup.mjs"];
    const filling = spawn(process.execPath, [...setup, ...(demoFile ? [demoFile] : [])], {
      env: complete(settings),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { code, output } = await finish(filling);
    if (code !== 0)
      throw new Trouble(`The database could not be prepared: ${output.trim().split("\n").at(-1)}`);
    for (const part of ["web", "bridge", "worker"]) start(part);
    await Promise.all([
      untilReady(`http://localhost:${port}/readyz`, () => stopping),
      untilReady(`http://localhost:${bridgePort}/readyz`, () => stopping),
      untilReady(`http://localhost:${workerPort}/readyz`, () => stopping),
    ]);
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
    await stop(1);
    return;
  }
  if (stopping) return;

  console.log(`\n  Centralita   ${settings.PUBLIC_URL}`);
  if (demo) {
    console.log(`  Sign in      demo@centralita.example   ${demo.password}`);
    console.log(`  Phones       ${settings.SANDBOX_URL}/phones`);
  }
  console.log(`  Log          ${path.join(data, "centralita.log")}`);
  console.log("  Ctrl-C stops everything.\n");
}

async function untilReady(url, isStopping) {
  for (let waitedMs = 0; waitedMs < 90_000 && !isStopping(); waitedMs += 100) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!isStopping()) throw new Trouble(`${url} did not become ready in 90 seconds; the log says more.`);
}
