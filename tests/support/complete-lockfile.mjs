// Run after changing dependencies. npm leaves out of the lock file what this machine cannot install (the binaries of other platforms),
// and `npm ci` then fails elsewhere: here they are added, without integrity, for the registry to supply.
import { execFileSync } from "node:child_process";
import fs from "node:fs";

const FILE = "package-lock.json";
const lock = JSON.parse(fs.readFileSync(FILE, "utf8"));
const { packages } = lock;

/** Optional dependencies that no entry stands for, as [name, wanted version]. */
export function missingOptional(entries) {
  const names = new Set(
    Object.keys(entries).map((at) => at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length)),
  );
  const wanted = Object.values(entries).flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}));
  return [...new Map(wanted.filter(([name]) => !names.has(name)))];
}

/** What the registry says of the package; undefined where this machine's registry does not carry it. */
function published(name, range) {
  try {
    const fields = ["version", "os", "cpu", "libc"];
    const answer = JSON.parse(
      execFileSync("npm", ["view", `${name}@${range}`, ...fields, "--json"], {
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
    const { version, os, cpu, libc } = Array.isArray(answer) ? answer.at(-1) : answer;
    const list = (value) => (value === undefined ? undefined : [value].flat());
    return { version, cpu: list(cpu), libc: list(libc), os: list(os) };
  } catch {
    return undefined;
  }
}

/** Such packages carry their platform in their name. */
function named(name, range) {
  const words = name.split(/[/-]/);
  const one = (...known) => {
    const found = known.filter((word) => words.includes(word));
    return found.length > 0 ? found : undefined;
  };
  const os = one(
    "darwin",
    "linux",
    "win32",
    "android",
    "freebsd",
    "openbsd",
    "netbsd",
    "sunos",
    "aix",
    "openharmony",
  );
  const cpu = one(
    "x64",
    "arm64",
    "ia32",
    "arm",
    "ppc64",
    "s390x",
    "riscv64",
    "loong64",
    "mips64el",
    "wasm32",
  );
  const shortened = words.includes("gnueabihf") || words.includes("musleabihf") ? ["arm"] : undefined;
  const windows = words.includes("windows") ? ["win32"] : undefined;
  return { version: range.replace(/^[\^~]/, ""), cpu: cpu ?? shortened, os: os ?? windows };
}

if (process.argv[1]?.endsWith("complete-lockfile.mjs")) {
  for (const [name, range] of missingOptional(packages)) {
    packages[`node_modules/${name}`] = { ...(published(name, range) ?? named(name, range)), optional: true };
    console.log(`added ${name}@${range}`);
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  fs.writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
