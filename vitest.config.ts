import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = {
  resolve: {
    tsconfigPaths: true,
    // Throws by design outside a React server; what it guards is guarded by the lint arrows here.
    alias: { "server-only": new URL("node_modules/server-only/empty.js", import.meta.url).pathname },
  },
};
/** A shared machine may stall whoever waits for a socket; `tests/run.mjs` lists what needed a second try, never silent. */
const secondTries = process.env["CI"] ? 1 : 0;
const ignored = ["node_modules/**", ".next/**", "dist/**", ".data/**"];

export default defineConfig({
  ...shared,
  test: {
    // The tests of a whole house wait more than they work: one after the other they would leave the machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          retry: secondTries,
          testTimeout: 20_000,
          include: [
            "{app,components,lib,db,bridge,worker,sandbox,bench}/**/*.test.{ts,tsx}",
            "*.test.ts",
            "tests/support/**/*.test.ts",
          ],
          exclude: ignored,
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          retry: secondTries,
          include: ["tests/db/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/support/database-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          retry: secondTries,
          include: ["tests/integration/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/support/house-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        // What callers hear is measured where nothing else takes the machine's time: a run of its own.
        test: {
          name: "sound",
          retry: secondTries,
          include: ["tests/integration/**/*.sound.ts"],
          exclude: ignored,
          globalSetup: ["tests/support/house-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
