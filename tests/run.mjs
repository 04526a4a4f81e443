// All tests with one command; `node tests/run.mjs unit|db|integration|sound|e2e` runs one kind. The last line counts.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const KINDS = ["unit", "db", "integration", "sound", "e2e"];
const wanted = process.argv.slice(2);
const kinds = wanted.length === 0 ? KINDS : KINDS.filter((kind) => wanted.includes(kind));
const results = fs.mkdtempSync(path.join(os.tmpdir(), "centralita-results-"));
let passed = 0;
let failed = 0;
/** Said again at the end: who reads only the last lines of a log sees what failed. */
const faults = [];

function run(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function read(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

/** A run that fails without a failed test (a file that does not load, a house that does not start) counts as one. */
function count(code, ok, bad) {
  passed += ok;
  failed += code !== 0 && bad === 0 ? 1 : bad;
}

async function vitest(kind) {
  const file = path.join(results, `${kind}.json`);
  const code = await run([
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    kind,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const result = read(file);
  for (const { name, assertionResults, message } of result?.testResults ?? []) {
    const place = path.relative(process.cwd(), name);
    // A test that passed in the end keeps what it said before.
    const troubled = assertionResults.filter(({ failureMessages }) => failureMessages.length > 0);
    for (const { fullName, status, failureMessages } of troubled)
      note(
        status === "failed" ? "FAILED" : "SECOND TRY",
        `${place} › ${fullName}`,
        failureMessages.join("\n"),
      );
    if (troubled.length === 0 && message !== "") note("FAILED", place, message);
  }
  count(code, result?.numPassedTests ?? 0, result?.numFailedTests ?? 0);
}

function note(verdict, title, message) {
  faults.push(`${verdict} ${title}\n${indent(message)}`);
}

/** What a test said of its failure, without the colours and the depths of the stack. */
function indent(message) {
  const lines = stripVTControlCharacters(message).split("\n");
  return lines
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join("\n");
}

async function playwright() {
  const { requireBrowser } = await import("./support/browser.mjs");
  let browser;
  try {
    browser = requireBrowser();
  } catch (error) {
    console.error(error.message);
    return count(1, 0, 0);
  }
  const file = path.join(results, "e2e.json");
  const code = await run(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
    PW_CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = read(file);
  for (const suite of report?.suites ?? []) noteSpecs(suite);
  const stats = report?.stats;
  return count(code, (stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0);
}

function noteSpecs({ suites = [], specs = [] }) {
  for (const { file, title, ok, tests } of specs) {
    const errors = tests.flatMap(({ results: runs }) => runs.flatMap((run) => run.errors ?? []));
    if (errors.length > 0)
      note(
        ok ? "SECOND TRY" : "FAILED",
        `tests/e2e/${file} › ${title}`,
        errors.map(({ message }) => message).join("\n"),
      );
  }
  for (const suite of suites) noteSpecs(suite);
}

const needsBuild = kinds.some((kind) => ["integration", "sound", "e2e"].includes(kind));
if (needsBuild && (await run(["start.mjs", "build"])) !== 0) count(1, 0, 0);
else {
  for (const kind of kinds) await (kind === "e2e" ? playwright() : vitest(kind));
}
fs.rmSync(results, { recursive: true, force: true });
if (faults.length > 0) console.log(`\n${faults.join("\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
