import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stubSettings } from "@/tests/support/settings";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const SECRETS = { authToken: "0123456789abcdef", note: "ñ🦷" };

/** The settings are read once: other keys mean another process. */
async function withKeys(keys: string) {
  vi.resetModules();
  stubSettings({ ENCRYPTION_KEYS: keys });
  return import("./seal");
}

beforeEach(() => stubSettings());
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a sealed secret", () => {
  it("opens for its owner, and is never sealed the same way twice", async () => {
    const { seal, unseal } = await withKeys(`k1:${key(1)}`);
    const [first, second] = [seal("a:twilio", SECRETS), seal("a:twilio", SECRETS)];
    expect(first).not.toBe(second);
    expect(first).not.toContain(SECRETS.authToken);
    expect(unseal("a:twilio", first)).toEqual(SECRETS);
    expect(unseal("a:twilio", second)).toEqual(SECRETS);
  });

  it("does not open in another tenant's row or for another vendor", async () => {
    const { seal, unseal } = await withKeys(`k1:${key(1)}`);
    const sealed = seal("a:twilio", SECRETS);
    expect(() => unseal("b:twilio", sealed)).toThrow();
    expect(() => unseal("a:elevenlabs", sealed)).toThrow();
  });

  it("does not open when any part of it was changed, cut or emptied", async () => {
    const { seal, unseal } = await withKeys(`k1:${key(1)}`);
    const sealed = seal("a:twilio", SECRETS);
    const parts = sealed.split(".");
    for (let part = 1; part < parts.length; part += 1) {
      const bytes = Buffer.from(parts[part] ?? "", "base64url");
      for (const changed of [
        Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))),
        bytes.subarray(0, 4),
        Buffer.alloc(0),
      ]) {
        const tampered = parts.with(part, changed.toString("base64url")).join(".");
        expect(() => unseal("a:twilio", tampered), tampered).toThrow();
      }
    }
    for (const nonsense of ["", "k1", "k1...", "x.y.z.w"])
      expect(() => unseal("a:twilio", nonsense)).toThrow();
  });

  it("opens after a new key was put first, is sealed under that one, and is lost with its own key", async () => {
    const old = (await withKeys(`k1:${key(1)}`)).seal("a:twilio", SECRETS);
    const rotated = await withKeys(`k2:${key(2)}, k1:${key(1)}`);
    expect(rotated.unseal("a:twilio", old)).toEqual(SECRETS);
    const renewed = rotated.seal("a:twilio", SECRETS);
    expect(renewed.startsWith("k2.")).toBe(true);
    const later = await withKeys(`k2:${key(2)}`);
    expect(later.unseal("a:twilio", renewed)).toEqual(SECRETS);
    expect(() => later.unseal("a:twilio", old)).toThrow("key k1");
    const swapped = await withKeys(`k1:${key(9)}`);
    expect(() => swapped.unseal("a:twilio", old)).toThrow();
  });

  it("is not made with a key of the wrong size, and the refusal does not tell the key", async () => {
    const short = Buffer.alloc(16, 7).toString("base64");
    const { seal } = await withKeys(`k1:${short}`);
    expect(() => seal("a:twilio", SECRETS)).toThrow("ENCRYPTION_KEYS");
    expect(() => seal("a:twilio", SECRETS)).not.toThrow(short);
  });

  it("is not made under a key whose id it could not be opened by", async () => {
    const { seal } = await withKeys(`2026.11:${key(1)}`);
    expect(() => seal("a:twilio", SECRETS)).toThrow("ENCRYPTION_KEYS");
  });
});
