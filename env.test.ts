import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const GOOD = {
  DATABASE_URL: "postgres://u:hunter2@db/x",
  PUBLIC_URL: "https://app.example.com/",
  AUTH_SECRET: "thirty-two characters, all of them",
  ENCRYPTION_KEYS: "k1:AAAA",
};
const complaint = (settings: Record<string, string | undefined>) => {
  try {
    parseEnv(settings);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("the settings", () => {
  it("that are enough are completed: no slash at the end, the bridge beside the web", () => {
    expect(parseEnv(GOOD)).toMatchObject({
      PUBLIC_URL: "https://app.example.com",
      BRIDGE_PUBLIC_URL: "wss://app.example.com",
      BRIDGE_PORT: 3001,
      SESSION_HOURS: 12,
      LOG_LEVEL: "info",
    });
    expect(parseEnv({ ...GOOD, BRIDGE_PUBLIC_URL: "wss://b.example.com/" }).BRIDGE_PUBLIC_URL).toBe(
      "wss://b.example.com",
    );
    expect(parseEnv({ ...GOOD, PUBLIC_URL: "http://localhost:3000" }).BRIDGE_PUBLIC_URL).toBe(
      "ws://localhost:3000",
    );
  });

  it("that are missing or empty are all named in one sentence", () => {
    const all = Object.keys(GOOD);
    for (const settings of [{}, Object.fromEntries(all.map((name) => [name, ""]))]) {
      for (const name of all) expect(complaint(settings)).toContain(`${name} is missing`);
    }
    for (const name of all)
      expect(complaint({ ...GOOD, [name]: undefined })).toBe(
        `Settings: ${name} is missing. See .env.example.`,
      );
  });

  it.each([
    ["DATABASE_URL", "mysql://u:hunter2@db/x"],
    ["PUBLIC_URL", "not-an-address-hunter2"],
    ["AUTH_SECRET", "hunter2"],
    ["BRIDGE_PORT", "hunter2"],
    ["BRIDGE_PORT", "70000"],
    ["SESSION_HOURS", "0"],
    ["LOG_LEVEL", "hunter2"],
    ["MAX_CALL_DURATION_SECONDS", "-1"],
    ["CALL_TIMEOUT_SECONDS", "61"],
    ["HOLD_MUSIC_URL", "hunter2"],
    ["TWILIO_API_URL", "hunter2"],
    ["STORAGE_URL", "hunter2"],
    ["SMTP_URL", "hunter2"],
    ["SMTP_URL", "smtp:///hunter2"],
    ["SMTP_URL", "smtp://house:hunter2%@mail.example.com"],
    ["MAIL_FROM", "hunter2"],
    ["STORAGE_URL", "file:"],
    ["STORAGE_URL", "s3:///hunter2"],
    ["STORAGE_URL", "s3://bucket?endpoint=hunter2"],
  ])("%s as %s is named, and its value is not repeated", (name, value) => {
    const said = complaint({ ...GOOD, [name]: value });
    expect(said).toMatch(new RegExp(`^Settings: ${name} .+\\. See \\.env\\.example\\.$`));
    expect(said).not.toContain("hunter2");
  });

  it("of a mail server without a sender are refused", () => {
    const server = { ...GOOD, SMTP_URL: "smtps://house:a%2Fb@mail.example.com" };
    expect(complaint(server)).toBe("Settings: MAIL_FROM is missing. See .env.example.");
    expect(complaint({ ...server, MAIL_FROM: "avisos@example.com" })).toBe("");
  });

  it("of a bucket without its keys are refused at the start, not when the first call ends", () => {
    const bucket = { ...GOOD, STORAGE_URL: "s3://calls/eu?endpoint=https://s3.example.com&region=eu" };
    expect(complaint({ ...bucket, S3_ACCESS_KEY_ID: "AK" })).toBe(
      "Settings: S3_SECRET_ACCESS_KEY is missing. See .env.example.",
    );
    expect(complaint({ ...bucket, S3_ACCESS_KEY_ID: "AK", S3_SECRET_ACCESS_KEY: "SK" })).toBe("");
  });
});
