// Finds a Chromium for the browser tests, or gets one.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

function find() {
  const { PW_CHROMIUM_PATH, PATH = "" } = process.env;
  if (PW_CHROMIUM_PATH) return PW_CHROMIUM_PATH;
  const onPath = PATH.split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  // Ubuntu's `chromium` is a shell script that only points at the snap store.
  const isBrowser = (file) => fs.existsSync(file) && !isSnapStub(file);
  return [...onPath, ...PLACES, chromium.executablePath()].find(isBrowser);
}

function isSnapStub(file) {
  const head = fs.readFileSync(file, { encoding: "utf8" }).slice(0, 4000);
  return head.startsWith("#!") && head.includes("snap install");
}

/** Answers the path of a browser that starts; throws one line saying what to install. */
export function requireBrowser() {
  const found = find();
  if (found) return found;
  console.log("No Chromium here yet: getting one …");
  const run = (command, ...args) =>
    spawnSync(command, args, {
      stdio: "ignore",
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  const isRoot = process.getuid?.() === 0;
  const isDebian =
    fs.existsSync("/etc/os-release") && /^ID=debian$/m.test(fs.readFileSync("/etc/os-release", "utf8"));
  if (isRoot && isDebian) {
    run("apt-get", "update");
    run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
  }
  if (!find()) {
    run(
      process.execPath,
      "node_modules/@playwright/test/cli.js",
      "install",
      ...(isRoot ? ["--with-deps"] : []),
      "chromium",
    );
  }
  const got = find();
  if (!got)
    throw new Error(
      "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set PW_CHROMIUM_PATH.",
    );
  return got;
}
