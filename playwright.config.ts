import path from "node:path";
import { defineConfig } from "@playwright/test";

const executablePath = process.env["PW_CHROMIUM_PATH"];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/house-setup.ts",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A shared machine may stall a browser; a second try is reported as flaky, never silent.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"]],
  use: {
    locale: "es-ES",
    timezoneId: "Europe/Madrid",
    trace: "retain-on-failure",
    launchOptions: {
      // Unset: the browser Playwright installed for itself.
      ...(executablePath ? { executablePath } : {}),
      // Chromium's own sandbox refuses to run for root.
      chromiumSandbox: !isRoot,
      args: [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--autoplay-policy=no-user-gesture-required",
        // A microphone into which somebody speaks, for whoever is allowed to listen to it.
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-audio-capture=${path.resolve("tests/fixtures/microphone.wav")}`,
      ],
    },
  },
  projects: [{ name: "wide", use: { browserName: "chromium", viewport: { width: 1440, height: 900 } } }],
});
