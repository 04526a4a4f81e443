import { vi } from "vitest";

const TEST_SETTINGS = {
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  PUBLIC_URL: "https://app.example.com",
  AUTH_SECRET: "a secret of the tests, thirty-two characters long",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
} as const;

/** Settings for code under test that reads `env`; call it before the first such code runs. */
export function stubSettings(settings: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries({ ...TEST_SETTINGS, ...settings })) vi.stubEnv(name, value);
}
