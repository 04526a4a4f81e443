import { defineConfig } from "vitest/config";

const shared = { resolve: { tsconfigPaths: true } };
const ignored = ["node_modules/**", ".next/**", "dist/**", ".data/**"];

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{app,components,lib,db,bridge,worker,sandbox,bench}/**/*.test.{ts,tsx}", "*.test.ts"],
          exclude: ignored,
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          include: ["tests/db/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/support/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          exclude: ignored,
          globalSetup: ["tests/support/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
